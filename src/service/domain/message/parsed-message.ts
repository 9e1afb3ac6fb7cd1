/**
 * A message that a token signed twice, parsed. Nothing in it has been verified yet.
 * @module
 */
import { toBase64Url, utf8 } from '../../../crypto/bytes.js';
import type { Envelope } from '../../../protocol/envelope.js';
import { protocolVersion } from '../../../protocol/limits.js';
import { MalformedError, type Reader } from '../../../protocol/readers.js';
import type { ServiceContext } from '../../service-context.js';
import { TokenRefusal } from '../token-refusal.js';
import { checkHeaders, type Signed } from './signatures.js';
import { decodeStrictJson } from './strict-json.js';

/** Members of the core, the signed part, that all such messages have. */
export interface MessageCore {
  readonly iss: string;
  readonly als: string;
  readonly org: string;
  readonly tid: string;
  readonly chal: string;
}

/** A parsed message. */
export interface ParsedMessage<C extends MessageCore> extends Signed {
  readonly core: C;
  /** SHA-256 of the payload as it was sent, base64url. */
  readonly ch: string;
}

/**
 * Parses a message of this service.
 * @throws {MalformedError}
 * @throws {TokenRefusal} `VERSION_UNSUPPORTED`
 */
export function parseMessage<C extends MessageCore>(
  { publicUrl, hashes }: ServiceContext,
  { payload, signatures }: Envelope,
  readCore: Reader<C>,
): ParsedMessage<C> {
  const raw = decodeStrictJson(payload);
  checkVersion(raw);
  const core = readCore(raw, '$');
  if (core.iss !== publicUrl) throw new MalformedError('$.iss');
  checkHeaders({ payload, signatures }, core.tid);
  return { core, payload, signatures, ch: toBase64Url(hashes.sha256(utf8(payload))) };
}

/**
 * Refuses a message of another version of the protocol.
 * @throws {TokenRefusal} `VERSION_UNSUPPORTED`
 */
export function checkVersion(raw: unknown): void {
  if (typeof raw !== 'object' || raw === null || !('v' in raw)) return;
  const isOther = Number.isInteger(raw.v) && raw.v !== protocolVersion;
  if (isOther) throw new TokenRefusal('VERSION_UNSUPPORTED');
}
