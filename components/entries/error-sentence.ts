/**
 * The message of the drop-in's errors, for pages that show it to people.
 * @module
 */
import type { NeonError } from '../../src/index.js';
import { en } from '../messages/en.js';
import { refusalText } from '../messages/error-text.js';
import { Language } from '../messages/language.js';
import { enPushOtp } from '../messages/push-messages.js';
import { english as bioKey } from '../neon-bio-key/messages.js';
import { english as seal } from '../neon-seal/messages.js';
import { english as unlock } from '../neon-unlock/messages.js';

/** The fault, the help for it, and how many tries are left or when to try again. */
export function errorSentence(error: NeonError, language = new Language('', [])): string {
  const messages = language.sentences(en);
  const errors = {
    ...language.sentences(enPushOtp, 'push').errors,
    ...language.sentences(bioKey, 'bioKey').errors,
    ...language.sentences(seal, 'seal').errors,
    ...language.sentences(unlock, 'unlock').errors,
    // Last: the operation is not known here, and some elements word codes for their own operation.
    ...messages.errors,
  };
  return refusalText(error, messages, errors);
}
