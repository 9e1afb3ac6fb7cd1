import type { ElementErrors } from '../messages/messages.js';

/** What `<neon-reset-pin>` says. */
export interface ResetPinMessages {
  readonly errors: ElementErrors<'CODE_TYPE_NOT_SUPPORTED'>;
  readonly code: string;
  readonly hint: string;
  readonly mistyped: string;
  readonly submit: string;
  readonly pending: string;
  done(login: string): string;
  readonly doneHint: string;
}

export const english: ResetPinMessages = {
  errors: { CODE_TYPE_NOT_SUPPORTED: 'This code is for something else. Check it.' },
  code: 'Reset code',
  hint: '10 digits, as you received them.',
  mistyped: 'There is a typing mistake in this code. Check it.',
  submit: 'Set a new PIN',
  pending: 'Setting the PIN…',
  done: (login) => `The PIN of ${login} is set.`,
  doneHint: 'It holds on all your devices. Biometrics have to be set up again.',
};
