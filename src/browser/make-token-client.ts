/**
 * Makes a client from options and the ports of the platform.
 * @module
 */
import type {
  Channels,
  ClientContext,
  Clock,
  LateResult,
  Locks,
  Timeouts,
  TokenStore,
  Transport,
} from '../client/ports.js';
import type { Prompter } from '../client/person/prompter.js';
import { TokenClient } from '../client/client.js';
import { NeonError } from '../errors.js';
import { normaliseAlias } from '../protocol/typed-values.js';
import type { Performer } from '../client/dispatcher.js';
import { broadcastChannels } from '../storage/broadcast.js';
import { idbTokenStore } from '../storage/idb-token-store.js';
import { webLocks } from '../storage/web-locks.js';
import { fetchTransport } from '../transport/fetch-transport.js';
import { systemClock } from './system-clock.js';

/** Options of `createClient`. */
export interface ClientOptions {
  /** Origin of the service, such as `https://mfa.example`. */
  service: string;
  /** Alias of the page at the service: 32 hexadecimal digits. */
  alias: string;
  /** macId of the service, checked when given: another service under this alias is `MACID_IS_UNKNOWN`. */
  macId?: string | undefined;
  /** Name and version of the application, for the operator of the service. */
  appDescription?: string | undefined;
  /** Asks the person for a PIN; without it each operation needs its `pin` option. Read at each call. */
  prompter?: Prompter | undefined;
  /** Key ids of the service (RFC 7638 thumbprints); without them the first key met is trusted and kept. */
  pins?: readonly string[] | undefined;
  /** Origin to speak for where there is no page, as in Node. */
  origin?: string | undefined;
  /**
   * Keeps the keys at the service's origin, in a frame, instead of at the page's. Enrolments are not moved: see
   * docs/integrate/frame.md. The frame asks for PINs itself, except where the site lets its pages do that.
   */
  iframe?: boolean | undefined;
  /** In a frame: language of its dialog, a BCP 47 tag; without it, the `lang` of the document. Read at each dialog. */
  lang?: string | undefined;
  /** In a frame: enrols even browsers that drop the storage of frames when they are closed. */
  allowEphemeral?: boolean | undefined;
  transport?: Transport | undefined;
  store?: TokenStore | undefined;
  locks?: Locks | undefined;
  channels?: Channels | undefined;
  clock?: Clock | undefined;
  timeouts?: Partial<Timeouts> | undefined;
  /** Called when the ending of an operation of an earlier call has been learned. */
  onLateResult?: ((result: LateResult) => void) | undefined;
  /** Called with names of steps and with codes, never with a value. */
  debug?: ((step: string, code?: string) => void) | undefined;
}

/**
 * Makes the client of one alias.
 * @param performer performs its calls.
 * @throws {TypeError} for an option of the wrong type or form.
 */
export function makeTokenClient(options: ClientOptions, performer: Performer): TokenClient {
  const iss = serviceOrigin(options.service);
  const als = aliasOf(options.alias);
  const org = options.origin ?? globalThis.location?.origin;
  if (typeof org !== 'string') throw new TypeError('origin is missing');
  const { macId, pins = [], channels = broadcastChannels, onLateResult, debug } = options;
  if (macId !== undefined && typeof macId !== 'string')
    throw new TypeError('macId must be a string');
  if (!Array.isArray(pins)) throw new TypeError('pins must be an array');
  const context: ClientContext = {
    store: options.store ?? idbTokenStore(als, channels),
    transport: options.transport ?? fetchTransport(iss, options.origin),
    locks: options.locks ?? webLocks(globalThis.navigator?.locks, channels),
    channels,
    clock: options.clock ?? systemClock,
    get prompter() {
      return options.prompter;
    },
    timeouts: { answer: 15_000, ...options.timeouts },
    iss,
    als,
    org,
    pins: pins as readonly string[],
    macId,
    lib: printable(`neon-mfa ${options.appDescription ?? ''}`),
    agent: globalThis.navigator?.userAgent ?? '',
    onLateResult: (result) => onLateResult?.(result),
    debug: (step, code) => debug?.(step, code),
  };
  return new TokenClient(context, isInsecure() ? refuseInsecure : performer);
}

/** Tells whether this page is no secure context: browsers give it no keys, and others could change it on its way. */
function isInsecure(): boolean {
  // Node has no such member.
  return (globalThis as { readonly isSecureContext?: boolean }).isSecureContext === false;
}

const refuseInsecure: Performer = async () => {
  throw new NeonError('INSECURE_CONTEXT', {
    message: 'the page, or a page around it, has no secure connection (https:)',
  });
};

function serviceOrigin(service: unknown): string {
  const url = typeof service === 'string' && URL.canParse(service) ? new URL(service) : undefined;
  if (!url || !/^https?:$/.test(url.protocol)) {
    throw new TypeError('service must be an origin like https://mfa.example');
  }
  return url.origin;
}

function aliasOf(alias: unknown): string {
  const normalised = typeof alias === 'string' ? normaliseAlias(alias) : undefined;
  if (normalised !== undefined) return normalised;
  throw new TypeError('alias must be 32 hexadecimal digits');
}

function printable(text: string): string {
  return text
    .replace(/[^ -~]/g, '?')
    .slice(0, 64)
    .trim();
}
