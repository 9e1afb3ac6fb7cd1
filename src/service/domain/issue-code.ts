/**
 * Codes that an administrator issues and a person types once.
 * @module
 */
import { randomBytes, toBase64Url } from '../../crypto/bytes.js';
import { formatLongCode, longCodeFrom } from '../../crypto/codes.js';
import type { ServiceContext, Tx } from '../context.js';
import { auditedTransaction } from './audit.js';
import { longCodeHash } from './key-ring.js';
import { Refusal } from './refusal.js';
import { requireService } from './services.js';
import { lockLogin } from './users.js';

/** Lives that an administrator may give a code, in seconds. */
export const codeLife = { min: 60, max: 21 * 24 * 3600, usual: 24 * 3600 } as const;

/** A code to be issued. */
export interface NewCode {
  /** macId of the service. */
  readonly service: string;
  readonly login: string;
  /** `restore` replaces token `tid`, or all tokens of the user when that is left out. */
  readonly kind: 'activation' | 'restore';
  readonly tid?: string | undefined;
  /** Whether a new PIN is defined although the user has one, or is blocked. */
  readonly definePin?: boolean | undefined;
  /** Seconds, within {@link codeLife}. */
  readonly life?: number | undefined;
}

/** A code that was issued. It is kept nowhere: this is the only time it can be read. */
export interface IssuedCode {
  /** In groups, as it is shown to people. */
  readonly code: string;
  readonly kind: NewCode['kind'];
  /** Milliseconds. */
  readonly expiresAt: number;
}

/**
 * Issues a code, and voids the one of the same user, kind and token that may still be live.
 * @throws {Refusal} `MACID_IS_UNKNOWN`, `NO_ACTIVE_SERVICE_FOR_USER`, `USER_ENTRY_DOES_NOT_EXIST`,
 *   `SERVICE_ACCOUNT_STATUS_DISABLED`, `NO_DEVICE_FOUND`, `SETTING_REFUSED`.
 */
export function issueCode(
  context: ServiceContext,
  actor: string,
  { service, login, kind, tid, definePin = false, life = codeLife.usual }: NewCode,
): Promise<IssuedCode> {
  if (kind !== 'restore' && tid !== undefined) {
    throw new Refusal('SETTING_REFUSED', 'Only a restore code is for a certain token.');
  }
  return auditedTransaction(context, actor, async (tx, audit) => {
    const { status } = await requireService(tx, service);
    if (status !== 'open') {
      throw new Refusal('NO_ACTIVE_SERVICE_FOR_USER', 'The service is closed.');
    }
    const user = await lockLogin(tx, context.store, service, login);
    if (user.status !== 'active') {
      throw new Refusal('SERVICE_ACCOUNT_STATUS_DISABLED', 'The user is disabled.');
    }
    if (tid !== undefined) await requireToken(tx, user.uid, tid);

    const now = context.clock.now();
    await voidEarlier(tx, user.uid, kind, tid ?? null, now);
    const code = longCodeFrom(randomBytes(15));
    const id = toBase64Url(randomBytes(16));
    const expires = now + life * 1000;
    await tx
      .insertInto('code')
      .values({
        id,
        mac: service,
        uid: user.uid,
        tid: tid ?? null,
        kind,
        h: await longCodeHash(context.keys, code),
        define_pin: Number(definePin),
        created: now,
        expires,
        used_at: null,
        voided_at: null,
        tries: 0,
      })
      .execute();
    await audit('code.issued', user.uid, { codeId: id, purpose: kind, definePin, expires });
    return { code: formatLongCode(code), kind, expiresAt: expires };
  });
}

async function requireToken(tx: Tx, uid: string, tid: string): Promise<void> {
  const token = await tx
    .selectFrom('token')
    .select('tid')
    .where('tid', '=', tid)
    .where('uid', '=', uid)
    .executeTakeFirst();
  if (!token) throw new Refusal('NO_DEVICE_FOUND', 'The user has no such token.');
}

async function voidEarlier(
  tx: Tx,
  uid: string,
  kind: NewCode['kind'],
  tid: string | null,
  now: number,
): Promise<void> {
  await tx
    .updateTable('code')
    .set({ voided_at: now })
    .where('uid', '=', uid)
    .where('kind', '=', kind)
    .where('tid', tid === null ? 'is' : '=', tid)
    .where('used_at', 'is', null)
    .where('voided_at', 'is', null)
    .execute();
}
