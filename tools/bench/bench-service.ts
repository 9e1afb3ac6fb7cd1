/**
 * The shipped service in its own process, with its own data folder.
 * @module
 */
import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface, type Interface } from 'node:readline';
import { fileURLToPath } from 'node:url';

const program = fileURLToPath(new URL('../../../dist/neon-service.js', import.meta.url));
const adminKey = 'the-admin-key-of-a-benchmark-0123456789';

/** A tenant with one site. */
export interface BenchSite {
  readonly mac: string;
  readonly alias: string;
  readonly apiKey: string;
  /** Makes a user and issues an activation code. */
  code(login: string): Promise<string>;
}

/** A push request, and the number that approves it. */
export interface Push {
  readonly pid: string;
  readonly number: string;
}

/** Figures of the process since the last time it was asked. */
export interface ProcessFigures {
  /** Longest time for which it answered nothing, in milliseconds. */
  readonly hold: number;
  /** Size of the heap after a collection, and of its memory, in bytes. */
  readonly heap: number;
  readonly memory: number;
}

/** Runs in the process of the service before it starts: writes the figures as a line of the log at a signal. */
const reporter = `
import { monitorEventLoopDelay } from 'node:perf_hooks';
const delay = monitorEventLoopDelay({ resolution: 1 });
delay.enable();
process.on('SIGUSR2', () => {
  const hold = delay.max / 1e6;
  gc();
  const { heapUsed: heap, rss: memory } = process.memoryUsage();
  console.log(JSON.stringify({ event: 'bench.figures', hold, heap, memory }));
  setTimeout(() => delay.reset(), 20);
});`;

/** The running service. */
export class BenchService {
  readonly url: string;
  /** Its data folder. */
  readonly data: string;
  readonly #child: ChildProcess;
  readonly #lines: Interface;

  private constructor(url: string, data: string, child: ChildProcess, lines: Interface) {
    this.url = url;
    this.data = data;
    this.#child = child;
    this.#lines = lines;
  }

  /** Its id in the operating system. */
  get pid(): number {
    return this.#child.pid!;
  }

  /** Figures of its process, since it was last asked. */
  async figures(): Promise<ProcessFigures> {
    const found = new Promise<ProcessFigures>((resolve) => {
      const look = (text: string) => {
        if (!text.includes('"bench.figures"')) return;
        this.#lines.off('line', look);
        resolve(JSON.parse(text) as ProcessFigures);
      };
      this.#lines.on('line', look);
    });
    this.#child.kill('SIGUSR2');
    return found;
  }

  static async start(): Promise<BenchService> {
    const data = await mkdtemp(join(tmpdir(), 'neon-bench-'));
    const preload = `data:text/javascript,${encodeURIComponent(reporter)}`;
    const node = ['--expose-gc', '--import', preload];
    const child = spawn(process.execPath, [...node, program, '--port', '0', '--data', data], {
      env: { ...process.env, NEON_ADMIN_KEY: adminKey },
      stdio: ['ignore', 'pipe', 'inherit'],
    });
    const lines = createInterface({ input: child.stdout });
    const [first] = (await once(lines, 'line')) as [string];
    const { url } = JSON.parse(first) as { url: string };
    return new BenchService(url, data, child, lines);
  }

  async addSite(origin: string, settings: object): Promise<BenchSite> {
    const { mac } = await this.#admin<{ mac: string }>('/services', settings);
    const alias = await this.addAlias(mac, origin);
    const wanted = { service: mac, scopes: ['otp.verify', 'push'] };
    const { key } = await this.#admin<{ key: string }>('/keys', wanted);
    const code = async (login: string) => {
      await this.#admin('/users', { service: mac, login });
      const order = { service: mac, login, kind: 'activation' };
      return (await this.#admin<{ code: string }>('/codes', order)).code;
    };
    return { mac, alias, apiKey: key, code };
  }

  /** Makes another site of a tenant. */
  async addAlias(mac: string, origin: string): Promise<string> {
    const site = { service: mac, origins: [origin] };
    return (await this.#admin<{ alias: string }>('/sites', site)).alias;
  }

  /** Verifies an OTP as the relying party. */
  async verify({ mac, apiKey }: BenchSite, login: string, otp: string): Promise<boolean> {
    const claim = { service: mac, login, otp };
    return (await this.#post<{ ok: boolean }>('/rp/v1/otp/verify', apiKey, claim)).ok;
  }

  /** Makes a push request as the relying party. */
  askPush({ mac, apiKey }: BenchSite, login: string): Promise<Push> {
    return this.#post('/rp/v1/push/request', apiKey, { service: mac, login });
  }

  /** Number of messages of browsers that the service has answered, by its metrics. */
  async messages(): Promise<number> {
    const text = await (await fetch(`${this.url}/metrics`)).text();
    const counts = text.matchAll(/^neon_http_requests_total\{.*route="\/btt\/.*\} (\d+)$/gm);
    return [...counts].reduce((sum, [, count]) => sum + Number(count), 0);
  }

  async stop(): Promise<void> {
    const ended = once(this.#child, 'exit');
    this.#child.kill('SIGTERM');
    await ended;
    await rm(this.data, { recursive: true });
  }

  #admin<T>(path: string, body: object): Promise<T> {
    return this.#post(`/admin/v1${path}`, adminKey, body);
  }

  async #post<T>(path: string, key: string, body: object): Promise<T> {
    const response = await fetch(this.url + path, {
      method: 'POST',
      headers: { authorization: `Bearer ${key}`, 'content-type': 'application/json' },
      body: JSON.stringify(body),
    });
    if (!response.ok) throw new Error(`${path}: ${response.status} ${await response.text()}`);
    return (await response.json()) as T;
  }
}
