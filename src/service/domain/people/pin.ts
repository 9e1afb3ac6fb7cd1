/**
 * The PIN: checking, counting, defining it. Always under the locks of the user and the token.
 *
 * Wrong PINs are counted three times: in a row in one browser, in a row in all browsers of the user, and over time. A
 * right PIN ends the first two rows and takes one off the third count, so that an owner who signs in every day does not
 * give a thief of the browser new guesses without end.
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
import { voidOtps } from '../../store/tables/otps.js';
import type { ServiceTable, TokenTable, UserTable } from '../../store/schema/schema.js';
import type { Tx } from '../../store/store.js';
import { updateToken } from '../../store/tables/tokens.js';
import { countWrongPin, updateUser, type PinCounts } from '../../store/tables/users.js';
import { insertWrongPin } from '../../store/tables/wrong-pins.js';
import type { KeyRing } from '../keys/key-ring.js';
import { pinVerifier } from '../keys/keyed-values.js';
import type { Denied } from '../operations/operation-result.js';

const saltLength = 16;

type PinContext = Pick<LockedContext, 'keys' | 'tx' | 'user' | 'token'>;

/** The settings that limit wrong PINs. */
type PinLimits = Pick<ServiceTable, 'pin_tries' | 'pin_browser_tries' | 'pin_total_limit'>;

/** Wrong PINs that are left before the browser or the user is blocked. */
export function pinTriesLeft(
  service: PinLimits,
  user: Pick<UserTable, 'pin_fails' | 'pin_total'>,
  token: Pick<TokenTable, 'pin_fails'>,
): number {
  return Math.max(0, Math.min(triesOfUser(service, user), triesOfToken(service, token)));
}

function triesOfUser(
  service: PinLimits,
  { pin_fails, pin_total }: Pick<UserTable, 'pin_fails' | 'pin_total'>,
): number {
  return Math.min(service.pin_tries - pin_fails, service.pin_total_limit - pin_total);
}

function triesOfToken(
  { pin_tries, pin_browser_tries }: PinLimits,
  { pin_fails }: Pick<TokenTable, 'pin_fails'>,
): number {
  return Math.min(pin_browser_tries, pin_tries - 1) - pin_fails;
}

