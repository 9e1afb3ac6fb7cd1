/**
 * What a provider tells the elements inside it, and how they ask: by the context protocol of the Web Components
 * Community Group, in the part of it that is needed here.
 * @module
 */
import type { Account, BioKeyProvider, NeonClient } from '../../../src/index.js';
import type { Messages } from '../../messages/messages.js';

/**
 * How a provider gets on with the service. `failed`: the service refuses this page, or the browser cannot keep
 * keys; `error` says why.
 */
export type SessionStatus = 'starting' | 'online' | 'offline' | 'failed';

/** A snapshot; the provider gives out a new one after each change. */
export interface Session {
  /** Undefined as long as the provider does not know its service. */
  readonly client: NeonClient | undefined;
  /** Undefined until they have been read. */
  readonly accounts: readonly Account[] | undefined;
  readonly status: SessionStatus;
  readonly error: unknown;
  /** What the page offers for registering biometrics. */
  readonly bioKey: BioKeyProvider | undefined;
  /** Languages beside English. */
  readonly messages: readonly Messages[];
  /** Asks the service again. */
  refresh(): Promise<void>;
}

/** The key under which elements ask; any copy of the kit on the page has the same. */
export const sessionContext = Symbol.for('neon-session');

/** Receives the session at once and after each change, until it calls `unsubscribe`. */
export type SessionCallback = (session: Session, unsubscribe: () => void) => void;

/** Asks the nearest provider for its session. */
export class SessionRequestEvent extends Event {
  readonly context = sessionContext;
  readonly subscribe = true;
  readonly callback: SessionCallback;

  constructor(callback: SessionCallback) {
    super('context-request', { bubbles: true, composed: true });
    this.callback = callback;
  }
}
