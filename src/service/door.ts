/**
 * Answers to errors, which all doors of the service share.
 * @module
 */
import { describeError } from './error-description.js';
import type { HttpAnswer } from './http/exchange.js';
import type { Log } from './service-context.js';
import { malformed, problem, ProblemError } from './problem-document.js';
import { refusalProblem } from './refusals.js';
import { SchemaMismatch } from './schema-mismatch.js';
import { BusyError } from './store/busy-error.js';
import { UnavailableError } from './store/unavailable-error.js';
import { UnknownOutcomeError } from './store/unknown-outcome-error.js';

/**
 * Answers a request that is refused, at the doors of administrators and of relying parties.
 * @throws the error itself when it is no refusal.
 */
export function answerRefused(error: Error): HttpAnswer {
  if (error instanceof ProblemError) return error.answer;
  if (error instanceof SchemaMismatch) return malformed(error.describe()).answer;
  const answer = refusalProblem(error);
  if (!answer) throw error;
  return answer;
}

/** How soon a request that met an outage may be repeated, in seconds. */
export const outagePause = 5;

/**
 * Answers a request that the service failed to do. The log says why.
 * @param status of an error that nobody expected.
 */
export function answerFailed(
  log: Log,
  error: Error,
  { route, event, status }: { route: string; event: string; status: 500 | 503 },
): HttpAnswer {
  if (error instanceof BusyError) {
    log('warn', 'database.busy', { route });
    return outage('The database is busy. Nothing was done.', 1);
  }
  if (error instanceof UnavailableError) {
    log('error', 'database.failed', { route, message: error.message });
    return outage('The service cannot keep anything now. Nothing was done. Its log says why.');
  }
  if (error instanceof UnknownOutcomeError) {
    log('error', 'database.lost', { route });
    return outage(
      'The database was lost while the service asked it to keep the outcome: ask again with the same operation id or Idempotency-Key.',
    );
  }
  log('error', event, { route, ...describeError(error) });
  return problem(status, 'SERVICE_UNAVAILABLE', {
    detail: 'The service failed. Its log says more.',
  });
}

/** Refuses what may be tried again. */
export function outage(detail: string, pause = outagePause): HttpAnswer {
  const headers = { 'retry-after': String(pause) };
  return problem(503, 'SERVICE_UNAVAILABLE', { detail, headers });
}