/** Refuses an operation without a PIN. Nothing is counted, since nothing was guessed. */
export function denyMissingPin({
  service,
  user,
  token,
}: Pick<LockedContext, 'service' | 'user' | 'token'>): Denied {
  return { ok: false, err: 'PASSWORD_IS_WRONG', left: pinTriesLeft(service, user, token) };
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

/** Tells whether a stretched PIN is right, and ends the rows of wrong ones if it is. The caller counts a wrong one. */
export async function acceptsPin(context: PinContext, stretched: Bytes): Promise<boolean> {
  if (!isRight(context.keys, context.user, stretched)) return false;
  await acceptPin(context, stretched);
  return true;
}

/** Sets a PIN, clears the counters of the user and of this token, and lifts the blocks that they caused. */
export async function definePin(
  { tx, keys, user: { uid }, token }: PinContext,
  stretched: Bytes,
): Promise<void> {
  const cleared = { pin_fails: 0, pin_total: 0, blocked_at: null };
  await updateUser(tx, uid, { ...verifier(keys, uid, stretched), ...cleared });
  if (!(await liftPinBlock(tx, token))) await updateToken(tx, token.tid, { pin_fails: 0 });
}

/** Lifts the block of a token if wrong PINs caused it; resolves with whether they did. */
export async function liftPinBlock(
  tx: Tx,
  { tid, blocked_by_pins }: Pick<TokenTable, 'tid' | 'blocked_by_pins'>,
): Promise<boolean> {
  if (blocked_by_pins !== 1) return false;
  await updateToken(tx, tid, { status: 'ACTIVE', ...noPinBlock });
  return true;
}

/** The columns of a token that wrong PINs have not blocked. */
export const noPinBlock = { pin_fails: 0, blocked_by_pins: 0 } as const;

function isRight(keys: KeyRing, user: UserTable, stretched: Bytes): boolean {
  const expected = fromBase64Url(user.pin_v!);
  const vsalt = fromBase64Url(user.vsalt!);
  return equalBytes(pinVerifier(keys, user.pepper_v, user.uid, vsalt, stretched), expected);
}

/** Ends the rows, takes one off the count over time, and moves the verifier to the current pepper. */
async function acceptPin({ tx, keys, user, token }: PinContext, stretched: Bytes): Promise<void> {
  const { uid, wrong_pins } = user;
  if (token.pin_fails > 0 || token.wrong_pins_told < wrong_pins) {
    await updateToken(tx, token.tid, { pin_fails: 0, wrong_pins_told: wrong_pins });
  }
  const isOld = user.pepper_v !== keys.pepper.current;
  if (!isOld && user.pin_fails === 0 && user.pin_total === 0) return;
  const counts = { pin_fails: 0, pin_total: Math.max(0, user.pin_total - 1) };
  await updateUser(tx, uid, { ...counts, ...(isOld && verifier(keys, uid, stretched)) });
}

async function rejectPin(context: LockedContext): Promise<Denied> {
  const { tx, service, token } = context;
  const user = await noteWrongPin(context, true);
  const counted = { ...token, pin_fails: token.pin_fails + 1 };
  await updateToken(tx, token.tid, { pin_fails: counted.pin_fails });
  if (triesOfUser(service, user) <= 0) await blockUser(context, user);
  const left = pinTriesLeft(service, user, counted);
  const denied = { ok: false, err: 'PASSWORD_IS_WRONG', left } as const;
  if (triesOfToken(service, counted) > 0) return denied;
  await blockToken(context, counted.pin_fails);
  return token.status === 'PROVISIONAL' ? denied : { ...denied, st: 'blocked' };
}

/**
 * Counts a wrong PIN that came with an unlock code. It counts over time only, since the code lifts the block that
 * wrong PINs in a row cause. Resolves with the tries left.
 */
export async function countPinOverTime(context: LockedContext): Promise<number> {
  const { service, user } = context;
  const counted = await noteWrongPin(context, false);
  const left = Math.max(0, service.pin_total_limit - counted.pin_total);
  if (left === 0 && user.blocked_at === null) await blockUser(context, counted);
  return left;
}

/** Counts a wrong PIN of the user, and keeps where and when it was entered. */
async function noteWrongPin(
  { tx, audit, now, user: { uid }, token: { tid } }: LockedContext,
  isInRow: boolean,
): Promise<PinCounts> {
  const counts = await countWrongPin(tx, uid, isInRow);
  await insertWrongPin(tx, { uid, seq: counts.wrong_pins, tid, at: now });
  await audit('pin.wrong', uid, { tid, inRow: counts.pin_fails, overTime: counts.pin_total });
  return counts;
}

/** Blocks the user and voids their live OTPs: whoever guesses PINs may have had these issued. */
async function blockUser(
  { tx, audit, now, service, user: { uid } }: LockedContext,
  { pin_fails, pin_total }: PinCounts,
): Promise<void> {
  await updateUser(tx, uid, { blocked_at: now });
  await voidOtps(tx, uid, now);
  const wrongPins = pin_fails >= service.pin_tries ? pin_fails : pin_total;
  await audit('user.blocked', uid, { wrongPins });
}

/**
 * Blocks one browser; the OTPs of the others stay good, and a browser without the right PIN has issued none. One that is
 * not activated yet ends instead: its code can begin again, with the count of the user.
 */
async function blockToken(
  { tx, audit, now, user: { uid }, token: { tid, status } }: LockedContext,
  wrongPins: number,
): Promise<void> {
  if (status === 'PROVISIONAL') return updateToken(tx, tid, { expires: now });
  await updateToken(tx, tid, { status: 'BLOCKED', blocked_by_pins: 1 });
  await audit('token.blocked', tid, { uid, wrongPins });
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
