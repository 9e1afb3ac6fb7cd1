/**
 * Entry of the worker that holds the services of a page. WebAssembly needs `'wasm-unsafe-eval'` in the policy of
 * the response that this file comes in, not in the page's.
 * @module
 */
import initSqlite from '@sqlite.org/sqlite-wasm';
import * as v from 'valibot';
import { orderSchema, type PortAnswer } from './port-messages.js';
import { servePort } from './serve-port.js';

const sqlite = initSqlite();

addEventListener('message', ({ data, ports: [port] }: MessageEvent<unknown>) => {
  if (port) void open(data, port);
});

async function open(data: unknown, port: MessagePort): Promise<void> {
  try {
    await servePort(await sqlite, v.parse(orderSchema, data), port);
  } catch (error) {
    console.warn('the service did not start', error);
    const answer: PortAnswer = { open: false };
    port.postMessage(answer);
  }
}
