import type { Sentences } from '../messages/sentences.js';

/** What `<neon-activation-code>` says, in English. */
export const english = {
  code: 'Code for another device',
  get: 'Set up another device',
  getNew: 'Get a new code',
  hint: 'You get a code that sets up one more browser for you. Show it to nobody.',
  ready: 'Enter this code on your other device, or scan the picture with it.',
  /** In place of `ready` where the script that draws the QR code could not be loaded. */
  readyWithoutQrCode:
    'Enter this code on your other device. The picture to scan is missing, since a part of this page could not be loaded; reload the page for it.',
  expired: 'Expired. Please get a new code.',
  /** After a browser was added while the code was shown. */
  added: 'Added: {name}',
  /** Text alternative of the QR code. */
  qrCode: 'QR code with the code for another device',
  copy: 'Copy the code',
  /** `time`: minutes and seconds, such as `9:07`. */
  timeLeft: 'Valid for {time}',
} as const;

/** What it says in the language of its place. */
export type ActivationCodeSentences = Sentences<typeof english>;
