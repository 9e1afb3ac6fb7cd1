/**
 * What a provider tells the elements inside it.
 * @module
 */
import { createContext } from '@lit/context';
import type { Account, NeonClient } from '../../src/index.js';
import type { Messages } from '../messages/messages.js';

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
  /** Languages beside English. */
  readonly messages: readonly Messages[];
  /** Asks the service again. */
  refresh(): Promise<void>;
}

/** The key under which elements ask their nearest provider for the session. */
export const sessionContext = createContext<Session>(Symbol('neon-session'));
