/**
 * The PIN: checking, counting, defining it. Always under the lock of the user.
 * @module
 */
import {
  equalBytes,
  fromBase64Url,
  randomBytes,
  toBase64Url,
  type Bytes,
} from '../../../crypto/bytes.js';
import type { LockedContext } from '../../context.js';
import { voidOtps } from '../../store/otps.js';
import type { ServiceTable, UserTable } from '../../store/schema.js';
import type { Tx } from '../../store/store.js';
import { countWrongPin, countWrongPinOverTime, updateUser } from '../../store/users.js';
import type { KeyRing } from '../keys/key-ring.js';
import { pinVerifier } from '../keys/keyed-values.js';
import type { Denied } from '../operations/operation-result.js';

const saltLength = 16;

/** Wrong PINs that a user has left before being blocked. */
export function pinTriesLeft(
  service: Pick<ServiceTable, 'pin_tries' | 'pin_total_limit'>,
  user: Pick<UserTable, 'pin_fails' | 'pin_total'>,
): number {
  const left = Math.min(
    service.pin_tries - user.pin_fails,
    service.pin_total_limit - user.pin_total,
  );
  return Math.max(0, left);
}

/** Refuses an operation without a PIN. Nothing is counted, since nothing was guessed. */
export function denyMissingPin({ service, user }: Pick<LockedContext, 'service' | 'user'>): Denied {
  return { ok: false, err: 'PASSWORD_IS_WRONG', left: pinTriesLeft(service, user) };
}

/** Whether there were too many wrong PINs over time: none is checked until a code lets the person define a new one. */
export function needsNewPin(
  { pin_total_limit }: Pick<ServiceTable, 'pin_total_limit'>,
  { pin_total }: Pick<UserTable, 'pin_total'>,
): boolean {
  return pin_total >= pin_total_limit;
}

/**
 * Checks a stretched PIN and counts; resolves with undefined when it is right.
 *
 * The caller has made sure that the user is not blocked and has a PIN.
 */
export async function checkPin(
  context: LockedContext,
  stretched: Bytes,
): Promise<Denied | undefined> {
  return (await acceptsPin(context, stretched)) ? undefined : rejectPin(context);
}

/** Tells whether a stretched PIN is right, and clears the counters if it is. The caller counts a wrong one. */
export async function acceptsPin(
  { keys, tx, user }: Pick<LockedContext, 'keys' | 'tx' | 'user'>,
  stretched: Bytes,
): Promise<boolean> {
  if (!isRight(keys, user, stretched)) return false;
  await acceptPin(tx, keys, user, stretched);
  return true;
}

/** Sets a PIN, clears the counters and lifts the block that they caused. */
export async function definePin(
  tx: Tx,
  keys: KeyRing,
  uid: string,
  stretched: Bytes,
): Promise<void> {
  const cleared = { pin_fails: 0, pin_total: 0, blocked_at: null };
  await updateUser(tx, uid, { ...verifier(keys, uid, stretched), ...cleared });
}

function isRight(keys: KeyRing, user: UserTable, stretched: Bytes): boolean {
  const expected = fromBase64Url(user.pin_v!);
  const vsalt = fromBase64Url(user.vsalt!);
  return equalBytes(pinVerifier(keys, user.pepper_v, user.uid, vsalt, stretched), expected);
}

/** Clears the counters, and moves the verifier to the current pepper. */
async function acceptPin(tx: Tx, keys: KeyRing, user: UserTable, stretched: Bytes): Promise<void> {
  const isOld = user.pepper_v !== keys.pepper.current;
  if (!isOld && user.pin_fails === 0 && user.pin_total === 0) return;
  const moved = isOld && verifier(keys, user.uid, stretched);
  await updateUser(tx, user.uid, { pin_fails: 0, pin_total: 0, ...moved });
}

async function rejectPin(context: LockedContext): Promise<Denied> {
  const { tx, service, user } = context;
  const counted = await countWrongPin(tx, user.uid);
  const left = pinTriesLeft(service, counted);
  if (left === 0) await block(context, counted.pin_fails);
  return { ok: false, err: 'PASSWORD_IS_WRONG', left };
}

/**
 * Counts a wrong PIN that came with an unlock code. It counts over time only, since the code lifts the block that
 * wrong PINs in a row cause. Resolves with the tries left.
 */
export async function countPinOverTime(context: LockedContext): Promise<number> {
  const { tx, service, user } = context;
  const wrongPins = await countWrongPinOverTime(tx, user.uid);
  const left = Math.max(0, service.pin_total_limit - wrongPins);
  if (left === 0 && user.blocked_at === null) await block(context, wrongPins);
  return left;
}

/** Blocks the user and voids their live OTPs: whoever guesses PINs may have had these issued. */
async function block(
  { tx, audit, now, user: { uid } }: LockedContext,
  wrongPins: number,
): Promise<void> {
  await updateUser(tx, uid, { blocked_at: now });
  await voidOtps(tx, uid, now);
  await audit('user.blocked', uid, { wrongPins });
}

function verifier(
  keys: KeyRing,
  uid: string,
  stretched: Bytes,
): Pick<UserTable, 'pin_v' | 'vsalt' | 'pepper_v'> {
  const vsalt = randomBytes(saltLength);
  const version = keys.pepper.current;
  return {
    pin_v: toBase64Url(pinVerifier(keys, version, uid, vsalt, stretched)),
    vsalt: toBase64Url(vsalt),
    pepper_v: version,
  };
}
