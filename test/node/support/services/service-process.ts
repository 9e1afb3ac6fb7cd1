/**
 * The program `neon-service` as it is shipped, in a process of its own.
 */
import assert from 'node:assert/strict';
import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { createInterface } from 'node:readline';

/** The shipped program. */
export const program = join(import.meta.dirname, '../../../../../dist/neon-service.js');

/** How a process is started. */
export interface Start {
  readonly args?: readonly string[];
  /** Variables, in place of those of this process. */
  readonly env?: Readonly<Record<string, string>>;
  /** Flags of Node itself. */
  readonly node?: readonly string[];
  /** Path of the program, by default the shipped one. */
  readonly file?: string;
  /** A program with arguments that starts Node in its own place, such as `prlimit`. */
  readonly through?: readonly string[];
}

/** Result of a process that has ended. */
export interface Ended {
  /** Exit code; null when a signal ended it. */
  readonly code: number | null;
  readonly stdout: string;
  readonly stderr: string;
}

/** One line of the log. */
export type Line = Record<string, unknown> & { readonly event: string };

function launch(start: Start): ChildProcess {
  const { args = [], env = {}, node = [], file = program, through = [] } = start;
  const [command, ...rest] = [...through, process.execPath, ...node, file, ...args];
  return spawn(command!, rest, {
    env: { PATH: process.env['PATH'] ?? '', ...env },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
}

/** Runs the program to its end. */
export async function run(start: Start): Promise<Ended> {
  const child = launch(start);
  const parts = { stdout: '', stderr: '' };
  for (const name of ['stdout', 'stderr'] as const) {
    child[name]!.setEncoding('utf8').on('data', (text: string) => (parts[name] += text));
  }
  const [code] = (await once(child, 'close')) as [number | null];
  return { code, ...parts };
}

/** Checks that the program refuses to run, with one sentence on standard error and no output. */
export async function assertComplains(start: Start, code: 1 | 2, sentence: string | RegExp) {
  const ended = await run(start);
  const said = ended.stderr.trimEnd();
  if (typeof sentence === 'string') assert.equal(said, sentence);
  else assert.match(said, sentence);
  assert.ok(!said.includes('\n'), said);
  assert.deepEqual({ code: ended.code, stdout: ended.stdout }, { code, stdout: '' });
}

/** A running service. */
export class ServiceProcess {
  /** Its log so far. */
  readonly lines: Line[] = [];
  /** All lines of its output. */
  readonly written: string[] = [];
  readonly #child: ChildProcess;
  readonly #closed: Promise<unknown[]>;
  readonly #waiting = new Set<() => void>();

  private constructor(child: ChildProcess) {
    this.#child = child;
    this.#closed = once(child, 'close');
    createInterface(child.stdout!).on('line', (text) => {
      this.written.push(text);
      this.lines.push(JSON.parse(text) as Line);
      for (const look of this.#waiting) look();
    });
    createInterface(child.stderr!).on('line', (text) => this.written.push(text));
    child.once('close', () => this.#waiting.forEach((look) => look()));
  }

  /** Starts the service on a free port; resolves when it takes requests. */
  static async start(start: Start): Promise<ServiceProcess> {
    const service = new ServiceProcess(
      launch({ ...start, args: ['--port', '0', ...(start.args ?? [])] }),
    );
    await service.logged('service.started');
    return service;
  }

  /** Where it listens. */
  get url(): string {
    return `http://127.0.0.1:${this.port}`;
  }

  get port(): number {
    return Number(this.lines.find(({ event }) => event === 'service.started')!['port']);
  }

  /** Resolves with the first line of an event after the first `after` lines; rejects when the process ends without one. */
  logged(event: string, after = 0): Promise<Line> {
    return new Promise((resolve, reject) => {
      const look = () => {
        const found = this.lines.slice(after).find((line) => line.event === event);
        const hasEnded = this.#child.exitCode !== null || this.#child.signalCode !== null;
        if (!found && !hasEnded) return;
        this.#waiting.delete(look);
        if (found) resolve(found);
        else reject(new Error(`ended without ${event}: ${this.written.join('\n')}`));
      };
      this.#waiting.add(look);
      look();
    });
  }

  /** Its id in the operating system. */
  get pid(): number {
    return this.#child.pid!;
  }

  /** Closes the reading ends of its output and error output, as a reader that dies does. */
  stopReading(): void {
    this.#child.stdout!.destroy();
    this.#child.stderr!.destroy();
  }

  signal(name: NodeJS.Signals): void {
    this.#child.kill(name);
  }

  /** Resolves with the exit code once it has ended. */
  async ended(): Promise<number | null> {
    await this.#closed;
    return this.#child.exitCode;
  }

  /** Ends it as a process manager does; resolves with the exit code. */
  stop(): Promise<number | null> {
    this.signal('SIGTERM');
    return this.ended();
  }
}
