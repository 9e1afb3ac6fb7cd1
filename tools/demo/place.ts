/**
 * The context of a page: which device, and who is signed in.
 * @module
 */
import type { Context } from 'hono';
import { getCookie } from 'hono/cookie';
import { addressesOf, type Addresses } from './addresses.js';
import type { Branch } from './bank.js';
import { askedOrigin } from './guards.js';
import type { Secret } from './page/secret.js';
import type { Session } from './sessions.js';

/** The cookie of a session. */
export const sessionCookie = 'harbour_session';

/** The context of every page. */
export interface Place {
  readonly service: string;
  readonly alias: string;
  readonly addresses: Addresses;
  /** Which of the two devices asks. */
  readonly device: 'first' | 'second';
  /** What customers type. */
  readonly secret: Secret;
  /** Who is signed in on this device, if anybody. */
  readonly session: Session | undefined;
}

/** The context of pages for signed-in customers. */
export interface SignedIn extends Place {
  readonly session: Session;
}

/** The context of the page of a request. */
export async function placeOf(c: Context, branch: Branch): Promise<Place> {
  const { serviceUrl, registration, sessions, secret } = branch;
  const addresses = addressesOf(registration.origin);
  return {
    service: serviceUrl,
    alias: registration.alias,
    addresses,
    device: askedOrigin(c, addresses) === addresses.second ? 'second' : 'first',
    secret: await secret(),
    session: sessions.find(getCookie(c, sessionCookie)),
  };
}

/** The address of the other device. */
export function otherDevice({ addresses, device }: Place): string {
  return device === 'first' ? addresses.second : addresses.first;
}
