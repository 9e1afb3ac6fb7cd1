/**
 * A service that loses its process and comes back on the same data.
 */
import assert from 'node:assert/strict';
import { fork, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { publicUrl, type Moment } from './crashing-service.js';
import { Door } from '../tokens/token-door.js';

const origin = 'https://bank.example';

/** The service, and one site of it. */
export class MortalService {
  readonly #folder = mkdtempSync(join(tmpdir(), 'neon-crash-'));
  #process: ChildProcess | undefined;
  #localUrl = '';
  #adminKey = '';
  #als = '';
  #mac = '';
  #apiKey = '';

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
    this.#adminKey = adminKey;
  }

  /** Makes the site. */
  async addSite(): Promise<void> {
    const { mac } = await this.#call<{ mac: string }>('/admin/v1/services', {});
    const site = { service: mac, origins: [origin] };
    const { alias } = await this.#call<{ alias: string }>('/admin/v1/sites', site);
    const scopes = { service: mac, scopes: ['otp.verify'] };
    const { key } = await this.#call<{ key: string }>('/admin/v1/keys', scopes);
    [this.#mac, this.#als, this.#apiKey] = [mac, alias, key];
  }

  /** The token API, where it listens now. */
  get door(): Door {
    return new Door({ at: this.#localUrl, iss: publicUrl, als: this.#als, origin });
  }

  /** Makes a user and a code for them. */
  async issueCode(login: string): Promise<string> {
    await this.#call('/admin/v1/users', { service: this.#mac, login });
    const body = { service: this.#mac, login, kind: 'activation' };
    return (await this.#call<{ code: string }>('/admin/v1/codes', body)).code;
  }

  async verifyOtp(login: string, otp: string): Promise<boolean> {
    const body = { service: this.#mac, login, otp };
    const answer = await this.#call<{ ok: boolean }>('/rp/v1/otp/verify', body, this.#apiKey);
    return answer.ok;
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

  /** Ends the process, has something done to its data folder, and starts the service again. */
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

  async #call<T>(path: string, body: object, key = this.#adminKey): Promise<T> {
    const response = await fetch(this.#localUrl + path, {
      method: 'POST',
      headers: { authorization: `Bearer ${key}`, 'content-type': 'application/json' },
      body: JSON.stringify(body),
    });
    return (await response.json()) as T;
  }
}
