/**
 * A server for the built gallery, as a foreign host might be: the gallery is in a subfolder, and pages may not
 * run WebAssembly; only the worker of the service may.
 * @module
 */
import { createServer, type ServerResponse } from 'node:http';
import { readFile } from 'node:fs/promises';
import type { AddressInfo } from 'node:net';
import { extname, join, normalize, sep } from 'node:path';

const kinds: Readonly<Record<string, string>> = {
  '.css': 'text/css;charset=utf-8',
  '.html': 'text/html;charset=utf-8',
  '.js': 'text/javascript;charset=utf-8',
  '.json': 'application/json',
  '.svg': 'image/svg+xml',
  '.wasm': 'application/wasm',
  '.woff2': 'font/woff2',
};

/** Storybook's own pages have inline scripts and styles. */
const pagePolicy =
  "default-src 'self'; script-src 'self' 'unsafe-inline'; style-src 'self' 'unsafe-inline'; img-src 'self' data:";
const workerPolicy = "default-src 'none'; script-src 'self' 'wasm-unsafe-eval'; connect-src 'self'";

/** A server that listens. */
export interface FolderServer {
  /** URL of the gallery, with a trailing slash. */
  readonly url: string;
  close(): Promise<void>;
}

/** Serves `folder` on a free port. */
export async function serveFolder(folder: string): Promise<FolderServer> {
  const prefix = '/some/folder/';
  const server = createServer((request, response) => {
    const { pathname } = new URL(request.url ?? '/', 'http://localhost');
    const path = normalize(decodeURIComponent(pathname.slice(prefix.length)));
    const isInside = pathname.startsWith(prefix) && !path.startsWith(`..${sep}`) && path !== '..';
    if (isInside) void send(response, folder, path === '.' ? 'index.html' : path);
    else response.writeHead(404).end();
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  return {
    url: `http://localhost:${port}${prefix}`,
    close: () => {
      server.closeAllConnections();
      return new Promise((resolve) => server.close(() => resolve()));
    },
  };
}

async function send(response: ServerResponse, folder: string, path: string): Promise<void> {
  try {
    const content = await readFile(join(folder, path));
    const isWorker = /^assets[/\\]worker-/.test(path);
    response.writeHead(200, {
      'content-type': kinds[extname(path)] ?? 'application/octet-stream',
      'content-security-policy': isWorker ? workerPolicy : pagePolicy,
      'cache-control': 'max-age=600',
    });
    response.end(content);
  } catch {
    response.writeHead(404).end();
  }
}
