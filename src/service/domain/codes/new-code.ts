/**
 * New codes. Only a keyed hash of a code is stored, so it can be shown only once.
 * @module
 */
import { randomBytes, toBase64Url } from '../../../crypto/bytes.js';
import { longCodeFrom, luhnCheckDigit } from '../../../crypto/codes.js';
import type { ServiceContext } from '../../service-context.js';
import { insertCode } from '../../store/tables/codes.js';
import type { CodeTable } from '../../store/schema/schema.js';
import type { Tx } from '../../store/store.js';
import type { KeyRing } from '../keys/key-ring.js';
import { longCodeHash, shortCodeHash } from '../keys/keyed-values.js';
import { randomDigits } from './random-digits.js';

/** The row of a code, as far as its issuer decides it. */
export type CodeOrder = Pick<CodeTable, 'mac' | 'uid' | 'tid' | 'kind' | 'expires'> & {
  readonly now: number;
  readonly define_pin?: 0 | 1;
};

/** A code in its normalised spelling, and the id of its row. */
export interface MadeCode {
  readonly code: string;
  readonly id: string;
}

/** Makes a code of 75 random bits, which identifies its user by itself. */
export async function makeLongCode(
  { keys }: Pick<ServiceContext, 'keys'>,
  tx: Tx,
  order: CodeOrder,
): Promise<MadeCode> {
  const code = longCodeFrom(randomBytes(15));
  return { code, id: await keep(tx, order, keys, longCodeHash(keys, code)) };
}

/** Makes a code of ten digits, which is unique only among the codes of its user. */
export async function makeShortCode(
  { keys }: Pick<ServiceContext, 'keys'>,
  tx: Tx,
  order: CodeOrder,
): Promise<MadeCode> {
  const digits = randomDigits(9);
  const code = digits + luhnCheckDigit(digits);
  return { code, id: await keep(tx, order, keys, shortCodeHash(keys, order.uid, code)) };
}

async function keep(
  tx: Tx,
  { now, mac, uid, tid, kind, expires, define_pin = 0 }: CodeOrder,
  keys: KeyRing,
  h: string,
): Promise<string> {
  const id = toBase64Url(randomBytes(16));
  const unused = { created: now, used_at: null, voided_at: null, tries: 0, begun: 0 };
  const hash = { h, code_key_v: keys.code.current };
  await insertCode(tx, { id, mac, uid, tid, kind, ...hash, define_pin, expires, ...unused });
  return id;
}
