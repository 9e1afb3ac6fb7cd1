/**
 * The keys of BTT/1: everything derived from a dynamic key `K_n`.
 *
 * Ids and contributions are given as base64url, the form in which they travel and are stored; what goes into
 * a derivation are their bytes. Every info string is `label || 0x00 || fixed-length fields`, so no two
 * derivations share one. All derivations are synchronous; the last parameter is the implementation of HKDF.
 * @module
 */
import { concat, fromBase64Url, u64, utf8, type Bytes } from '../crypto/bytes.js';
import { nobleHashes, type Hashes } from '../crypto/hashes.js';

/** A token at one position of its ratchet. */
export interface Position {
  /** Token id, 32 bytes. */
  readonly tid: string;
  /** Ratchet position, 0 to 2^31 - 1. */
  readonly n: number;
}

/** What one step of the ratchet is made of besides the key. */
export interface Step {
  /** Operation id, 16 bytes. */
  readonly rid: string;
  /** The client's contribution, 32 bytes. */
  readonly r: string;
  /** SHA-256 of the operation's payload string, 32 bytes. */
  readonly ch: string;
}

/** The highest ratchet position; a token that reaches it has to be enrolled anew. */
export const lastPosition = 2 ** 31 - 1;

/** `kmac_n`: MAC of operations at position n. */
export function operationMacKey(
  dynamicKey: Bytes,
  position: Position,
  hashes: Hashes = nobleHashes,
): Bytes {
  return derive(hashes, dynamicKey, 'mac', position);
}

/** `kreq`: encrypts the secret part of one operation's request. */
export function requestKey(
  dynamicKey: Bytes,
  position: Position,
  rid: string,
  hashes: Hashes = nobleHashes,
): Bytes {
  return derive(hashes, dynamicKey, 'req', position, rid);
}

/** `kres`: encrypts the answer to one operation. */
export function responseKey(
  dynamicKey: Bytes,
  position: Position,
  rid: string,
  hashes: Hashes = nobleHashes,
): Bytes {
  return derive(hashes, dynamicKey, 'res', position, rid);
}

/** `ksta_n`: MAC of status requests at position n. */
export function statusMacKey(
  dynamicKey: Bytes,
  position: Position,
  hashes: Hashes = nobleHashes,
): Bytes {
  return derive(hashes, dynamicKey, 'sta', position);
}

/** `K_{n+1}`: the successor of `K_n`, which commits to the request and needs the client's `r`. */
export function nextDynamicKey(
  dynamicKey: Bytes,
  position: Position,
  { rid, r, ch }: Step,
  hashes: Hashes = nobleHashes,
): Bytes {
  return hashes.hkdfSha256(fromBase64Url(r), dynamicKey, positionInfo('next', position, [rid, ch]));
}

/**
 * `ksyn`: MAC of a sync request.
 * @param nextKey the key *after* the pending operation, `K_{n+1}`.
 * @param pending the position of the pending operation, n.
 */
export function syncMacKey(
  nextKey: Bytes,
  pending: Position,
  rid: string,
  sid: string,
  hashes: Hashes = nobleHashes,
): Bytes {
  return derive(hashes, nextKey, 'syn', after(pending), rid, sid);
}

/** `ksya`: encrypts the answer to a sync; parameters as {@link syncMacKey}. */
export function syncAnswerKey(
  nextKey: Bytes,
  pending: Position,
  rid: string,
  sid: string,
  hashes: Hashes = nobleHashes,
): Bytes {
  return derive(hashes, nextKey, 'sya', after(pending), rid, sid);
}

/** Derives one key from the pseudorandom key `PRK_n` of the dynamic key. */
function derive(
  hashes: Hashes,
  dynamicKey: Bytes,
  label: string,
  position: Position,
  ...ids: readonly string[]
): Bytes {
  return hashes.hkdfSha256(utf8('btt1/dyn'), dynamicKey, positionInfo(label, position, ids));
}

function positionInfo(label: string, { tid, n }: Position, ids: readonly string[]): Bytes {
  return concat(utf8(`btt1 ${label}\0`), fromBase64Url(tid), u64(n), ...ids.map(fromBase64Url));
}

function after({ tid, n }: Position): Position {
  return { tid, n: n + 1 };
}
