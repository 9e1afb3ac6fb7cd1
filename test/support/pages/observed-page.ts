/**
 * Runs first in the pages of the end-to-end tests: reports dispatched events, shows stored data, and lets
 * the tests call the headless core besides the elements. It imports nothing, so that it can be served alone.
 * @module
 */
import type { BioKeyProvider, NeonClient } from '../../../src/index.js';

/** Something that was dispatched, or sent to other tabs, and all that can be read from it. */
export interface Heard {
  readonly type: string;
  /** Fields that are no objects. */
  readonly fields: Readonly<Record<string, unknown>>;
  /** Everything in it, as text that can be searched. */
  readonly text: string;
}

/** How a call of the core ended. */
export interface Ended {
  /** `OK`, or the code of the refusal. */
  readonly code: string;
  readonly value?: unknown;
}

declare global {
  /** Receives what was dispatched; a binding of the tests. */
  var heard: (what: Heard) => Promise<void>;
  var observed: typeof observedPage;
}

const observedPage = {
  /** Calls a method of a client of the page's own, without a prompter. */
  async call(method: string, ...args: unknown[]): Promise<Ended> {
    const client = await ownClient();
    const run = client[method as 'accounts'] as (...given: unknown[]) => Promise<unknown>;
    try {
      return { code: 'OK', value: await run.apply(client, args) };
    } catch (error) {
      return { code: (error as { code?: string }).code ?? String(error) };
    }
  },

  /** The form value of an element. */
  read: (tag: string) => (document.querySelector(tag) as HTMLInputElement).value,

  /** Takes the access token. */
  take: () => document.querySelector('neon-access-token')?.takeAccessToken()?.accessToken,

  set: (tag: string, attribute: string, value: string) =>
    document.querySelector(tag)!.setAttribute(attribute, value),

  /** Gives the provider a BioKey provider with a fixed value, which waits for the finger of the person. */
  bring(value: string): void {
    const bioKey: BioKeyProvider = {
      register: async () => value,
      get: async () => {
        await new Promise((resolve) =>
          document.addEventListener('finger', resolve, { once: true }),
        );
        return value;
      },
    };
    document.querySelector('neon-provider')!.bioKey = bioKey;
  },

  /** Everything that this page can still read later, by place, as text that can be searched. */
  async kept(): Promise<Record<string, string>> {
    return {
      IndexedDB: await databases(),
      Cache: await cached(),
      'local storage': textOf({ ...localStorage }),
      'session storage': textOf({ ...sessionStorage }),
      cookies: document.cookie,
      address: `${location.href} ${document.referrer} ${textOf(history.state)} ${window.name}`,
      markup: document.documentElement.outerHTML,
    };
  },
};
globalThis.observed = observedPage;

const dispatch = EventTarget.prototype.dispatchEvent;
EventTarget.prototype.dispatchEvent = function (event: Event): boolean {
  tell(event.type, event);
  return dispatch.call(this, event);
};

const broadcast = BroadcastChannel.prototype.postMessage;
BroadcastChannel.prototype.postMessage = function (message: unknown): void {
  tell('broadcast', { message });
  broadcast.call(this, message);
};

function tell(type: string, what: object): void {
  const plain = Object.entries(what).filter(([, value]) => Object(value) !== value);
  const { code } = ((what as { error?: object }).error ?? {}) as { code?: string };
  const fields = { ...Object.fromEntries(plain), ...(code && { code }) };
  void heard({ type, fields, text: textOf(what) });
}

let made: Promise<NeonClient> | undefined;

function ownClient(): Promise<NeonClient> {
  const { service, alias } = document.querySelector('neon-provider')!;
  const core = import('/neon-mfa.js' as string) as Promise<typeof import('../../../src/index.js')>;
  return (made ??= core.then(({ createClient }) => createClient({ service, alias })));
}

/** Every value inside a value; bytes in hexadecimal. Keys that cannot be exported leave no text. */
function textOf(value: unknown, seen = new Set<unknown>()): string {
  if (Object(value) !== value) return String(value);
  if (seen.has(value) || value instanceof Node || value instanceof Window) return '';
  seen.add(value);
  if (value instanceof ArrayBuffer) return hex(new Uint8Array(value));
  if (ArrayBuffer.isView(value)) {
    return hex(new Uint8Array(value.buffer, value.byteOffset, value.byteLength));
  }
  const error = value instanceof Error ? [value.name, value.message, value.stack, value.cause] : [];
  const entries = value instanceof Map ? [...value] : Object.entries(value as object);
  return [...entries.flat(), ...error].map((one) => textOf(one, seen)).join('\n');
}

function hex(bytes: Uint8Array): string {
  return Array.from(bytes, (byte) => byte.toString(16).padStart(2, '0')).join('');
}

async function databases(): Promise<string> {
  const texts: string[] = [];
  for (const { name } of await indexedDB.databases()) {
    const database = await settled(indexedDB.open(name!));
    for (const store of database.objectStoreNames) {
      const content = database.transaction(store).objectStore(store);
      const [keys, values] = [settled(content.getAllKeys()), settled(content.getAll())];
      texts.push(name!, store, textOf(await keys), textOf(await values));
    }
    database.close();
  }
  return texts.join('\n');
}

async function cached(): Promise<string> {
  const texts: string[] = [];
  for (const name of await caches.keys()) {
    const cache = await caches.open(name);
    for (const request of await cache.keys()) {
      texts.push(name, request.url, (await (await cache.match(request))?.text()) ?? '');
    }
  }
  return texts.join('\n');
}

function settled<T>(request: IDBRequest<T>): Promise<T> {
  return new Promise((resolve, reject) => {
    request.onsuccess = () => resolve(request.result);
    request.onerror = () => reject(request.error as Error);
  });
}
