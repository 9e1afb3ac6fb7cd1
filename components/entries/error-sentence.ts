/**
 * The message of the drop-in's errors, for pages that show it to people.
 * @module
 */
import type { NeonError } from '../../src/index.js';
import { en } from '../messages/en.js';
import { refusalText } from '../messages/error-text.js';
import { enPushOtp } from '../messages/push-messages.js';
import { english as bioKey } from '../neon-bio-key/messages.js';
import { english as seal } from '../neon-seal/messages.js';
import { english as unlock } from '../neon-unlock/messages.js';

const errors = {
  ...enPushOtp.errors,
  ...bioKey.errors,
  ...seal.errors,
  ...unlock.errors,
  // Last: the operation is not known here, and some elements word codes for their own operation.
  ...en.errors,
};

/** What is wrong, what helps, and how many tries or seconds are left. */
export function errorSentence(error: NeonError): string {
  return refusalText(error, en, errors);
}
