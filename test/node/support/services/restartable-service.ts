/**
 * A service that is killed and started again on the same data.
 */
import assert from 'node:assert/strict';
import { fork, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { publicUrl, type Moment } from './crashing-service.js';
import { AdminApi } from '../../../support/services/admin-api.js';
import { call, type Answer } from '../../../support/services/door-call.js';
import { ServiceFixture } from '../../../support/services/service-fixture.js';

/** The service. */
export class RestartableService extends ServiceFixture {
  readonly url = publicUrl;
  readonly #folder = mkdtempSync(join(tmpdir(), 'neon-crash-'));
  #process: ChildProcess | undefined;
  #localUrl = '';
  #admin: AdminApi | undefined;

  /** Starts it, or starts it again. */
  async start(): Promise<void> {
    const script = join(import.meta.dirname, 'crashing-service.js');
    const child = fork(script, [this.#folder]);
    this.#process = child;
    const failed = once(child, 'exit').then(() => Promise.reject(new Error('it did not start')));
    const started = once(child, 'message') as Promise<[{ localUrl: string; adminKey: string }]>;
    failed.catch(() => undefined);
    const [{ localUrl, adminKey }] = await Promise.race([started, failed]);
    this.#localUrl = localUrl;
    this.#admin = AdminApi.at(localUrl, adminKey);
  }

  get admin(): AdminApi {
    return this.#admin!;
  }

  rp<T>(path: string, key: string, body: object): Promise<Answer<T>> {
    return call(`${this.#localUrl}/rp/v1${path}`, { key, body });
  }

  /** Where it listens now. */
  get localUrl(): string {
    return this.#localUrl;
  }

  /** Kills the process in the next transaction, which `work` causes, and starts the service again. */
  async crash(moment: Moment, work: () => Promise<unknown>): Promise<void> {
    const dying = this.#process!;
    dying.send(moment);
    await once(dying, 'message');
    const ended = once(dying, 'exit');
    await assert.rejects(work(), TypeError, 'the connection breaks before there is an answer');
    assert.deepEqual(await ended, [null, 'SIGKILL']);
    await this.start();
  }

  /** Ends the process, changes its data folder, and starts the service again. */
  async restart(between: (folder: string) => Promise<unknown>): Promise<void> {
    await this.#end();
    await between(this.#folder);
    await this.start();
  }

  async close(): Promise<void> {
    await this.#end();
    rmSync(this.#folder, { recursive: true });
  }

  async #end(): Promise<void> {
    const ending = this.#process;
    this.#process = undefined;
    if (!ending || ending.exitCode !== null || ending.signalCode !== null) return;
    const ended = once(ending, 'exit');
    ending.kill();
    await ended;
  }
}
