import type { ElementErrors, PinKind } from '../messages/message-parts.js';

/** What biometrics replace; `none`: the service has no PIN. */
type InPlaceOf = PinKind | 'none';

/** What `<neon-bio-key>` says. */
export interface BioKeyMessages {
  readonly errors: ElementErrors<'BIO_KEY_ALREADY_EXIST'>;
  readonly title: string;
  /** Whether biometrics are set up, as far as known. */
  readonly states: Readonly<Record<'off' | 'unset' | 'set' | 'unknown', string>>;
  /** Why they cannot be set up: the page gives none, the browser supports none, or they are not allowed in a frame. */
  readonly obstacles: Readonly<Record<'page' | 'browser' | 'frame', string>>;
  /** What the person uses instead. */
  readonly instead: Readonly<Record<InPlaceOf, string>>;
  readonly hint: Readonly<Record<InPlaceOf, string>>;
  readonly register: string;
  readonly revoke: string;
  readonly registering: string;
  readonly registered: string;
  readonly revoked: string;
}

export const english: BioKeyMessages = {
  errors: { BIO_KEY_ALREADY_EXIST: 'Biometrics are already set up here. Remove them first.' },
  title: 'Biometrics',
  states: {
    off: 'Not used here',
    unset: 'Not set up in this browser',
    set: 'Set up in this browser',
    unknown: 'Not known for this account',
  },
  obstacles: {
    page: 'This page cannot set up biometrics.',
    browser: 'This browser or device cannot do this.',
    frame: 'This cannot be done inside another page. Open the page of this service itself.',
  },
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
  registering: 'Follow what your device asks…',
  registered: 'Biometrics are set up for this browser.',
  revoked: 'Biometrics are removed from this browser.',
};
