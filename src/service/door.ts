/**
 * What all doors of the service share: how a request's sender reaches a route, and how refusals look.
 * @module
 */
import { problemContentType } from '../protocol/problem.js';
import type { Log, Peer } from './context.js';

/** The environment of every hono application of the service: `c.env.peer`. */
export interface DoorEnv {
  Bindings: { peer: Peer };
}

/** Statuses that refusals have. */
export type ProblemStatus =
  400 | 401 | 403 | 404 | 405 | 409 | 410 | 413 | 415 | 422 | 429 | 500 | 503;

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
  readonly headers?: Readonly<Record<string, string>> | undefined;
}

/** Makes a problem document (RFC 9457). */
export function problem(
  status: ProblemStatus,
  code: string,
  { detail, stmt, headers }: ProblemOptions = {},
): Response {
  const body = { type: 'about:blank', title: titles[status], status, code, detail, stmt };
  return new Response(JSON.stringify(body), {
    status,
    headers: { 'content-type': problemContentType, 'cache-control': 'no-store', ...headers },
  });
}

/** Answers a request that found the database held by others. Nothing was done. */
export function answerBusy(log: Log, route: string): Response {
  log('warn', 'database.busy', { route });
  return problem(503, 'SERVICE_UNAVAILABLE', {
    detail: 'The database is busy. Nothing was done.',
    headers: { 'retry-after': '1' },
  });
}
