/**
 * A service behind a port of a page.
 * @module
 */
import type { Sqlite3Static } from '@sqlite.org/sqlite-wasm';
import * as v from 'valibot';
import { nobleHashes } from '../../crypto/hashes.js';
import { createApp, type App } from '../app.js';
import { handleFetch } from '../http/fetch-handler.js';
import type { Log, Peer } from '../service-context.js';
import { ServiceClock } from '../domain/clock.js';
import { bindKeys } from '../domain/keys/key-binding.js';
import { generateKeyRing } from '../domain/keys/key-ring.js';
import { sqliteStore } from '../store/sqlite/sqlite-store.js';
import { requestSchema, type Order, type PortAnswer, type PortRequest } from './port-messages.js';
import { wasmConnection } from './wasm-connection.js';

/** Opens a service with a database and keys of its own, and answers the messages of the port. */
export async function servePort(
  sqlite: Sqlite3Static,
  { url, adminKey, origin, address }: Order,
  port: MessagePort,
): Promise<void> {
  let skipped = 0;
  const clock = new ServiceClock({
    wall: () => Date.now() + skipped,
    monotonic: () => performance.now() + skipped,
  });
  const store = await sqliteStore(wasmConnection(sqlite));
  const keys = await generateKeyRing(url, clock.now());
  await bindKeys(store, keys);
  const app = createApp({
    store,
    keys,
    hashes: nobleHashes,
    clock,
    log: warn,
    publicUrl: url,
    adminKey: () => adminKey,
  });
  // The service serves this one page, on no network.
  const peer: Peer = { origin, address, isLocal: false };
  port.onmessage = ({ data }) => {
    const request = v.parse(requestSchema, data);
    if ('advance' in request) skipped += request.advance;
    else void ('close' in request ? close(app, port) : answer(app, peer, request, port));
  };
  say(port, { open: true });
}

type HttpRequest = Extract<PortRequest, { url: string }>;

async function answer(
  app: App,
  peer: Peer,
  { id, url, method, headers, body }: HttpRequest,
  port: MessagePort,
): Promise<void> {
  try {
    const response = await handleFetch(app, new Request(url, { method, headers, body }), peer);
    const bytes = new Uint8Array(await response.arrayBuffer());
    const answered = { id, status: response.status, headers: [...response.headers], body: bytes };
    say(port, answered, [bytes.buffer]);
  } catch {
    // The page sees this as a broken connection and learns no more.
    say(port, { id, failed: true });
  }
}

async function close(app: App, port: MessagePort): Promise<void> {
  await app.drain();
  await app.close();
  port.close();
}

function say(port: MessagePort, message: PortAnswer, transfer: Transferable[] = []): void {
  port.postMessage(message, transfer);
}

const warn: Log = (level, event, fields) => {
  if (level === 'error') console.warn(event, fields);
};
