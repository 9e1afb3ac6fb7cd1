/**
 * A service with a data folder, as a process of one version after another.
 * @module
 */
import assert from 'node:assert/strict';
import { AdminApi } from '../../../support/services/admin-api.js';
import { call, type Answer } from '../../../support/services/door-call.js';
import { FaultProxy } from '../../../support/services/fault-proxy.js';
import { ServiceFixture } from '../../../support/services/service-fixture.js';
import { Folder } from '../services/data-folder.js';
import { run, ServiceProcess } from '../services/service-process.js';
import type { PackageVersion } from './package-version.js';

/** Key of the administration of every such service. */
export const adminKey = 'QmF0dGVyaWVzLW5vdC1pbmNsdWRlZC1pbi10aGlz';

/** The service. Its public URL leads through a proxy, and stays the same. */
export class UpgradableService extends ServiceFixture {
  readonly url: string;
  readonly proxy: FaultProxy;
  readonly #folder = new Folder();
  #process: ServiceProcess | undefined;

  private constructor(url: string, proxy: FaultProxy) {
    super();
    this.url = url;
    this.proxy = proxy;
  }

  static async start(version: PackageVersion): Promise<UpgradableService> {
    const proxy = new FaultProxy();
    const service = new UpgradableService(await proxy.listen(), proxy);
    await service.run(version);
    return service;
  }

  /** Ends the running process in an orderly way, and runs a version on the same data. */
  async run({ program: file }: PackageVersion): Promise<void> {
    await this.stop();
    const args = ['--data', this.#folder.data, '--public-url', this.url];
    this.#process = await ServiceProcess.start({ file, args, env: { NEON_ADMIN_KEY: adminKey } });
    this.proxy.target = this.#process.port;
  }

  async stop(): Promise<void> {
    const running = this.#process;
    this.#process = undefined;
    if (running) assert.equal(await running.stop(), 0, running.written.join('\n'));
  }

  /**
   * Ends the running process after it has linked the audit trail, which it does every minute and at SIGHUP. Of two
   * signals at once a process can see the second one first.
   */
  async stopLinked(version: PackageVersion): Promise<void> {
    this.#process!.signal('SIGHUP');
    for (let unlinked = 1; unlinked > 0;) {
      ({ unlinked } = await this.command<{ unlinked: number }>(version, 'audit', 'verify'));
    }
    await this.stop();
  }

  /** Runs a command of a version on the data; resolves with the JSON that it prints. */
  async command<T>({ program: file }: PackageVersion, ...words: string[]): Promise<T> {
    const { code, stdout, stderr } = await run({
      file,
      args: [...words, '--data', this.#folder.data],
    });
    assert.equal(code, 0, stderr);
    return JSON.parse(stdout) as T;
  }

  get admin(): AdminApi {
    return AdminApi.at(this.#process!.url, adminKey);
  }

  rp<T = Record<string, unknown>>(path: string, key: string, body: object): Promise<Answer<T>> {
    return call(`${this.#process!.url}/rp/v1${path}`, { key, body });
  }

  async close(): Promise<void> {
    await this.proxy.close();
    await this.stop();
    this.#folder.remove();
  }
}
