import { english as accessToken } from '../neon-access-token/messages.js';
import { english as activationCodes } from '../neon-activation-code/messages.js';
import { english as bioKey } from '../neon-bio-key/messages.js';
import { english as changePin } from '../neon-change-pin/messages.js';
import { english as devices } from '../neon-devices/messages.js';
import { english as resetPin } from '../neon-reset-pin/messages.js';
import { english as seal } from '../neon-seal/messages.js';
import { english as unlock } from '../neon-unlock/messages.js';
import { en as everywhere } from './en.js';
import type { ElementMessages, Messages } from './messages.js';
import { enPushInbox, enPushOtp } from './push-messages.js';

/** All English texts, for translators. */
export const en: Messages & ElementMessages = {
  ...everywhere,
  accessToken,
  activationCodes,
  bioKey,
  changePin,
  devices,
  push: { ...enPushOtp, ...enPushInbox },
  resetPin,
  seal,
  unlock,
};
