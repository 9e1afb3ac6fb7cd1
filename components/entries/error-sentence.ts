/**
 * What the drop-in says about an error: for pages that show the message of what they catch.
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
  // Last: nobody says which operation it was, and elements put some codes otherwise for theirs.
  ...en.errors,
};

/** The sentences: what is wrong, what helps, and how many tries or seconds are left. */
export function sentence(error: NeonError): string {
  return refusalText(error, en, errors);
}
