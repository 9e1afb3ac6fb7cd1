/**
 * An application of examples/, installed with the packed package, built, and running beside a service.
 * @module
 */
import { execFile, spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { readdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { copyExample, installedExamples, useArchive } from '../../../../tools/example-projects.js';
import type { TestSite } from '../../../support/services/service-fixture.js';
import type { TestService } from '../../../support/services/test-service.js';

const run = promisify(execFile);

/** Where applications are copied to, and how they get the package. */
export interface ExamplePlace {
  readonly folder: string;
  /** The packed package; undefined: packages are found in `node_modules` of the folder, and none are installed. */
  readonly archive?: string;
}

/** Copies a project and installs the packages that its lock file names; resolves with the folder. */
export async function installExample(
  name: string,
  { folder, archive }: ExamplePlace,
): Promise<string> {
  const copy = join(folder, name);
  await copyExample(name, copy);
  if (archive && (await installedExamples()).includes(name)) {
    await useArchive(copy, archive);
    await run('npm', ['ci', '--silent'], { cwd: copy });
  }
  return copy;
}

/** Puts a service and a site in place of those that the files of a project name. */
export async function nameSite(folder: string, url: string, alias: string): Promise<void> {
  const entries = await readdir(folder, { recursive: true, withFileTypes: true });
  const paths = entries.filter((entry) => entry.isFile()).map((e) => join(e.parentPath, e.name));
  for (const path of paths.filter((path) => !path.includes('node_modules'))) {
    const text = await readFile(path, 'utf8');
    const named = text
      .replaceAll('https://mfa.example', url)
      .replaceAll('0123456789abcdef0123456789abcdef', alias);
    if (named !== text) await writeFile(path, named);
  }
}

/** Runs a command in a folder; rejects with what it has printed. */
export async function build(folder: string, command: string, ...args: string[]): Promise<void> {
  // Vite's development server sets the NODE_ENV of this process, with which tools would build for development.
  const own = { NODE_ENV: undefined, NEXT_TELEMETRY_DISABLED: '1', NG_CLI_ANALYTICS: 'false' };
  const env = { ...process.env, ...own };
  try {
    await run(command, args, { cwd: folder, env, maxBuffer: 2 ** 24 });
  } catch (error) {
    const { stdout, stderr } = error as { stdout: string; stderr: string };
    throw new Error(`${command} ${args.join(' ')}:\n${stdout}${stderr}`, { cause: error });
  }
}

/** The server of an application, which prints its address. */
export class ExampleServer {
  readonly origin: string;
  readonly #process: ChildProcess;

  private constructor(process: ChildProcess, origin: string) {
    this.#process = process;
    this.origin = origin;
  }

  /** Starts a script with Node as the relying party of a site, which it serves from then on. */
  static async start(
    folder: string,
    args: readonly string[],
    service: TestService,
    { mac, alias, apiKey }: TestSite,
  ): Promise<ExampleServer> {
    const env = {
      PATH: process.env['PATH'],
      PORT: '0',
      NEON_URL: service.url,
      NEON_SERVICE: mac,
      NEON_API_KEY: apiKey,
      SESSION_SECRET: 'of this test',
    };
    const child = spawn(process.execPath, args, { cwd: folder, env });
    const origin = await new Promise<string>((resolve, reject) => {
      let said = '';
      for (const stream of [child.stdout, child.stderr]) {
        stream.setEncoding('utf8').on('data', (text: string) => {
          said += text;
          const address = /http:\/\/localhost:\d+/.exec(said);
          if (address) resolve(address[0]);
        });
      }
      child.once('close', () => reject(new Error(said)));
    });
    await service.admin.patch(`/sites/${alias}`, { origins: [origin] });
    return new ExampleServer(child, origin);
  }

  async close(): Promise<void> {
    const closed = once(this.#process, 'close');
    this.#process.kill();
    await closed;
  }
}
