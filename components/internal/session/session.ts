/**
 * What a provider offers to the elements inside it.
 * @module
 */
import { createContext } from '@lit/context';
import type { Account, BioKeyProvider, NeonClient } from '../../../src/index.js';
import type { Messages } from '../../messages/messages.js';

/**
 * The provider's connection to the service. `failed`: the provider is set up wrongly, the service refuses this page, or
 * the browser cannot keep keys; `error` says why.
 */
export type NeonSessionStatus = 'starting' | 'online' | 'offline' | 'failed';

/** A snapshot of what a provider knows; it hands out a new one after each change. */
export interface NeonSession {
  /** Undefined while the provider does not know its service. */
  readonly client: NeonClient | undefined;
  /** Undefined until they have been read. */
  readonly accounts: readonly Account[] | undefined;
  readonly status: NeonSessionStatus;
  /** Why the status is `failed`: a `NeonError`, or the `TypeError` about an attribute of the provider. */
  readonly error: unknown;
  /** The provider's `bioKey`. */
  readonly bioKey: BioKeyProvider | undefined;
  /** Address of the page for people who have forgotten their PIN or are blocked; empty: there is none. */
  readonly helpHref: string;
  /** Texts of languages that are there, those of the page before those of the kit. */
  readonly messages: readonly Messages[];
  /** Loads the kit's texts of a language. Returns undefined when there is nothing to wait for. */
  loadLanguage?(lang: string): Promise<void> | undefined;
  /** The login that is selected in the lists inside; elements without a `login` work for it. Empty: none. */
  readonly selectedLogin: string;
  /** Says which logins a list offers to select; undefined: the list has gone. */
  offer(list: object, logins: readonly string[] | undefined): void;
  /** Selects a login in all lists that offer it. One that no list offers is not selected. */
  select(login: string): void;
  /** Asks the service for the accounts again. */
  refresh(): Promise<void>;
}

/**
 * Key of the session for `@lit/context`, or anything else that speaks the context protocol of the Web Components
 * Community Group. It is the same in all copies of the kit on a page.
 */
export const neonSessionContext = createContext<NeonSession>(Symbol.for('neon-session'));

/** Whether there is no client because the page has given its provider a wrong `service` or `alias`. */
export function isMisconfigured(session: NeonSession): boolean {
  return session.status === 'failed' && !session.client;
}
