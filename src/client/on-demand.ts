/**
 * The operations that a page needs seldom. They are loaded together when the first of them is asked for.
 * @module
 */
export { activate } from './operations/activate.js';
export { revokeBioKey, setBioKey } from './operations/bio-key.js';
export { changePin } from './operations/change-pin.js';
export { devices, revokeDevice } from './operations/devices.js';
export { forget } from './operations/forget.js';
export { getAccessToken } from './operations/get-access-token.js';
export { getActivationCode } from './operations/get-activation-code.js';
export { resetPin } from './operations/reset-pin.js';
export { digestOf, sealData, sealDigest } from './operations/seal-data.js';
export { unlockToken } from './operations/unlock-token.js';
export { lateEnrolmentOf } from './late-enrolment.js';
export { revoke } from './revoke.js';
export { believe } from './statement.js';
export { lastSuccessor } from './succession.js';
