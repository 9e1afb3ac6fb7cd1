/**
 * HTTP calls of a back end to the service.
 * @module
 */
import type { Reader } from '../protocol/readers.js';

/** The service could not be reached, or refused the call. Whether the value was valid is unknown. */
export class ServiceError extends Error {
  override readonly name = 'ServiceError';
  /** HTTP status of the answer, if there was one. */
  readonly status: number | undefined;
  /** Error code of the problem document, if there was one. */
  readonly code: string | undefined;

  constructor(message: string, options: ErrorOptions & { status?: number; code?: string } = {}) {
    super(message, options);
    this.status = options.status;
    this.code = options.code;
  }
}

/** Address of the service, and the credentials of the caller. */
export interface ServiceAccess {
  /** Origin of the service. */
  readonly url: string;
  readonly apiKey?: string | undefined;
  /** Milliseconds; 5000 when left out. */
  readonly timeout?: number | undefined;
}

/** An answer whose body is a JSON object. */
export interface ServiceAnswer {
  readonly status: number;
  readonly body: Readonly<Record<string, unknown>>;
}

/**
 * Calls the service: by GET, or by POST when there is a body.
 * @throws {ServiceError} when there is no answer, or its body is not a JSON object.
 */
export async function callService(
  { url, apiKey, timeout = 5000 }: ServiceAccess,
  path: string,
  body?: Readonly<Record<string, unknown>>,
): Promise<ServiceAnswer> {
  const headers = {
    ...(apiKey !== undefined && body && { authorization: `Bearer ${apiKey}` }),
    // A proxy may repeat the request: the key makes the service give the same answer again.
    ...(body && { 'content-type': 'application/json', 'idempotency-key': crypto.randomUUID() }),
  };
  try {
    const response = await fetch(url + path, {
      method: body ? 'POST' : 'GET',
      headers,
      body: body ? JSON.stringify(body) : null,
      redirect: 'error',
      signal: AbortSignal.timeout(timeout),
    });
    const answer: unknown = await response.json();
    if (typeof answer === 'object' && answer !== null && !Array.isArray(answer)) {
      return { status: response.status, body: answer as ServiceAnswer['body'] };
    }
  } catch (cause) {
    throw new ServiceError('the service could not be asked', { cause });
  }
  throw new ServiceError('the body of the answer is not a JSON object');
}

/** Makes the error for an answer with a status that the caller did not expect. */
export function refusal({ status, body }: ServiceAnswer): ServiceError {
  const code = typeof body['code'] === 'string' ? body['code'] : undefined;
  const detail = typeof body['detail'] === 'string' ? `: ${body['detail']}` : '';
  const message = `the service answered ${status}${detail}`;
  return new ServiceError(message, { status, ...(code !== undefined && { code }) });
}

/**
 * Reads the body of an answer.
 * @throws {ServiceError} when it is malformed.
 */
export function readAnswer<T>(read: Reader<T>, { body, status }: ServiceAnswer): T {
  try {
    return read(body, '$');
  } catch (cause) {
    throw new ServiceError('the answer of the service is malformed', { cause, status });
  }
}
