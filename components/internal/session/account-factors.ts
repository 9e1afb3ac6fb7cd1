import type { PinKind } from '../../messages/message-parts.js';
import type { NeonSession } from './session.js';

/** What people type at the service of a session: a PIN, until the service has said otherwise. */
export function pinKindOf(session: NeonSession | undefined): PinKind {
  // All accounts of a page belong to one service.
  return session?.accounts?.[0]?.pinKind ?? 'digits';
}

/** The kind of PIN, as `pinKindOf`; `none` where no account here has a PIN or password. */
export function usedPinKindOf(session: NeonSession | undefined): PinKind | 'none' {
  const { accounts = [] } = session ?? {};
  const isUsed = !accounts.length || accounts.some(({ login }) => hasPin(session, login));
  return isUsed ? pinKindOf(session) : 'none';
}

/** Whether a login has a PIN or password: true until the service has said otherwise. */
export function hasPin(session: NeonSession | undefined, login: string): boolean {
  const account = session?.accounts?.find((one) => one.login === login);
  const factor = account?.factor ?? 'pin';
  return factor === 'pin' || factor === 'pin_or_bio';
}
