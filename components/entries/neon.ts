/**
 * The kit as one module for pages without a bundler: registers every element, and exports the core, the classes of the
 * elements, English, BioKeys by WebAuthn, and the move of an enrolment.
 * @module
 */
import '../define.js';

export * from '../../src/index.js';
export * from '../index.js';
export { webAuthnBioKey, type WebAuthnOptions } from '../../src/browser/webauthn-bio-key.js';
export { moveEnrolment } from '../../src/client/move-enrolment.js';
