import { fixture, html } from '@open-wc/testing';
import type { TemplateResult } from 'lit';
import '../../../components/define.js';
import type { NeonProvider } from '../../../components/neon-provider/neon-provider.js';
import { createClient, type ClientOptions, type NeonClient } from '../../../src/index.js';
import { memoryTokenStore } from '../../../src/storage/memory-token-store.js';
import { nextEvent } from './next-event.js';
import { pin } from '../clients/pins.js';
import { PromptHarness } from './prompt-harness.js';
import type { TestSite } from '../clients/../services/service-fixture.js';
import { RemoteService } from '../clients/remote-service.js';

export { pin };

/** A page with elements inside a provider, and a service of its own. Close it when the test has ended. */
export class KitPage {
  readonly service: RemoteService;
  readonly site: TestSite;

  private constructor(service: RemoteService, site: TestSite) {
    this.service = service;
    this.site = site;
  }

  static async start(settings: object = {}): Promise<KitPage> {
    const service = await RemoteService.start();
    return new KitPage(service, await service.addSite(settings));
  }

  code(login: string, options: object = {}): Promise<string> {
    return this.service.issueCode(this.site, login, options);
  }

  /** A client of the page's own. */
  client(options: Partial<ClientOptions> = {}): NeonClient {
    return createClient({ service: this.service.url, alias: this.site.alias, ...options });
  }

  /** Enrols this browser for a login, as a script of the page would. */
  async enrol(login: string, secret = pin): Promise<void> {
    const client = this.client();
    await client.activate(await this.code(login), { pin: secret, tokenName: 'Test browser' });
    client.close();
  }

  /** Uses a code in another browser: one with a store of its own. */
  async useElsewhere(code: string): Promise<string> {
    const client = this.client({ store: memoryTokenStore() });
    try {
      return await client.activate(code, { pin });
    } finally {
      client.close();
    }
  }

  /** Shows elements inside a provider; resolves when the service has answered or failed. */
  async show(content: TemplateResult): Promise<Shown> {
    const provider = await fixture<NeonProvider>(
      html`<neon-provider service=${this.service.url} alias=${this.site.alias}
        >${content}</neon-provider
      >`,
    );
    await settled(provider);
    return { provider, prompt: PromptHarness.of(provider) };
  }

  /** Ids of the login's tokens, for the administration. */
  async tids(login: string): Promise<string[]> {
    const { mac } = this.site;
    const { body } = await this.service.admin.get(`/tokens?service=${mac}&login=${login}`);
    return (body['tokens'] as { tid: string }[]).map(({ tid }) => tid);
  }

  /** Changes a user, as the administration does. */
  async change(login: string, action: 'unblock' | 'disable' | 'enable'): Promise<void> {
    const { mac } = this.site;
    const { body } = await this.service.admin.get(`/users?service=${mac}&login=${login}`);
    const [user] = body['users'] as { uid: string }[];
    await this.service.admin.post(`/users/${user!.uid}/${action}`);
  }

  close(): Promise<void> {
    return this.service.close();
  }
}

/** A provider whose service has answered, and its dialog. */
export interface Shown {
  readonly provider: NeonProvider;
  readonly prompt: PromptHarness;
}

/** Resolves when a provider knows whether its service answers. */
export async function settled(provider: NeonProvider): Promise<void> {
  while (provider.status === 'starting') {
    await Promise.race([
      nextEvent(provider, 'neon-logins-changed'),
      nextEvent(provider, 'neon-error'),
    ]);
  }
}

/** The one element of a tag on the page. */
export function onPage<K extends keyof HTMLElementTagNameMap>(tag: K): HTMLElementTagNameMap[K] {
  const found = document.querySelector(tag);
  if (!found) throw new Error(`there is no <${tag}>`);
  return found;
}
