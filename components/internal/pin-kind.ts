import type { PinKind } from '../messages/messages.js';
import type { Session } from './session.js';

/** What people type in the service of a session; a PIN, as long as the service has not said so. */
export function pinKindOf(session: Session | undefined): PinKind {
  // All accounts of a page are of one service.
  return session?.accounts?.[0]?.pinKind ?? 'digits';
}
