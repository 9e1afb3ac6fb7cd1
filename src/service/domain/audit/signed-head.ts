/**
 * Signed heads of the audit chain: compact JWS by the audit key, which auditors verify with its public half.
 * @module
 */
import { signCompact } from '../../../crypto/jws.js';
import { openCompact } from '../../../protocol/compact-jws.js';
import { origin, time } from '../../../protocol/fields.js';
import { exactly, id, integer, oneOf } from '../../../protocol/readers.js';
import type { ChainPoint } from '../keys/key-record.js';
import { auditKeys, type KeyRing } from '../keys/key-ring.js';

/** `typ` of a signed head. */
const headType = 'btt-audit-head';

const readHeader = exactly({ alg: oneOf('ES256'), typ: oneOf(headType), kid: id(32) });

const readHead = exactly({
  /** For the reader: the key belongs to one service, whose port may change on localhost. */
  iss: origin,
  /** Number of the last linked entry. */
  seq: integer(1),
  /** Its hash. */
  hash: id(32),
  /** When it was signed, in milliseconds. */
  at: time,
});

/** Signs the head of the chain. */
export function signHead(keys: KeyRing, { seq, hash }: ChainPoint, at: number): Promise<string> {
  const { signer, kid } = auditKeys(keys);
  return signCompact(
    signer,
    { alg: 'ES256', typ: headType, kid },
    { iss: keys.iss, seq, hash, at },
  );
}

/** Verifies a signed head; undefined when it is none of this service. */
export async function openHead(keys: KeyRing, signed: string): Promise<ChainPoint | undefined> {
  const { jwk, kid, others } = auditKeys(keys);
  const signers = [{ jwk, kid, upTo: Infinity }, ...others];
  let signer: (typeof signers)[number] | undefined;
  const head = await openCompact(signed, readHeader, readHead, (header) => {
    signer = signers.find((one) => one.kid === header.kid);
    return signer?.jwk;
  });
  if (!head || !signer || head.seq > signer.upTo) return undefined;
  return { seq: head.seq, hash: head.hash };
}
