/**
 * Refusals by the rules as problem documents, the same at the doors of administrators and of relying parties.
 * @module
 */
import { Refusal, type RefusalCode } from './domain/refusal.js';
import { TokenRefusal, type TokenRefusalCode } from './domain/token-refusal.js';
import type { HttpAnswer } from './http/exchange.js';
import { problem, type ProblemStatus } from './problem-document.js';

const statuses: Readonly<Record<RefusalCode, ProblemStatus>> = {
  ALIAS_UNKNOWN: 404,
  AUDIT_BROKEN: 409,
  KEY_UNKNOWN: 404,
  LOGIN_EXISTS: 409,
  MACID_EXISTS: 409,
  MACID_IS_UNKNOWN: 404,
  NO_ACTIVE_SERVICE_FOR_USER: 409,
  NO_DEVICE_FOUND: 404,
  SERVICE_ACCOUNT_STATUS_DISABLED: 409,
  SETTING_REFUSED: 422,
  SITE_IN_USE: 409,
  TOKEN_IS_BLOCKED: 409,
  TOKEN_IS_NOT_BLOCKED: 409,
  USER_ENTRY_DOES_NOT_EXIST: 404,
  USER_IS_BLOCKED: 409,
  USER_IS_NOT_BLOCKED: 409,
};

/** A refusal, as the description of a route lists it. */
export interface DescribedRefusal {
  readonly status: ProblemStatus;
  readonly code: string;
}

/** Describes refusals of administrative rules. */
export function refusals(...codes: RefusalCode[]): DescribedRefusal[] {
  return codes.map((code) => ({ status: statuses[code], code }));
}

/** Describes refusals of rules that browsers meet as well. */
export function tokenRefusals(...codes: TokenRefusalCode[]): DescribedRefusal[] {
  return codes.map((code) => ({ status: new TokenRefusal(code).status, code }));
}

/** Makes the answer to what a rule refused; undefined for any other error. */
export function refusalProblem(error: Error): HttpAnswer | undefined {
  if (error instanceof Refusal) {
    return problem(statuses[error.code], error.code, { detail: error.message });
  }
  if (error instanceof TokenRefusal) {
    const { status, code, statement: stmt, retryAfter } = error;
    const headers = retryAfter === undefined ? {} : { 'retry-after': String(retryAfter) };
    return problem(status, code, { stmt, headers });
  }
  return undefined;
}
