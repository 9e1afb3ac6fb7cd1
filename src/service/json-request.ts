/**
 * Requests of the administration and of relying parties: who calls, and JSON that has to fit a schema.
 * @module
 */
import * as v from 'valibot';
import type { HonoRequest } from 'hono';
import { fromUtf8 } from '../crypto/bytes.js';
import { readBytes } from './body-bytes.js';
import { problem } from './door.js';
import { repeatsMember } from './domain/message/strict-json.js';
import { describeIssue } from './schema-issue.js';

/** Longest body of a request, in bytes. */
export const maxBodyBytes = 65_536;

/** A request that is answered with a problem document at once. */
export class BadRequest extends Error {
  override readonly name = 'BadRequest';
  readonly response: Response;

  constructor(response: Response) {
    super('bad request');
    this.response = response;
  }
}

/** The key in `Authorization: Bearer`, if there is one. */
export function bearerKey(request: HonoRequest): string | undefined {
  return /^Bearer +([\w.~+/-]+=*)$/i.exec(request.header('authorization') ?? '')?.[1];
}

/**
 * Reads a JSON body.
 * @throws {BadRequest} 415 when it is not declared as JSON, 413 when it is too long, 400 when it is none, is ambiguous or does not fit the schema;
 *   the sentence names the member and what it has to be, never its value.
 */
export async function readJson<const S extends v.GenericSchema>(
  request: HonoRequest,
  schema: S,
): Promise<v.InferOutput<S>> {
  if (!/^application\/json\s*(?:;|$)/i.test(request.header('content-type') ?? '')) {
    const detail = 'The body has to be sent as application/json.';
    throw new BadRequest(problem(415, 'REQUEST_MALFORMED', { detail }));
  }
  return fit(schema, parse(await readWhole(request)));
}

/**
 * Reads a body that may also be a form, as OAuth has it; each parameter at most once.
 * @throws {BadRequest} as {@link readJson}.
 */
export async function readFormOrJson<const S extends v.GenericSchema>(
  request: HonoRequest,
  schema: S,
): Promise<v.InferOutput<S>> {
  const isForm = /^application\/x-www-form-urlencoded\s*(?:;|$)/i;
  if (!isForm.test(request.header('content-type') ?? '')) return readJson(request, schema);
  const parameters = new URLSearchParams(decode(await readWhole(request)));
  return fit(schema, toMembers(parameters));
}

async function readWhole(request: HonoRequest): Promise<Uint8Array> {
  const bytes = await readBytes(request.raw, maxBodyBytes);
  if (!bytes) {
    const detail = `The body is longer than ${maxBodyBytes} bytes.`;
    // What is still on its way is not read, so nothing else can come on this connection.
    const headers = { connection: 'close' };
    throw new BadRequest(problem(413, 'REQUEST_MALFORMED', { detail, headers }));
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

function notJson(): BadRequest {
  return malformed('The body is not JSON in UTF-8.');
}

/**
 * Reads the query string, each parameter at most once.
 * @throws {BadRequest} 400 when it does not fit the schema.
 */
export function readQuery<const S extends v.GenericSchema>(
  request: HonoRequest,
  schema: S,
): v.InferOutput<S> {
  return fit(schema, toMembers(new URL(request.url).searchParams));
}

function toMembers(parameters: URLSearchParams): object {
  const names = [...parameters.keys()];
  const repeated = names.find((name, index) => names.indexOf(name) !== index);
  if (repeated !== undefined) throw malformed(`${repeated.slice(0, 64)} is given twice.`);
  return Object.fromEntries(parameters);
}

/** Makes the answer to a request that is not as it has to be. */
export function malformed(detail: string): BadRequest {
  return new BadRequest(problem(400, 'REQUEST_MALFORMED', { detail }));
}

function fit<S extends v.GenericSchema>(schema: S, value: unknown): v.InferOutput<S> {
  const result = v.safeParse(schema, value, { abortEarly: true });
  if (result.success) return result.output;
  throw malformed(describeIssue(result.issues[0]));
}
