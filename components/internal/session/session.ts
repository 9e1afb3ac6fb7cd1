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

/** Version of this copy of the kit: equals the version in `package.json`. */
export const kitVersion = '0.1.0';

/** A snapshot of what a provider knows; it hands out a new one after each change. */
export interface NeonSession {
  /** Version of the kit that the provider is of. Elements of the kit work in providers of their own minor version. */
  readonly version: string;
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

/** Why an element of this copy of the kit cannot use a session; undefined if it can. */
export function foreignVersion({ version }: Partial<NeonSession>): string | undefined {
  const minor = (text: string) => text.split('.', 2).join('.');
  if (version !== undefined && minor(version) === minor(kitVersion)) return undefined;
  return `is of neon-mfa ${kitVersion} and does not work in a <neon-provider> of ${version ?? 'an earlier version'}: load one version`;
}

/** What an element has in place of a session that it cannot use. */
export function failedSession(error: TypeError): NeonSession {
  return {
    version: kitVersion,
    client: undefined,
    accounts: undefined,
    status: 'failed',
    error,
    bioKey: undefined,
    messages: [],
    helpHref: '',
    selectedLogin: '',
    offer: () => undefined,
    select: () => undefined,
    refresh: () => Promise.resolve(),
  };
}
