/**
 * The service at whose doors for administrators and relying parties the causes of refusals are brought about.
 */
import assert from 'node:assert/strict';
import { join } from 'node:path';
import { call, type Answer, type Call } from '../../support/services/door-call.js';
import type { TestSite } from '../../support/services/service-fixture.js';
import { TestService } from '../../support/services/test-service.js';
import { Folder } from '../support/services/data-folder.js';
import { assertRefused } from '../support/services/door-answers.js';
import { enrol } from '../support/tokens/enrolled-token.js';
import type { RawToken } from '../support/tokens/raw-token.js';

/** Ends with the answer that its cause has, or with the code of a command of the command line. */
export type DoorCause = (scene: DoorScene) => Promise<Answer | string>;

/** Drivers by status and code, and by cause as docs/errors.md words it. */
export type DoorCauses = Readonly<Record<string, Readonly<Record<string, DoorCause>>>>;

/** Status and code of a refusal, as in the table of docs/errors.md. Those that pass say when to try again. */
export function outcomeOf(ended: Answer | string): string {
  if (typeof ended === 'string') return `– ${ended}`;
  const outcome = `${ended.status} ${String(ended.body['code'])}` as const;
  assertRefused(ended, outcome);
  const isLater = ended.status === 429 || ended.status === 503;
  assert.equal(/^[1-9]\d*$/.test(ended.headers.get('retry-after') ?? ''), isLater, outcome);
  return outcome;
}

/** Checks that all answers are the same refusal; returns the last one. */
export function alike(...answers: readonly Answer[]): Answer {
  const outcomes = new Set(answers.map(outcomeOf));
  assert.equal(outcomes.size, 1, [...outcomes].join());
  return answers.at(-1)!;
}

/** A browser that is enrolled at the site that all causes share. */
export async function enrolled(scene: DoorScene): Promise<RawToken> {
  return enrol(scene.service, await scene.site());
}

const makeSite = ({ service }: DoorScene) => service.addSite();

/** A service with its database in a file, and everything that a cause needs of it. */
export class DoorScene {
  readonly service: TestService;
  readonly #folder: Folder;
  readonly #shared = new Map<unknown, Promise<unknown>>();

  private constructor(service: TestService, folder: Folder) {
    this.service = service;
    this.#folder = folder;
  }

  static async open(): Promise<DoorScene> {
    const folder = new Folder();
    return new DoorScene(await TestService.inFolder(folder.data), folder);
  }

  async close(): Promise<void> {
    await this.service.close();
    this.#folder.remove();
  }

  /** The value that `make` makes, the first time that it is asked for. Whoever gets it leaves it as it is. */
  shared<T>(make: (scene: DoorScene) => Promise<T>): Promise<T> {
    const found = this.#shared.get(make) as Promise<T> | undefined;
    const made = found ?? make(this);
    this.#shared.set(make, made);
    return made;
  }

  /** A site that all causes share, which leave it as it is. */
  site(): Promise<TestSite> {
    return this.shared(makeSite);
  }

  /** A file of the data folder. */
  dataFile(name: string): string {
    return join(this.#folder.data, name);
  }

  /** A path beside the data folder. */
  file(...names: readonly string[]): string {
    return this.#folder.file(...names);
  }

  /** Sends a request without a key, unless the options have one. */
  send(path: string, options: Call = {}): Promise<Answer> {
    return call(this.service.localUrl + path, options);
  }

  /** Sends a request as the administrator. */
  admin(method: string, path: string, body?: Call['body']): Promise<Answer> {
    return this.service.admin.send(path, { method, ...(body !== undefined && { body }) });
  }

  /** Does something as the administrator that has to succeed. */
  async administer(method: string, path: string, body?: object): Promise<void> {
    await this.service.admin.done(path, { method, ...(body && { body }) });
  }

  /** Sends a request as a relying party, about the service of a site. */
  rp({ mac }: TestSite, key: string, path: string, body: object = {}): Promise<Answer> {
    return this.service.rp(path, key, { service: mac, ...body });
  }

  /** Makes a key of a relying party. */
  async newKey({ mac }: TestSite, scopes: readonly string[], more: object = {}) {
    const order = { service: mac, scopes, ...more };
    return this.service.admin.made<{ id: string; key: string }>('/keys', order);
  }
}
