/**
 * The service on a port: sockets, time limits, and an end that lets running requests finish.
 * @module
 */
import { readFile } from 'node:fs/promises';
import { createServer, type RequestListener, type Server } from 'node:http';
import { createServer as createTlsServer } from 'node:https';
import type { AddressInfo } from 'node:net';
import type { Settings } from './settings.js';
import { SettingError } from './setting-error.js';

/** Longest that running requests may still take after the end has been asked for, in milliseconds. */
const patience = 10_000;

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
  /** Takes no new connections, and resolves when the running requests are answered. */
  close(): Promise<void>;
}

/**
 * Listens.
 * @throws {SettingError} when the port is taken or not allowed, or the TLS files are no use.
 */
export async function listen(
  { port, host = '127.0.0.1', tls }: Settings,
  listener: RequestListener,
): Promise<Listening> {
  const server = tls ? await createTls(tls, listener) : createServer(limits, listener);
  try {
    await new Promise<void>((resolve, reject) => {
      server.once('error', reject);
      server.listen(port, host, resolve);
    });
  } catch (error) {
    const code = error instanceof Error && 'code' in error ? String(error.code) : 'unknown reason';
    throw new SettingError(`The service cannot listen on ${host}, port ${port}: ${code}.`);
  }
  return { port: (server.address() as AddressInfo).port, close: () => close(server) };
}

async function createTls(
  { cert, key }: NonNullable<Settings['tls']>,
  listener: RequestListener,
): Promise<Server> {
  const [certPem, keyPem] = await Promise.all([readPem(cert), readPem(key)]);
  try {
    return createTlsServer(
      { ...limits, minVersion: 'TLSv1.2', cert: certPem, key: keyPem },
      listener,
    );
  } catch {
    throw new SettingError(`${cert} and ${key} are not a certificate and its key in PEM form.`);
  }
}

async function readPem(path: string): Promise<Buffer> {
  try {
    return await readFile(path);
  } catch {
    throw new SettingError(`${path} cannot be read.`);
  }
}

async function close(server: Server): Promise<void> {
  const closed = new Promise<void>((resolve) => server.close(() => resolve()));
  server.closeIdleConnections();
  const timer = setTimeout(() => server.closeAllConnections(), patience);
  await closed;
  clearTimeout(timer);
}
