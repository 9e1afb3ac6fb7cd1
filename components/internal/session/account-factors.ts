import type { Account } from '../../../src/index.js';
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

/** The enrolment of a login in this browser, if it is known. */
export function accountOf(session: NeonSession | undefined, login: string): Account | undefined {
  return session?.accounts?.find((account) => account.login === login);
}

/** Whether a login has a PIN or password: true until the service has said otherwise. */
export function hasPin(session: NeonSession | undefined, login: string): boolean {
  const factor = accountOf(session, login)?.factor ?? 'pin';
  return factor === 'pin' || factor === 'pin_or_bio';
}
