/**
 * A folder of built files with known content, and raw requests for them.
 */
import { createHash } from 'node:crypto';
import { once } from 'node:events';
import { mkdirSync, writeFileSync } from 'node:fs';
import { request, type IncomingMessage, type OutgoingHttpHeaders } from 'node:http';
import { dirname } from 'node:path';
import { TestService } from '../../../support/services/test-service.js';
import { Folder } from './data-folder.js';

const modules = {
  'neon.js': 'export const en = "now";',
  'neon.js.map': '{"version":3}',
  'languages/fr.js': 'export const fr = "maintenant";',
};

/** The list of a kit with these files. */
export function kitListOf(files: Readonly<Record<string, string>>): string {
  const digest = (text: string) => createHash('sha384').update(text).digest('base64');
  return JSON.stringify(
    Object.fromEntries(
      Object.entries(files).map(([name, text]) => [name, `sha384-${digest(text)}`]),
    ),
  );
}

/** The kit of such a build. */
export const builtKit: Readonly<Record<string, string>> = {
  ...modules,
  'integrity.json': kitListOf(modules),
};

/** Files that a build makes for browsers. */
export const built = {
  ...builtKit,
  'frame/frame.js': 'import "../part-A1_b.js"; document.title += " frame";',
  'frame/part-A1_b.js': 'document.title += " part";',
  'lib/simple-neon-lib.js': 'var Neon = "now";',
} as const;

/** A temporary folder that a service may be started with. */
export class PublicFolder extends Folder {
  constructor(files: Readonly<Record<string, string>> = built) {
    super();
    this.place(files);
  }

  /** Writes files, by path in the folder. */
  place(files: Readonly<Record<string, string>>): void {
    for (const [name, text] of Object.entries(files)) {
      mkdirSync(dirname(this.file(name)), { recursive: true });
      writeFileSync(this.file(name), text);
    }
  }
}

/** A reply. */
export interface Got {
  readonly status: number;
  readonly headers: Readonly<Record<string, string | undefined>>;
  readonly text: string;
}

/** Requests a path exactly as written; `fetch` would normalise it. */
export async function ask(
  origin: string,
  path: string,
  { method = 'GET', headers = {} }: { method?: string; headers?: OutgoingHttpHeaders } = {},
): Promise<Got> {
  const { hostname, port } = new URL(origin);
  const asking = request({ hostname, port, path, method, headers, agent: false });
  asking.end();
  const [response] = (await once(asking, 'response')) as [IncomingMessage];
  const text = Buffer.concat(await response.toArray()).toString();
  const received = response.headers as Record<string, string | undefined>;
  return { status: response.statusCode ?? 0, headers: received, text };
}

/**
 * Starts a service on a folder and its data for as long as `work` takes.
 * @param urlOf the URL, without the origin, of what `work` asks for.
 * @returns the log's events that begin with `kind`, without their levels.
 */
export async function whileRunning(
  folder: PublicFolder,
  kind: string,
  urlOf: (name: string) => string,
  work: (get: (name: string) => Promise<string | number>) => Promise<void> | void,
): Promise<Record<string, unknown>[]> {
  const service = await TestService.start({ publicFiles: folder.path, data: folder.data });
  try {
    await work(async (name) => {
      const { status, text } = await ask(service.localUrl, urlOf(name));
      return status === 200 ? text : status;
    });
  } finally {
    await service.close();
  }
  return service.log
    .map((line) => JSON.parse(line) as Record<string, unknown>)
    .filter(({ event }) => String(event).startsWith(`${kind}.`))
    .map(({ level: _, ...line }) => line);
}
