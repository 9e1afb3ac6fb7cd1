/**
 * The keys of BTT/1: everything derived from a dynamic key `K_n`.
 *
 * Every info string is `label || 0x00 || fixed-length fields`, so no two derivations share one.
 * @module
 */
import { concat, u64, utf8, type Bytes } from '../crypto/bytes.js';
import { expand, extract } from '../crypto/hkdf.js';

/** A token at one position of its ratchet. */
export interface Position {
  /** Token id, 32 bytes. */
  readonly tid: Bytes;
  /** Ratchet position, 0 to 2^31 - 1. */
  readonly n: number;
}

/** What one step of the ratchet is made of besides the key. */
export interface Step {
  /** Operation id, 16 bytes. */
  readonly rid: Bytes;
  /** The client's contribution, 32 bytes. */
  readonly r: Bytes;
  /** SHA-256 of the operation's payload string, 32 bytes. */
  readonly ch: Bytes;
}

/** The highest ratchet position; a token that reaches it has to be enrolled anew. */
export const lastPosition = 2 ** 31 - 1;

/** `PRK_n`, from which the keys of position n come. */
export function positionKey(dynamicKey: Bytes): Promise<Bytes> {
  return extract(utf8('btt1/dyn'), dynamicKey);
}

/** `kmac_n`: MAC of operations at position n. */
export function operationMacKey(dynamicKey: Bytes, position: Position): Promise<Bytes> {
  return derive(dynamicKey, 'mac', position);
}

/** `kreq`: encrypts the secret part of one operation's request. */
export function requestKey(dynamicKey: Bytes, position: Position, rid: Bytes): Promise<Bytes> {
  return derive(dynamicKey, 'req', position, rid);
}

/** `kres`: encrypts the answer to one operation. */
export function responseKey(dynamicKey: Bytes, position: Position, rid: Bytes): Promise<Bytes> {
  return derive(dynamicKey, 'res', position, rid);
}

/** `ksta_n`: MAC of status requests at position n. */
export function statusMacKey(dynamicKey: Bytes, position: Position): Promise<Bytes> {
  return derive(dynamicKey, 'sta', position);
}

/** `K_{n+1}`: the successor of `K_n`, which commits to the request and needs the client's `r`. */
export async function nextDynamicKey(
  dynamicKey: Bytes,
  { tid, n }: Position,
  step: Step,
): Promise<Bytes> {
  return expand(await extract(step.r, dynamicKey), info('next', tid, u64(n), step.rid, step.ch));
}

/**
 * `ksyn`: MAC of a sync request.
 * @param nextKey the key *after* the pending operation, `K_{n+1}`.
 * @param next the position after the pending operation, n + 1.
 */
export function syncMacKey(nextKey: Bytes, next: Position, rid: Bytes, sid: Bytes): Promise<Bytes> {
  return derive(nextKey, 'syn', next, rid, sid);
}

/** `ksya`: encrypts the answer to a sync; parameters as {@link syncMacKey}. */
export function syncAnswerKey(
  nextKey: Bytes,
  next: Position,
  rid: Bytes,
  sid: Bytes,
): Promise<Bytes> {
  return derive(nextKey, 'sya', next, rid, sid);
}

/** Exporter contexts of the activation's HPKE message (RFC 9180 section 5.3). */
export const activationExports = {
  /** Gives `K_0`. */
  firstKey: utf8('btt1 K0'),
  /** Gives `kact`, which encrypts the answer to the activation. */
  answerKey: utf8('btt1 act-res'),
} as const;

/** HPKE info of an activation: binds the message to service and alias. */
export function activationInfo(iss: string, als: string): Bytes {
  return info('act', utf8(iss), new Uint8Array([0]), utf8(als));
}

async function derive(
  dynamicKey: Bytes,
  label: string,
  { tid, n }: Position,
  ...more: readonly Bytes[]
): Promise<Bytes> {
  return expand(await positionKey(dynamicKey), info(label, tid, u64(n), ...more));
}

function info(label: string, ...fields: readonly Bytes[]): Bytes {
  return concat(utf8(`btt1 ${label}\0`), ...fields);
}
