/**
 * The operations of a token, by the name that stands in a message.
 * @module
 */
import type { OperationName } from '../../../protocol/operations.js';
import { activateToken } from './activate-token.js';
import { answerPush } from './answer-push.js';
import { changePin } from './change-pin.js';
import { issueAccessToken } from './issue-access-token.js';
import { issueDeviceCode } from './issue-device-code.js';
import { issueOtp } from './issue-otp.js';
import { listOwnTokens } from './list-own-tokens.js';
import { lockToken } from './lock-token.js';
import type { OperationHandler } from './operation-handler.js';
import { removeToken } from './remove-token.js';
import { renameToken } from './rename-token.js';
import { resetPin } from './reset-pin.js';
import { revokeBioKey } from './revoke-bio-key.js';
import { revokeToken } from './revoke-token.js';
import { sealData } from './seal-data.js';
import { setBioKey } from './set-bio-key.js';
import { unlock } from './unlock.js';
import { unlockToken } from './unlock-token.js';

/** By name. A missing entry is a compile error. */
export const operationHandlers: { readonly [Op in OperationName]: OperationHandler<Op> } = {
  activate: activateToken,
  otp: issueOtp,
  jwt: issueAccessToken,
  'code.new': issueDeviceCode,
  unlock,
  'pin.change': changePin,
  'pin.reset': resetPin,
  seal: sealData,
  'bio.set': setBioKey,
  'bio.revoke': revokeBioKey,
  'token.list': listOwnTokens,
  'push.answer': answerPush,
  'token.revoke': revokeToken,
  'token.remove': removeToken,
  'token.lock': lockToken,
  'token.unlock': unlockToken,
  'token.rename': renameToken,
};
