/**
 * Problem documents (RFC 9457): how every door refuses.
 * @module
 */
import { problemContentType } from '../protocol/problem.js';
import type { HttpAnswer, HttpHeaders } from './http/exchange.js';

/** Statuses that refusals have. */
export type ProblemStatus =
  | 400
  | 401
  | 403
  | 404
  | 405
  | 409
  | 410
  | 413
  | 415
  | 422
  | 429
  | 500
  | 503;

const titles: Readonly<Record<ProblemStatus, string>> = {
  400: 'Bad Request',
  401: 'Unauthorized',
  403: 'Forbidden',
  404: 'Not Found',
  405: 'Method Not Allowed',
  409: 'Conflict',
  410: 'Gone',
  413: 'Content Too Large',
  415: 'Unsupported Media Type',
  422: 'Unprocessable Content',
  429: 'Too Many Requests',
  500: 'Internal Server Error',
  503: 'Service Unavailable',
};

/** What a problem document may hold besides its code. */
export interface ProblemOptions {
  /** A sentence for the developer or operator, without any secret. */
  readonly detail?: string | undefined;
  /** A signed statement, compact JWS. */
  readonly stmt?: string | undefined;
  readonly headers?: HttpHeaders | undefined;
}

/** Makes a problem document. */
export function problem(
  status: ProblemStatus,
  code: string,
  { detail, stmt, headers }: ProblemOptions = {},
): HttpAnswer {
  const body = { type: 'about:blank', title: titles[status], status, code, detail, stmt };
  return {
    status,
    headers: { 'content-type': problemContentType, 'cache-control': 'no-store', ...headers },
    body: JSON.stringify(body),
  };
}

/** Ends the handling of a request, which is answered with a problem document. */
export class ProblemError extends Error {
  override readonly name = 'ProblemError';
  readonly answer: HttpAnswer;

  constructor(status: ProblemStatus, code: string, options?: ProblemOptions) {
    super(code);
    this.answer = problem(status, code, options);
  }
}

/** The error of a request that does not have the required form. */
export function malformed(detail: string): ProblemError {
  return new ProblemError(400, 'REQUEST_MALFORMED', { detail });
}
