/**
 * The HTTP server: sockets, time limits, and a shutdown that lets running requests finish.
 * @module
 */
import { once } from 'node:events';
import { readFile } from 'node:fs/promises';
import { createServer, type RequestListener, type Server } from 'node:http';
import { createServer as createTlsServer } from 'node:https';
import type { AddressInfo } from 'node:net';
import { createSecureContext } from 'node:tls';
import type { Settings } from './process-settings.js';
import { SettingError } from './setting-error.js';

/** Maximum time for running requests to finish after shutdown began, in milliseconds. */
const longestEnd = 10_000;

const limits = {
  headersTimeout: 10_000,
  requestTimeout: 30_000,
  keepAliveTimeout: 10_000,
  maxHeaderSize: 16_384,
};

/** A listening server. */
export interface Listening {
  /** The port, also where any free one was asked for. */
  readonly port: number;
  /**
   * Reads the TLS files again, if there are any, since certificates are renewed while the service runs.
   * @returns whether they have changed.
   * @throws {SettingError} when they are unusable; the earlier ones stay in use.
   */
  refresh(): Promise<boolean>;
  /**
   * Keeps listening until `running` is settled, so that load balancers learn that the service is shutting down.
   * Then accepts no new connections, and resolves when the last request is answered, after ten seconds at most.
   */
  close(running: Promise<unknown>): Promise<void>;
}

/**
 * Starts a server.
 * @throws {SettingError} when the port is taken or not allowed, or the TLS files are unusable.
 */
export async function listen(
  { port, host = '127.0.0.1', tls }: Settings,
  listener: RequestListener,
): Promise<Listening> {
  let files = tls && (await readTls(tls));
  const secure = files && createTlsServer({ ...limits, ...files }, listener);
  const server: Server = secure ?? createServer(limits, listener);
  // Connections that are kept alive would delay the shutdown.
  server.on('request', (_, outgoing) => {
    outgoing.once('close', () => {
      if (!server.listening) server.closeIdleConnections();
    });
  });
  try {
    await new Promise<void>((resolve, reject) => {
      server.once('error', reject);
      server.listen(port, host, resolve);
    });
  } catch (error) {
    const code = error instanceof Error && 'code' in error ? String(error.code) : 'unknown reason';
    throw new SettingError(`The service cannot listen on ${host}, port ${port}: ${code}.`);
  }
  return {
    port: (server.address() as AddressInfo).port,
    refresh: async () => {
      const now = tls && (await readTls(tls));
      if (!now || (now.cert.equals(files!.cert) && now.key.equals(files!.key))) return false;
      secure!.setSecureContext(now);
      files = now;
      return true;
    },
    close: (running) => close(server, running),
  };
}

async function readTls({ cert, key }: NonNullable<Settings['tls']>) {
  const [certPem, keyPem] = await Promise.all([readPem(cert), readPem(key)]);
  const options = { minVersion: 'TLSv1.2', cert: certPem, key: keyPem } as const;
  try {
    createSecureContext(options);
  } catch {
    throw new SettingError(`${cert} and ${key} are not a certificate and its key in PEM form.`);
  }
  return options;
}

async function readPem(path: string): Promise<Buffer> {
  try {
    return await readFile(path);
  } catch {
    throw new SettingError(`${path} cannot be read.`);
  }
}

async function close(server: Server, running: Promise<unknown>): Promise<void> {
  const patience = new AbortController();
  const timer = setTimeout(() => patience.abort(), longestEnd);
  const expired = once(patience.signal, 'abort');
  await Promise.race([running, expired]);
  const closed = new Promise<void>((resolve) => server.close(() => resolve()));
  server.closeIdleConnections();
  void expired.then(() => server.closeAllConnections());
  await closed;
  clearTimeout(timer);
}
