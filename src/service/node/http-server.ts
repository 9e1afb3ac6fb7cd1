/**
 * The service on a port: sockets, time limits, and an end that lets running requests finish.
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

/** Longest that running requests may still take after the end has been asked for, in milliseconds. */
const longestEnd = 10_000;

const limits = {
  headersTimeout: 10_000,
  requestTimeout: 30_000,
  keepAliveTimeout: 10_000,
  maxHeaderSize: 16_384,
};

/** A server that listens. */
export interface Listening {
  /** Port that it got. */
  readonly port: number;
  /**
   * Reads the TLS files again, if there are any: certificates are renewed while the service runs.
   * @returns whether they have changed.
   * @throws {SettingError} when they are no use; those read before stay.
   */
  refresh(): Promise<boolean>;
  /**
   * Listens on until `running` is settled, so that whoever asks is told that the service is about to end;
   * then takes no new connections, and resolves when the last request is answered. Ends after ten seconds
   * in any case.
   */
  close(running: Promise<unknown>): Promise<void>;
}

/**
 * Listens.
 * @throws {SettingError} when the port is taken or not allowed, or the TLS files are no use.
 */
export async function listen(
  { port, host = '127.0.0.1', tls }: Settings,
  listener: RequestListener,
): Promise<Listening> {
  let files = tls && (await readTls(tls));
  const secure = files && createTlsServer({ ...limits, ...files }, listener);
  const server: Server = secure ?? createServer(limits, listener);
  // A connection that is kept alive would hold up the end.
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
