import type { Messages } from './messages.js';

const again = 'Please try again.';
const support = 'Please contact the support of this site.';
const reEnrol = 'Please set this browser up again with a new activation code.';

/** English. */
export const en: Messages = {
  lang: 'en',

  errors: {
    BIO_KEY_ALREADY_EXIST:
      'Biometrics are already set up here. Remove them first to set them up anew.',
    BIO_KEY_IS_WRONG: 'Your biometrics were not recognised.',
    BIO_KEY_NOT_ALLOWED: 'Biometrics cannot be used for this. Please use your PIN.',
    CHALLENGE_STALE: `This took too long. ${again}`,
    CODE_ENTRY_DOES_NOT_EXIST:
      'This code is unknown, used or expired. Check it, or ask for a new one.',
    CODE_IS_NOT_ALLOWED_FOR_THIS_TOKEN:
      'This code belongs to another service. Check where it came from.',
    CODE_TYPE_NOT_SUPPORTED:
      'This code is meant for something else. Check which code you were given.',
    DEVICE_LOCKED:
      'This browser was not used for a long time and is locked. Unlock it with an unlock code.',
    DUPLICATE_STALE: `This request had already been sent. ${again}`,
    DYNAMIC_TOKEN_KEY_IS_INVALID: `For your security, this browser is no longer accepted. ${reEnrol}`,
    FACTOR_STATE_CHANGED: 'Your PIN was set in the meantime. Please enter that PIN.',
    MACID_IS_UNKNOWN: `This page is not known to the sign-in service. ${support}`,
    MAX_NB_TOOLS: 'You have reached the number of devices you may use. Remove one, then try again.',
    NETWORK_UNAVAILABLE: `The service cannot be reached. Check your connection. ${again}`,
    NO_ACTIVE_SERVICE_FOR_USER: `The service is closed. ${support}`,
    NO_DEVICE_FOUND: `The service does not know this browser any more. ${reEnrol}`,
    NO_PASSWORD: `You have no PIN yet. ${support}`,
    ORIGIN_NOT_ALLOWED: `The sign-in service does not work with this address. ${support}`,
    OUTCOME_UNKNOWN: `The connection was lost before the answer came. Nothing is lost. ${again}`,
    PASSWORD_IS_WRONG: 'That is not right.',
    PIN_REFUSED: 'This cannot be used. Please choose another.',
    PUSH_ALIAS_ENTRY_DOES_NOT_EXIST: 'This request has ended. Please start again.',
    PUSH_DENIED: 'The request was denied on your other device.',
    PUSH_EXPIRED: `There was no answer in time. ${again}`,
    RATE_LIMITED: 'Too many attempts. Please wait a moment.',
    REQUEST_MALFORMED: `The service did not understand this page. Reload it. ${again}`,
    RESULT_EXPIRED: `The answer came too late to be used. ${again}`,
    SEALDATA_IS_NOT_VALID: 'The seal does not fit these data.',
    SEALING_IS_NOT_ALLOWED: 'Sealing is switched off for this service.',
    SERVICE_ACCOUNT_STATUS_DISABLED: `Your account is switched off. ${support}`,
    SERVICE_KEY_UNKNOWN: `The identity of the service could not be confirmed. ${support}`,
    SERVICE_UNAVAILABLE: `The service is not available right now. ${again}`,
    STATIC_TOKEN_KEY_IS_INVALID: `The key of this browser cannot be used. ${reEnrol}`,
    STORAGE_NOT_PERSISTENT:
      'This browser cannot keep keys. Leave private browsing or allow site data; your code is still good.',
    STORAGE_UNAVAILABLE: `This browser’s storage cannot be opened. Allow site data, then reload the page.`,
    SUPERSEDED: `Another window was faster. ${again}`,
    TOKEN_HAS_NO_BIO_KEY_AND_SERVICE_MUST_USE_BIOKEY:
      'Please set up biometrics in this browser first.',
    TOKEN_IS_BLOCKED: 'This browser is blocked. Unlock it with an unlock code.',
    TOKEN_IS_NOT_BLOCKED: 'This browser is not blocked.',
    UNEXPECTED_ERROR: `Something unexpected happened. ${again}`,
    USER_CANCELLED: 'Cancelled.',
    USER_ENTRY_DOES_NOT_EXIST:
      'This account is not set up in this browser. Set it up with an activation code.',
    USER_IS_BLOCKED: `Your account is blocked after too many wrong tries. ${support}`,
    USER_IS_NOT_BLOCKED: 'Your account is not blocked.',
    VERSION_UNSUPPORTED: 'This page is out of date. Please reload it.',
  },
  refusals: {
    'too-short': 'This is too short.',
    'too-long': 'This is too long.',
    form: 'Please use digits only.',
    common: 'This is too easy to guess. Please choose another.',
    same: 'Please choose a new one, not the one you have.',
    different: 'The two entries differ. Please repeat the second one.',
  },
  triesLeft: (tries) => (tries === 1 ? 'One try left.' : `${tries} tries left.`),
  retryIn: (seconds) => `Try again in ${seconds} s.`,

  states: {
    active: 'Active',
    blocked: 'Blocked',
    locked: 'Locked',
    'user-blocked': 'Blocked',
    disabled: 'Switched off',
    unresolved: 'Not confirmed',
    lost: 'Not accepted',
  },
  helps: {
    none: '',
    'unlock-code': 'Unlock it with an unlock code.',
    'reset-code': 'Set a new PIN with a reset code.',
    administrator: 'Ask the support of this site.',
    'go-online': 'It is confirmed at the next use.',
    're-enrol': 'Set it up again with a new activation code.',
  },

  cancel: 'Cancel',
  tryAgain: 'Try again',

  pin: { digits: 'PIN', text: 'Password' },
  newPin: { digits: 'New PIN', text: 'New password' },
  repeatPin: { digits: 'Repeat the PIN', text: 'Repeat the password' },
  enterPin: { digits: 'Enter your PIN', text: 'Enter your password' },
  choosePin: { digits: 'Choose a PIN', text: 'Choose a password' },
  pinForm: (kind, min, max) =>
    `${min === max ? min : `${min} to ${max}`} ${kind === 'digits' ? 'digits' : 'characters'}, not easy to guess.`,
  confirmPin: 'Continue',
  checking: 'Checking…',

  activationCode: 'Activation code',
  activationCodeHint: '16 letters and digits, as you received them.',
  activationCodeMistyped: 'There is a typing mistake in this code. Compare it with the original.',
  tokenName: 'Name of this browser',
  tokenNameHint: 'So that you recognise it later.',
  activate: 'Set up this browser',
  activating: 'Setting up…',
  activated: (login) => `This browser is set up for ${login}.`,
  activatedHint: 'From now on it can confirm that it is you.',

  accounts: 'Accounts in this browser',
  noAccounts: 'No account is set up in this browser yet.',
  offline: 'The service cannot be reached. This is the last known state.',
  loading: 'Loading accounts…',
  forget: 'Remove',
  forgetLogin: (login) => `Remove ${login} from this browser`,
  forgetTitle: (login) => `Remove ${login}?`,
  forgetConsequence:
    'This browser will no longer sign in for this account. To use it again you need a new activation code.',

  otp: 'One-time password',
  getOtp: 'Get a one-time password',
  getNewOtp: 'Get a new one',
  otpHint: 'It works once, and for a few seconds.',
  otpMissing: 'Get a one-time password first.',
  loginMissing: 'Choose an account first.',
  otpExpired: 'Expired. Please get a new one.',
  otpReady: (seconds) => `Ready. Valid for ${seconds} seconds.`,
  copy: 'Copy',
  copied: 'Copied',
};
