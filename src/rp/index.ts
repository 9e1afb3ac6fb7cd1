/**
 * `neon-mfa/rp`: for the back ends of sites, the relying parties.
 * @module
 */
export { ServiceError } from './ask-service.js';
export { createVerifier, type Verifier, type VerifierOptions } from './verifier.js';
export type { AccessToken, AccessTokenCheck } from './verify-access-token.js';
export type { VerifiedOtp } from './verify-otp.js';
export type { SealCheck, SealedData, VerifiedSeal } from './verify-seal.js';
