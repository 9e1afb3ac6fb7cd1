/**
 * The demo as a process of its own, started the way `npm start` starts it.
 * @module
 */
import { spawn, type ChildProcessWithoutNullStreams } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';
import { AdminApi } from '../../../support/services/admin-api.js';

const main = fileURLToPath(new URL('../../../../tools/demo/main.js', import.meta.url));

/** What a process said and how it ended. */
export interface Ended {
  readonly code: number | null;
  readonly output: string;
  readonly complaint: string;
}

/** The address at the end of a line that the demo prints. */
export const addressIn = (line: string) => line.split(' ').at(-1)!;

type Environment = Readonly<Record<string, string>>;

/** A user's token as the admin API shows it. */
export interface Token {
  readonly tid: string;
  readonly name: string;
  readonly status: string;
}

interface Entry {
  readonly kind: string;
  readonly subject: string;
}

/** A folder for the demo's data; the caller removes it with {@link removeData}. */
export function makeData(): Promise<string> {
  return mkdtemp(join(tmpdir(), 'neon-demo-'));
}

export function removeData(folder: string): Promise<void> {
  return rm(folder, { recursive: true, force: true });
}

/** Runs the demo to its end, for settings with which it does not start; ends it if it does. */
export async function runDemo(environment: Environment): Promise<Ended> {
  const child = launch(environment);
  child.stdout.once('data', () => child.kill());
  return ended(child);
}

/**
 * Runs the demo below another process, as npm does, and ends that one alone as soon as the demo is up.
 *
 * @returns when the demo has ended as well.
 */
export async function runOrphanedDemo(environment: Environment): Promise<Ended> {
  const parent = `require('node:child_process').spawn(process.execPath, [process.argv[1]], { stdio: 'inherit' })`;
  const child = launch({ npm_lifecycle_event: 'start', ...environment }, ['-e', parent, main]);
  createInterface(child.stdout).on('line', (line) => {
    if (line.includes('Ctrl+C')) child.kill('SIGKILL');
  });
  return ended(child);
}

/** A running demo. */
export class Demo {
  static readonly adminKey = 'admin-key-of-the-demo-tests-0123456789';

  /** The bank's, as printed. */
  readonly url: string;
  readonly serviceUrl: string;
  readonly admin: AdminApi;
  readonly data: string;
  /** Lines that it has printed. */
  readonly lines: readonly string[];
  readonly #process: ChildProcessWithoutNullStreams;
  readonly #end: Promise<Ended>;

  private constructor(
    child: ChildProcessWithoutNullStreams,
    end: Promise<Ended>,
    data: string,
    lines: readonly string[],
  ) {
    this.#process = child;
    this.#end = end;
    this.data = data;
    this.lines = lines;
    [this.url = '', this.serviceUrl = ''] = lines.map(addressIn);
    this.admin = AdminApi.at(this.serviceUrl, Demo.adminKey);
  }

  /** Starts it on free ports, unless the environment says otherwise, and waits until it says that it is up. */
  static async start(data: string, environment: Environment = {}): Promise<Demo> {
    const child = launch({
      PORT: '0',
      NEON_DATA: data,
      NEON_ADMIN_KEY: Demo.adminKey,
      ...environment,
    });
    const end = ended(child);
    const lines: string[] = [];
    const up = new Promise<void>((resolve) => {
      createInterface(child.stdout).on('line', (line) => {
        if (lines.push(line) === 3) resolve();
      });
    });
    const early = await Promise.race([up, end]);
    if (early) throw new Error(`the demo did not start: ${early.complaint}`);
    return new Demo(child, end, data, lines);
  }

  /** Port of the bank. */
  get port(): string {
    return new URL(this.url).port;
  }

  /** Asks it to stop, if need be by several signals, and waits until it has. */
  stop(...signals: readonly NodeJS.Signals[]): Promise<Ended> {
    for (const signal of signals.length ? signals : ['SIGTERM' as const])
      this.#process.kill(signal);
    return this.#end;
  }

  /** macId of the bank's service. */
  async mac(): Promise<string> {
    const facts = (await (await fetch(`${this.url}/demo.json`)).json()) as { service: string };
    return facts.service;
  }

  /** Issues a code for a new or known customer, without the page. */
  async issueCode(login: string, kind = 'activation'): Promise<string> {
    const response = await fetch(`${this.url}/operator/codes`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ login, kind }),
    });
    return ((await response.json()) as { code: string }).code;
  }

  /** Posts the sign-in form without the page. */
  signIn(login: string, otp: string): Promise<Response> {
    const body = new URLSearchParams({ login, otp });
    return fetch(`${this.url}/login`, { method: 'POST', body, redirect: 'manual' });
  }

  /** The tokens that the service knows of a customer. */
  async tokens(login: string): Promise<readonly Token[]> {
    const query = new URLSearchParams({ service: await this.mac(), login });
    return (await this.admin.done<{ tokens: Token[] }>(`/tokens?${query}`)).tokens;
  }

  /** Number of audit entries of a kind, about one customer or about anybody. */
  async audited(kind: string, login?: string): Promise<number> {
    const { entries } = await this.admin.done<{ entries: Entry[] }>('/audit?limit=1000');
    const of = entries.filter((entry) => entry.kind === kind);
    if (login === undefined) return of.length;
    const query = new URLSearchParams({ service: await this.mac(), login });
    const { users } = await this.admin.done<{ users: { uid: string }[] }>(`/users?${query}`);
    const tokens = await this.tokens(login);
    const subjects = [...users.map(({ uid }) => uid), ...tokens.map(({ tid }) => tid)];
    return of.filter(({ subject }) => subjects.includes(subject)).length;
  }
}

function launch(environment: Environment, args = [main]): ChildProcessWithoutNullStreams {
  const { PATH = '', TMPDIR = '' } = process.env;
  return spawn(process.execPath, args, { env: { PATH, TMPDIR, ...environment } });
}

async function ended(child: ChildProcessWithoutNullStreams): Promise<Ended> {
  let output = '';
  let complaint = '';
  child.stdout.on('data', (chunk: Buffer) => (output += chunk.toString()));
  child.stderr.on('data', (chunk: Buffer) => (complaint += chunk.toString()));
  const [code] = (await once(child, 'close')) as [number | null];
  return { code, output, complaint };
}
