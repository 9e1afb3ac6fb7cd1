/**
 * The parts of a request to an administrator's or a relying party's door: key, body, query.
 * @module
 */
import { fromUtf8 } from '../crypto/bytes.js';
import { repeatsMember } from './domain/message/strict-json.js';
import type { HttpRequest } from './http/exchange.js';
import { malformed, ProblemError } from './problem-document.js';

/** Longest body of a request, in bytes. */
const maxBodyBytes = 65_536;

/** The key in `Authorization: Bearer`, if there is one. */
export function bearerKey(request: HttpRequest): string | undefined {
  return /^Bearer +([\w.~+/-]+=*)$/i.exec(request.header('authorization') ?? '')?.[1];
}

/**
 * Reads the `Idempotency-Key` header, if there is one.
 * @throws {ProblemError} 400
 */
export function readIdempotencyKey(request: HttpRequest): string | undefined {
  const key = request.header('idempotency-key');
  if (key !== undefined && !/^[!-~]{1,255}$/.test(key)) {
    throw malformed('Idempotency-Key has to be 1 to 255 visible ASCII characters.');
  }
  return key;
}

/**
 * Reads a JSON body.
 * @throws {ProblemError} 415 when it is not declared as JSON, 413 when it is too long, 400 when it is no JSON
 *   or has a member twice.
 */
export async function readJson(request: HttpRequest): Promise<unknown> {
  if (!/^application\/json\s*(?:;|$)/i.test(request.header('content-type') ?? '')) {
    const detail = 'The body has to be sent as application/json.';
    throw new ProblemError(415, 'REQUEST_MALFORMED', { detail });
  }
  return parse(await readWhole(request));
}

/**
 * Reads a body that may also be a form, as OAuth has it; each parameter at most once.
 * @throws {ProblemError} as {@link readJson}.
 */
export async function readFormOrJson(request: HttpRequest): Promise<unknown> {
  const isForm = /^application\/x-www-form-urlencoded\s*(?:;|$)/i;
  if (!isForm.test(request.header('content-type') ?? '')) return readJson(request);
  return toMembers(new URLSearchParams(decode(await readWhole(request))));
}

/**
 * Reads the query string, each parameter at most once.
 * @throws {ProblemError} 400
 */
export function readQuery(request: HttpRequest): object {
  return toMembers(new URLSearchParams(request.query));
}

async function readWhole(request: HttpRequest): Promise<Uint8Array> {
  const bytes = await request.read(maxBodyBytes);
  if (!bytes) {
    const detail = `The body is longer than ${maxBodyBytes} bytes.`;
    // The rest of the body is not read, so this connection cannot be used for another request.
    const headers = { connection: 'close' };
    throw new ProblemError(413, 'REQUEST_MALFORMED', { detail, headers });
  }
  return bytes;
}

/** Bytes that are no UTF-8 are refused: two logins could become one by replacement characters. */
function parse(bytes: Uint8Array): unknown {
  const text = decode(bytes);
  let body: unknown;
  try {
    body = JSON.parse(text);
  } catch {
    throw notJson();
  }
  if (repeatsMember(text)) throw malformed('The body has a member twice.');
  return body;
}

function decode(bytes: Uint8Array): string {
  try {
    return fromUtf8(bytes);
  } catch {
    throw notJson();
  }
}

function notJson(): ProblemError {
  return malformed('The body is not JSON in UTF-8.');
}

function toMembers(parameters: URLSearchParams): object {
  const names = [...parameters.keys()];
  const repeated = names.find((name, index) => names.indexOf(name) !== index);
  if (repeated !== undefined) throw malformed(`${repeated.slice(0, 64)} is given twice.`);
  return Object.fromEntries(parameters);
}
