/**
 * `neon-mfa/rp`: what the back ends of sites, the relying parties, import.
 * @module
 */
export { ServiceError } from './service-call.js';
export { createVerifier, type Verifier, type VerifierOptions } from './verifier.js';
export type { AccessToken, AccessTokenCheck } from './access-token-verification.js';
export type { Enrolment, EnrolmentHead, FollowedEnrolments } from './enrolment-log.js';
export type { VerifiedOtp } from './otp-verification.js';
export type { SealCheck, SealedData, VerifiedSeal } from './seal-verification.js';
