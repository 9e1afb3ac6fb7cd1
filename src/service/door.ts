/**
 * What all doors of the service share: who sent a request, and how errors are answered.
 * @module
 */
import type { Log, Peer } from './service-context.js';
import { malformed, problem, ProblemError } from './problem-document.js';
import { refusalProblem } from './refusals.js';
import { SchemaMismatch } from './schema-mismatch.js';

/** The environment of every hono application of the service: `c.env.peer`. */
export interface DoorEnv {
  Bindings: { peer: Peer };
}

/**
 * Answers a request that is refused, at the doors of administrators and of relying parties.
 * @throws the error itself when it is no refusal.
 */
export function answerRefused(error: Error): Response {
  if (error instanceof ProblemError) return error.response;
  if (error instanceof SchemaMismatch) return malformed(error.describe()).response;
  const answer = refusalProblem(error);
  if (!answer) throw error;
  return answer;
}

/** Answers a request that found the database held by others. Nothing was done. */
export function answerBusy(log: Log, route: string): Response {
  log('warn', 'database.busy', { route });
  return problem(503, 'SERVICE_UNAVAILABLE', {
    detail: 'The database is busy. Nothing was done.',
    headers: { 'retry-after': '1' },
  });
}
