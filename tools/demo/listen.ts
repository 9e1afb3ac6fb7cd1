/**
 * The bank's HTTP server.
 * @module
 */
import { createServer, type Server } from 'node:http';
import { getRequestListener } from '@hono/node-server';
import { StartError } from './settings.js';

type Handle = (request: Request, env: object) => Response | Promise<Response>;

/** A bank that listens. */
export interface Listening {
  /** Origin: `http://localhost:<port>`. */
  readonly url: string;
  readonly port: number;
  /** Starts to answer with the bank; until then with 503. */
  open(handle: Handle): void;
  close(): Promise<void>;
}

/**
 * Listens on the loopback interface. The port is needed before the bank exists, since the service has to
 * know the page's origin.
 *
 * @throws {StartError} when the port is taken.
 */
export async function listen(port: number): Promise<Listening> {
  let handle: Handle = () => new Response('The bank is opening.\n', { status: 503 });
  const listener = getRequestListener((request, env) => handle(request, env));
  const server = createServer((incoming, outgoing) => void listener(incoming, outgoing));
  const taken = await listenAt(server, port);
  return {
    url: `http://localhost:${taken}`,
    port: taken,
    open: (bank) => {
      handle = bank;
    },
    close: () => closeGracefully(server),
  };
}

/** Tells whether an error, or what caused it, is a port in use. */
function isPortTaken(error: unknown): boolean {
  if (!(error instanceof Error)) return false;
  return ('code' in error && error.code === 'EADDRINUSE') || isPortTaken(error.cause);
}

/** The sentence for a port in use. */
export function portTaken(port: number, setting: string): StartError {
  return new StartError(
    `Port ${port} is in use: stop what listens there, or choose another one with ${setting}=<port>.`,
  );
}

function listenAt(server: Server, port: number): Promise<number> {
  return new Promise((resolve, reject) => {
    server.once('error', (error) => {
      reject(isPortTaken(error) ? portTaken(port, 'PORT') : error);
    });
    server.listen(port, '127.0.0.1', () => {
      const address = server.address();
      if (address !== null && typeof address === 'object') resolve(address.port);
      else reject(new Error('the server listens nowhere'));
    });
  });
}

/** Completes running requests, for at most two seconds. */
function closeGracefully(server: Server): Promise<void> {
  const impatience = setTimeout(() => {
    server.closeAllConnections();
  }, 2000);
  return new Promise((resolve) => {
    server.close(() => {
      clearTimeout(impatience);
      resolve();
    });
    server.closeIdleConnections();
  });
}
