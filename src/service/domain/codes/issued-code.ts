/**
 * Codes that an administrator or a relying party issues and a person types once.
 * @module
 */
import { formatLongCode } from '../../../crypto/codes.js';
import type { ServiceContext } from '../../service-context.js';
import { voidCodesLike } from '../../store/tables/codes.js';
import type { CodeTable, ServiceTable, UserTable } from '../../store/schema/schema.js';
import type { Tx } from '../../store/store.js';
import { findToken } from '../../store/tables/tokens.js';
import { auditedTransaction } from '../audit/audit-trail.js';
import { lockKnownLogin } from '../people/users.js';
import { Refusal } from '../refusal.js';
import { getKnownService } from '../tenants/services.js';
import { makeLongCode, makeShortCode } from './new-code.js';

/** Kinds of codes that can be issued. */
export const codeKinds = ['activation', 'restore', 'unlock', 'reset'] as const;

/** What a code is for. */
export type CodeKind = (typeof codeKinds)[number];

/** Lifetimes of codes in seconds: limits, the default, and the maximum of short codes, which are easier to guess. */
export const codeLife = { min: 60, max: 21 * 24 * 3600, usual: 24 * 3600, short: 3600 } as const;

/** An order for a code. */
export interface NewCode {
  /** macId of the service. */
  readonly service: string;
  readonly login: string;
  /**
   * `restore` replaces token `tid`, or without it all tokens of the user; `unlock` unlocks token `tid`, or without it
   * the user.
   */
  readonly kind: CodeKind;
  readonly tid?: string | undefined;
  /** Whether the person defines a new PIN even though the user has one, or is blocked. */
  readonly definePin?: boolean | undefined;
  /** Seconds, within {@link codeLife}. */
  readonly life?: number | undefined;
}

/** An issued code. It is stored nowhere: it can be read only here. */
export interface IssuedCode {
  /** As it is shown to people. */
  readonly code: string;
  readonly kind: CodeKind;
  /** Milliseconds. */
  readonly expiresAt: number;
}

/**
 * Issues a code, and voids an earlier live one of the same user, kind and token.
 * @throws {Refusal} `MACID_IS_UNKNOWN`, `NO_ACTIVE_SERVICE_FOR_USER`, `USER_ENTRY_DOES_NOT_EXIST`,
 *   `SERVICE_ACCOUNT_STATUS_DISABLED`, `NO_DEVICE_FOUND`, `SETTING_REFUSED`.
 */
export function issueCode(
  context: ServiceContext,
  actor: string,
  order: NewCode,
): Promise<IssuedCode> {
  const { service: mac, login, kind, tid = null, definePin = false } = order;
  const life = checkOrder(order);
  return auditedTransaction(context, actor, async (tx, audit) => {
    const service = await getKnownService(tx, mac);
    const user = await lockKnownLogin(tx, mac, login);
    checkHolder(service, user, kind);
    if (tid !== null) await checkToken(tx, user.uid, tid);

    const now = context.clock.now();
    const row = { mac, uid: user.uid, tid, kind: rowKind(kind, tid) };
    await voidCodesLike(tx, row, now);
    const expires = now + life * 1000;
    const make = isShort(kind) ? makeShortCode : makeLongCode;
    const details = { ...row, now, expires, define_pin: definePin ? 1 : 0 } as const;
    const { code, id } = await make(context, tx, details);
    await audit('code.issued', user.uid, { codeId: id, purpose: row.kind, definePin, expires });
    return { code: isShort(kind) ? code : formatLongCode(code), kind, expiresAt: expires };
  });
}

function isShort(kind: CodeKind): boolean {
  return kind === 'unlock' || kind === 'reset';
}

/** Checks that the members of an order fit together; returns the lifetime in seconds. */
function checkOrder({ kind, tid, definePin, life }: NewCode): number {
  if (tid !== undefined && kind !== 'restore' && kind !== 'unlock') {
    throw refusedSetting('Only a restore or unlock code is for a certain token.');
  }
  if (!isShort(kind)) return life ?? codeLife.usual;
  if (definePin) throw refusedSetting('Only an activation or restore code has definePin.');
  if (life !== undefined && life > codeLife.short) {
    throw refusedSetting(`A code of kind ${kind} lives at most ${codeLife.short} seconds.`);
  }
  return life ?? codeLife.short;
}

function checkHolder(service: ServiceTable, user: UserTable, kind: CodeKind): void {
  if (service.status !== 'open') {
    throw new Refusal('NO_ACTIVE_SERVICE_FOR_USER', 'The service is closed.');
  }
  if (user.status !== 'active') {
    throw new Refusal('SERVICE_ACCOUNT_STATUS_DISABLED', 'The user is disabled.');
  }
  if (kind === 'reset' && service.pin_mode === 'none') {
    throw refusedSetting('The service has no PINs that could be reset.');
  }
}

function refusedSetting(sentence: string): Refusal {
  return new Refusal('SETTING_REFUSED', sentence);
}

function rowKind(kind: CodeKind, tid: string | null): CodeTable['kind'] {
  if (kind !== 'unlock') return kind;
  return tid === null ? 'unlock_user' : 'unlock_token';
}

async function checkToken(tx: Tx, uid: string, tid: string): Promise<void> {
  const token = await findToken(tx, tid);
  if (token?.uid !== uid) throw new Refusal('NO_DEVICE_FOUND', 'The user has no such token.');
}
