/**
 * HTTP requests that no browser would send.
 * @module
 */
import { request } from 'node:http';
import { createClient, type NeonClient } from '../../../../src/index.js';
import { memoryTokenStore } from '../../../../src/storage/memory-token-store.js';
import { pin } from '../../../support/clients/pins.js';
import type { Demo } from './demo.js';

/** An answer, whole. */
export interface Answer {
  readonly status: number;
  readonly headers: Readonly<Record<string, string | string[] | undefined>>;
  readonly body: string;
}

/** A request with any `host` and `origin`. */
export interface Ask {
  readonly method?: string;
  readonly headers?: Readonly<Record<string, string>>;
  readonly body?: string;
}

/** Sends a request with exactly these headers, without following redirects. */
export function ask(
  url: string,
  { method = 'GET', headers = {}, body }: Ask = {},
): Promise<Answer> {
  const { hostname, port, pathname, search } = new URL(url);
  return new Promise((resolve, reject) => {
    const sent = request(
      { host: hostname, port, method, path: pathname + search, headers: { ...headers } },
      (answer) => {
        let read = '';
        answer.setEncoding('utf8');
        answer.on('data', (chunk: string) => (read += chunk));
        answer.on('end', () => {
          resolve({ status: answer.statusCode ?? 0, headers: answer.headers, body: read });
        });
        answer.on('error', reject);
      },
    );
    sent.on('error', reject);
    sent.end(body);
  });
}

/** Posts a form as the bank's own page does. */
export function post(
  url: string,
  fields: Readonly<Record<string, string>>,
  headers: Readonly<Record<string, string>> = {},
): Promise<Answer> {
  return ask(url, {
    method: 'POST',
    headers: {
      'content-type': 'application/x-www-form-urlencoded',
      origin: new URL(url).origin,
      ...headers,
    },
    body: new URLSearchParams(fields).toString(),
  });
}

/** Posts JSON as the bank's own page does. */
export function postJson(url: string, body: string): Promise<Answer> {
  const headers = { 'content-type': 'application/json', origin: new URL(url).origin };
  return ask(url, { method: 'POST', headers, body });
}

/** Signs in and gives the cookie of the session back. */
export async function signIn(demo: Demo, client: NeonClient, login: string): Promise<string> {
  const { value: otp } = await client.getOnlineOtp(login, { pin });
  const { headers } = await post(`${demo.url}/login`, { login, otp });
  return headers['set-cookie']?.[0]?.split(';')[0] ?? '';
}

/** Enrols a client of the demo in this process instead of a browser. */
export async function enrol(demo: Demo, login: string): Promise<NeonClient> {
  const { alias } = (await (await fetch(`${demo.url}/demo.json`)).json()) as { alias: string };
  const store = memoryTokenStore();
  const client = createClient({ service: demo.serviceUrl, alias, origin: demo.url, store });
  await client.activate(await demo.issueCode(login), { pin });
  return client;
}
