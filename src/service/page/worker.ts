/**
 * Entry of the worker that holds the services of a page. WebAssembly needs `'wasm-unsafe-eval'` in the content
 * security policy of this file's own response, not in that of the page.
 * @module
 */
import initSqlite from '@sqlite.org/sqlite-wasm';
import * as v from 'valibot';
import { orderSchema, type PortAnswer } from './port-messages.js';
import { servePort } from './port-server.js';

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
