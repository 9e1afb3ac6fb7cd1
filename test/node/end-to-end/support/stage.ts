/**
 * A service with one user, an origin with pages, and browsers, for end-to-end tests.
 * @module
 */
import type { Browser } from 'playwright-core';
import { stretchPin } from '../../../../src/crypto/pin.js';
import { normalisePin, type PinKind } from '../../../../src/protocol/typed-values.js';
import { fromBase64Url, toBase64Url } from '../../../../src/crypto/bytes.js';
import { createVerifier, type Verifier } from '../../../../src/rp/index.js';
import type { TestSite } from '../../../support/services/service-fixture.js';
import { TestService } from '../../../support/services/test-service.js';
import type { Listening } from '../../../../tools/demo/listen.js';
import { openChromium, openProfile } from '../../../support/browsers/chromium.js';
import { Canary, type Places } from './canary.js';
import { Device } from './device.js';
import { login, servePages } from './page-server.js';

/** Secrets that are on the wire by design: the requesting page of a push has no keys, and its number is typed elsewhere. */
export const shownByProtocol = [
  'replies to /btt/v1/push/collect: OTP by push',
  'replies to /btt/v1/push: number of a push',
  'requests push.answer: number of a push',
];

/** A PIN, a password or a BioKey. */
export interface Factor {
  readonly name: string;
  readonly value: string;
  readonly kind: PinKind;
}

interface Row {
  readonly usalt: string;
  readonly bio_salt: string;
  readonly iterations: number;
}

/** Opened by {@link Stage.open}. Close it when the tests have ended. */
export class Stage {
  readonly service: TestService;
  readonly site: TestSite;
  readonly pages: Listening;
  readonly verifier: Verifier;
  readonly canary = new Canary();
  readonly devices: Device[] = [];
  readonly #browser: Browser;
  /** Salts that factors have been stretched with. */
  #salts: ReadonlySet<string> = new Set();

  private constructor(service: TestService, site: TestSite, pages: Listening, browser: Browser) {
    this.service = service;
    this.site = site;
    this.pages = pages;
    this.#browser = browser;
    const { mac, apiKey } = site;
    this.verifier = createVerifier({ url: service.url, service: mac, apiKey });
  }

  /**
   * @param settings of the service, as the admin API takes them.
   * @param starting the service.
   */
  static async open(settings: object, starting = TestService.start()): Promise<Stage> {
    const [service, browser] = await Promise.all([starting, openChromium()]);
    let site!: TestSite;
    const pages = await servePages(service.url, async (origin) => {
      // OTPs of eight digits occur in a dump by chance.
      site = await service.addSite({ otpDigits: 10, ...settings }, origin);
      return site.alias;
    });
    return new Stage(service, site, pages, browser);
  }

  /** Opens another browser of the person. */
  async device(name: string): Promise<Device> {
    const device = await Device.open(name, await openProfile(this.#browser), this.pages.url);
    this.devices.push(device);
    return device;
  }

  /** Issues a code, which becomes a secret. */
  async code(kind: string, options: object = {}): Promise<string> {
    const code = await this.service.issueCode(this.site, login, { kind, ...options });
    this.canary.add(`${kind} code`, code);
    return code;
  }

  /** Id of the token of a browser, as the service has it: the newest of all. */
  async newestTid(): Promise<string> {
    const tokens = (await this.service.dump())['token'] as { tid: string; created: number }[];
    return tokens.sort((one, other) => other.created - one.created)[0]!.tid;
  }

  /** Makes PINs and BioKeys secret: as they are typed, and as they are sent, stretched with each salt there is. */
  async addFactors(factors: readonly Factor[]): Promise<void> {
    const { app_user: users = [], token: tokens = [] } = await this.service.dump();
    const rows = [...users, ...tokens] as Row[];
    const { iterations } = users[0] as Row;
    const salts = new Set(rows.map(({ usalt, bio_salt }) => usalt ?? bio_salt));
    for (const { name, value, kind } of factors) {
      this.canary.add(name, value);
      for (const salt of salts) {
        if (this.#salts.has(salt)) continue;
        const text = normalisePin(value, kind);
        const stretched = await stretchPin(text, fromBase64Url(salt), iterations);
        this.canary.add(`${name}, stretched`, stretched);
        this.canary.add(`${name}, stretched`, toBase64Url(stretched));
      }
    }
    this.#salts = salts;
  }

  /** Everything that others than the person and the relying party could see. */
  async places(): Promise<Places> {
    const { service } = this;
    const metrics = await fetch(`${service.localUrl}/metrics`);
    const shown = await Promise.all(this.devices.map((device) => device.places()));
    return Object.assign(
      {
        ...this.#wire(),
        log: service.log.join('\n'),
        database: JSON.stringify(await service.dump()),
        metrics: await metrics.text(),
      },
      ...shown,
    ) as Places;
  }

  /** Places with a secret that the protocol does not show there by design. */
  async leaks(): Promise<string[]> {
    const found = this.canary.find(await this.places());
    return found.filter((leak) => !shownByProtocol.includes(leak));
  }

  async close(): Promise<void> {
    await this.#browser.close();
    await this.pages.close();
    await this.service.close();
  }

  /** Messages between pages and service, without the public lists of common PINs. */
  #wire(): Record<string, string> {
    const messages = this.service.proxy.messages.filter(({ path }) =>
      /^\/btt\/v1\/(?!lists\/)/.test(path),
    );
    const wire: Record<string, string> = {};
    const add = (place: string, text: string) => (wire[place] = `${wire[place] ?? ''}${text}\n`);
    for (const { path, body, reply } of messages) {
      add(`requests ${operationOf(body) ?? `to ${path}`}`, body);
      add(`replies to ${path}`, reply);
    }
    return wire;
  }
}

/** Name of the operation in a request that has one. */
function operationOf(body: string): string | undefined {
  const { payload } = JSON.parse(body) as { payload?: string };
  if (!payload) return undefined;
  return (JSON.parse(Buffer.from(payload, 'base64url').toString()) as { op?: string }).op;
}
