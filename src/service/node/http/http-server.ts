/**
 * The HTTP server: sockets, time limits, and a shutdown that lets running requests finish.
 * @module
 */
import { once } from 'node:events';
import { readFile } from 'node:fs/promises';
import { createServer, type RequestListener, type Server } from 'node:http';
import { createServer as createTlsServer, type Server as TlsServer } from 'node:https';
import type { AddressInfo, Socket } from 'node:net';
import { createSecureContext } from 'node:tls';
import { codeOf } from '../error-code.js';
import { readPrivateFile } from '../data/private-file.js';
import type { Settings } from '../process-settings.js';
import { SettingError } from '../setting-error.js';

/** Maximum time for running requests to finish after shutdown began, in milliseconds. */
const longestEnd = 10_000;

/** Maximum time for a request to arrive, from its first byte to the end of its body, in milliseconds. */
const longestRequest = 10_000;

const limits = {
  headersTimeout: longestRequest,
  requestTimeout: longestRequest,
  keepAliveTimeout: 10_000,
  /** Node looks for requests that take too long only this often. */
  connectionsCheckingInterval: 1_000,
  maxHeaderSize: 16_384,
};

/** Only suites with forward secrecy and authenticated encryption. The first three are those of TLS 1.3. */
const ciphers = [
  'TLS_AES_256_GCM_SHA384',
  'TLS_CHACHA20_POLY1305_SHA256',
  'TLS_AES_128_GCM_SHA256',
  'ECDHE-ECDSA-AES256-GCM-SHA384',
  'ECDHE-RSA-AES256-GCM-SHA384',
  'ECDHE-ECDSA-CHACHA20-POLY1305',
  'ECDHE-RSA-CHACHA20-POLY1305',
  'ECDHE-ECDSA-AES128-GCM-SHA256',
  'ECDHE-RSA-AES128-GCM-SHA256',
].join(':');

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
  if (secure) limitHandshakes(secure);
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
    const code = codeOf(error) ?? 'unknown reason';
    throw new SettingError(`The service cannot listen on ${host}, port ${port}: ${code}.`);
  }
  return {
    port: (server.address() as AddressInfo).port,
    refresh: async () => {
      const now = tls && (await readTls(tls));
      if (!now || (now.cert.equals(files!.cert) && now.key === files!.key)) return false;
      secure!.setSecureContext(now);
      files = now;
      return true;
    },
    close: (running) => close(server, running),
  };
}

async function readTls({ cert, key }: NonNullable<Settings['tls']>) {
  const [certPem, keyPem] = await Promise.all([readPem(cert), readPrivateFile(key)]);
  if (keyPem === undefined) throw new SettingError(`${key} cannot be read.`);
  const options = { minVersion: 'TLSv1.2', ciphers, cert: certPem, key: keyPem } as const;
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

/** Ends connections whose TLS handshake takes too long in all. Node's own limit is one of pauses. */
function limitHandshakes(server: TlsServer): void {
  const begun = new Map<string, NodeJS.Timeout>();
  const nameOf = ({ remoteAddress, remotePort }: Socket) => `${remoteAddress} ${remotePort}`;
  const finish = (name: string) => {
    clearTimeout(begun.get(name));
    begun.delete(name);
  };
  server.on('connection', (socket: Socket) => {
    const name = nameOf(socket);
    begun.set(
      name,
      setTimeout(() => socket.destroy(), longestRequest),
    );
    socket.once('close', () => finish(name));
  });
  server.on('secureConnection', (socket: Socket) => finish(nameOf(socket)));
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
