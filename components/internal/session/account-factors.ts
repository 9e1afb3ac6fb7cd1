import type { PinKind } from '../../messages/messages.js';
import type { Session } from './session.js';

/** What people type in the service of a session; a PIN, as long as the service has not said so. */
export function pinKindOf(session: Session | undefined): PinKind {
  // All accounts of a page are of one service.
  return session?.accounts?.[0]?.pinKind ?? 'digits';
}

/** Whether the service has PINs or passwords; it has, as long as it has not said of this login that it has none. */
export function hasPins(session: Session | undefined, login: string): boolean {
  const account = session?.accounts?.find((one) => one.login === login);
  return /^pin/.test(account?.factor ?? 'pin');
}
