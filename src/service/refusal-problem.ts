/**
 * Refusals of the rules as problem documents, the same at the doors of administrators and of relying parties.
 * @module
 */
import type { Refusal, RefusalCode } from './domain/refusal.js';
import { problem, type ProblemStatus } from './door.js';

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

/** Makes the answer to what was refused. */
export function refusalProblem({ code, message }: Refusal): Response {
  return problem(statuses[code], code, { detail: message });
}
