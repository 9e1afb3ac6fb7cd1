/** What `<neon-activation-code>` says. */
export interface ActivationCodeMessages {
  readonly code: string;
  readonly get: string;
  readonly getNew: string;
  readonly hint: string;
  readonly ready: string;
  readonly expired: string;
  /** Text alternative of the QR code. */
  readonly qrCode: string;
  readonly copy: string;
  /** @param time minutes and seconds, such as `9:07`. */
  timeLeft(time: string): string;
}

export const english: ActivationCodeMessages = {
  code: 'Code for another device',
  get: 'Set up another device',
  getNew: 'Get a new code',
  hint: 'You get a code that sets up one more browser for you. Show it to nobody.',
  ready: 'Enter this code on your other device, or scan the picture with it.',
  expired: 'Expired. Please get a new code.',
  qrCode: 'QR code with the code for another device',
  copy: 'Copy the code',
  timeLeft: (time) => `Valid for ${time}`,
};
