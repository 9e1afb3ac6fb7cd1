/**
 * Questions to the service.
 * @module
 */
import type { Reader } from '../protocol/read.js';

/** The service could not be asked, or did not answer the question. What was asked about is neither good nor bad. */
export class ServiceError extends Error {
  override readonly name = 'ServiceError';
  /** Status of the answer, if there was one. */
  readonly status: number | undefined;
  /** Code of the problem, if the service named one. */
  readonly code: string | undefined;

  constructor(message: string, options: ErrorOptions & { status?: number; code?: string } = {}) {
    super(message, options);
    this.status = options.status;
    this.code = options.code;
  }
}

/** Where to ask, and as whom. */
export interface Asking {
  /** Origin of the service. */
  readonly url: string;
  readonly apiKey?: string | undefined;
  readonly timeout?: number | undefined;
}

/** An answer with a JSON object in it. */
export interface ServiceAnswer {
  readonly status: number;
  readonly body: Readonly<Record<string, unknown>>;
}

/**
 * Gets a JSON object, by a POST when there is something to send.
 * @throws {ServiceError} when there is no answer, or it is no JSON object.
 */
export async function askService(
  { url, apiKey, timeout = 5000 }: Asking,
  path: string,
  body?: object,
): Promise<ServiceAnswer> {
  const headers = {
    ...(apiKey !== undefined && body && { authorization: `Bearer ${apiKey}` }),
    // A question is named, so that the same answer comes when it is asked again by whatever is in between.
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
  throw new ServiceError('the service answered with something else than an object');
}

/** Makes the error of an answer that is none to the question. */
export function unanswered({ status, body }: ServiceAnswer): ServiceError {
  const code = typeof body['code'] === 'string' ? body['code'] : undefined;
  const detail = typeof body['detail'] === 'string' ? `: ${body['detail']}` : '';
  const message = `the service answered ${status}${detail}`;
  return new ServiceError(message, { status, ...(code !== undefined && { code }) });
}

/**
 * Reads the body of an answer.
 * @throws {ServiceError} when it is not of the form that it must have.
 */
export function readAnswer<T>(read: Reader<T>, { body, status }: ServiceAnswer): T {
  try {
    return read(body, '$');
  } catch (cause) {
    throw new ServiceError('the answer of the service is malformed', { cause, status });
  }
}
