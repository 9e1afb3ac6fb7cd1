/**
 * Requests of the administration and of relying parties: who calls, and JSON that has to fit a schema.
 * @module
 */
import * as v from 'valibot';
import type { HonoRequest } from 'hono';
import { problem } from './door.js';
import { describeIssue } from './schema-issue.js';

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
 * @throws {BadRequest} 415 when it is not declared as JSON, 400 when it is none or does not fit the schema;
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
  let body: unknown;
  try {
    body = JSON.parse(await request.text());
  } catch (error) {
    if (error instanceof SyntaxError) throw malformed('The body is not JSON.');
    throw error;
  }
  return fit(schema, body);
}

/**
 * Reads the query string, each parameter at most once.
 * @throws {BadRequest} 400 when it does not fit the schema.
 */
export function readQuery<const S extends v.GenericSchema>(
  request: HonoRequest,
  schema: S,
): v.InferOutput<S> {
  const parameters = Object.entries(request.queries());
  const repeated = parameters.find(([, values]) => values.length > 1);
  if (repeated) throw malformed(`${repeated[0].slice(0, 64)} is given twice.`);
  return fit(schema, Object.fromEntries(parameters.map(([name, [value]]) => [name, value])));
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
