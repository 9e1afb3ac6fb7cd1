import type { ElementErrors, PinKind } from '../messages/message-parts.js';
import type { Sentences } from '../messages/sentences.js';

/** What biometrics replace; `none`: the service has no PIN. */
type InPlaceOf = PinKind | 'none';

/** What `<neon-bio-key>` says, in English. */
export const english = {
  errors: { BIO_KEY_ALREADY_EXIST: 'Biometrics are already set up here. Remove them first.' },
  title: 'Biometrics',
  /** Whether biometrics are set up, as far as known. */
  states: {
    off: 'Not used here',
    unset: 'Not set up in this browser',
    set: 'Set up in this browser',
    unknown: 'Not known for this account',
  },
  /** Why they cannot be set up: the page gives none, the browser supports none, or they are not allowed in a frame. */
  obstacles: {
    page: 'This page cannot set up biometrics.',
    browser: 'This browser or device cannot do this.',
    frame: 'This cannot be done inside another page. Open the page of this service itself.',
  },
  /** What the person uses instead. */
  instead: {
    digits: 'Your PIN works as before.',
    text: 'Your password works as before.',
    none: '',
  },
  hint: {
    digits: 'Use your fingerprint, your face or the lock of this device in place of your PIN.',
    text: 'Use your fingerprint, your face or the lock of this device in place of your password.',
    none: 'Use your fingerprint, your face or the lock of this device.',
  },
  register: 'Set up biometrics',
  revoke: 'Remove biometrics',
  registering: 'Follow the instructions of your device…',
  registered: 'Biometrics are set up for this browser.',
  revoked: 'Biometrics are removed from this browser.',
} as const satisfies {
  errors: ElementErrors<'BIO_KEY_ALREADY_EXIST'>;
  instead: Readonly<Record<InPlaceOf, string>>;
  hint: Readonly<Record<InPlaceOf, string>>;
  [name: string]: unknown;
};

/** What it says in the language of its place. */
export type BioKeySentences = Sentences<typeof english>;
