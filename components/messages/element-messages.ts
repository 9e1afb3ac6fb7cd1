/**
 * The English texts of single elements, which come with these elements, and the type of such texts in any language.
 * @module
 */
import { english as accessToken } from '../neon-access-token/messages.js';
import { english as activationCodes } from '../neon-activation-code/messages.js';
import { english as bioKey } from '../neon-bio-key/messages.js';
import { english as changePin } from '../neon-change-pin/messages.js';
import { english as devices } from '../neon-devices/messages.js';
import { english as resetPin } from '../neon-reset-pin/messages.js';
import { english as seal } from '../neon-seal/messages.js';
import { english as signIn } from '../neon-sign-in/messages.js';
import { english as unlock } from '../neon-unlock/messages.js';
import { enPushInbox, enPushOtp } from './push-messages.js';

const push = { ...enPushOtp, ...enPushInbox } as const;

/** English, by the member that the texts of an element have in a language. */
export const enElements = {
  accessToken,
  activationCodes,
  bioKey,
  changePin,
  devices,
  push,
  resetPin,
  seal,
  signIn,
  unlock,
} as const;

/** The texts of single elements, in English. */
export type ElementMessages = typeof enElements;
