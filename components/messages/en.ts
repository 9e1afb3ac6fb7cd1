import type { AccountHelp, AccountState, NeonErrorCode, PinRefusal } from '../../src/index.js';
import type { ElementCode, InnerCode, PinKind } from './message-parts.js';

/** Texts that there has to be for each code or state. */
interface Required {
  /** What went wrong, and what helps. */
  readonly errors: Readonly<Record<Exclude<NeonErrorCode, InnerCode | ElementCode>, string>>;
  /** A sentence for each reason why a PIN is refused; `different`: the two entries of a new one differ. */
  readonly refusals: Readonly<Record<PinRefusal | 'different', string>>;
  readonly states: Readonly<Record<AccountState, string>>;
  readonly helps: Readonly<Record<AccountHelp, string>>;
  readonly pin: Readonly<Record<PinKind, string>>;
  readonly [name: string]: unknown;
}

const again = 'Please try again.';
const reload = 'Please reload the page.';
const support = 'Ask the support of this site.';
const unlock = 'Unlock it with an unlock code.';
const reset = 'Choose a new PIN or password with a reset code.';
const notYou = 'If that was not you, change your PIN or password.';
const reEnrol = 'Set it up again with a new activation code.';

/** English, without the texts of single elements. */
export const en = {
  lang: 'en',

  errors: {
    BIO_KEY_IS_WRONG: 'Your biometrics were not recognised.',
    BIO_KEY_NOT_ALLOWED: 'Biometrics cannot be used here.',
    CODE_ENTRY_DOES_NOT_EXIST:
      'This code is unknown, used or expired, or a later one has replaced it. Check it, or ask for a new one.',
    CODE_IS_NOT_ALLOWED_FOR_THIS_TOKEN:
      'This code is for another service, or for another of your browsers. Use it there.',
    CODE_TYPE_NOT_SUPPORTED:
      'This code is for another purpose. One of 16 letters and digits sets up a browser; one of 10 digits unlocks, or sets a new PIN or password.',
    DEVICE_LOCKED: `This browser is locked: you locked it in another one, or it was unused for too long. ${unlock}`,
    DYNAMIC_TOKEN_KEY_IS_INVALID: `For your security, this browser is no longer accepted. ${reEnrol}`,
    FACTOR_STATE_CHANGED: 'It was set in the meantime. Please enter it.',
    INSECURE_CONTEXT: `This page, or a page around it, has no secure connection. Open it at an address that begins with https. If that does not help, ask the support of this site.`,
    MACID_IS_UNKNOWN: `The service does not know this page, or is not the one that the page expects. ${support}`,
    MAX_NB_TOOLS: 'You have too many devices. Remove one first.',
    MODULE_UNAVAILABLE: 'A part of this page could not be loaded. Please reload the page.',
    NETWORK_UNAVAILABLE: `The service cannot be reached. ${again}`,
    NO_ACTIVE_SERVICE_FOR_USER: `The service is closed, or does not offer this at the moment. ${support}`,
    NO_DEVICE_FOUND: `The service does not know this browser. ${reEnrol}`,
    NO_PASSWORD: 'This service uses no PIN and no password.',
    ORIGIN_NOT_ALLOWED: `The service cannot be used at this address, or not in this way. ${support}`,
    OUTCOME_UNKNOWN: `The connection was lost. ${again}`,
    PASSWORD_IS_WRONG: 'That is not right.',
    PIN_REFUSED: 'This cannot be used. Please choose another.',
    RATE_LIMITED: 'There were too many tries. Please wait a moment.',
    REQUEST_MALFORMED: `The service does not accept what this page asks for. ${reload} If that does not help, ask the support of this site.`,
    RESULT_EXPIRED: `The answer came too late. ${again}`,
    SERVICE_ACCOUNT_STATUS_DISABLED: `Your account is switched off. ${support}`,
    SERVICE_KEY_UNKNOWN: `The identity of the service was not confirmed. ${support}`,
    SERVICE_UNAVAILABLE: `The service is not available. ${again}`,
    STATIC_TOKEN_KEY_IS_INVALID:
      'This browser has no key that the service accepts. Set it up with an activation code.',
    STORAGE_NOT_PERSISTENT:
      'This browser cannot keep keys here. Leave private browsing, make room if this device is full, or use another browser; your code is still good.',
    STORAGE_UNAVAILABLE: `This browser cannot use its storage. ${reload} If that does not help, allow site data.`,
    TOKEN_HAS_NO_BIO_KEY_AND_SERVICE_MUST_USE_BIOKEY:
      'Only biometrics count here. Use them, or set them up in this browser first.',
    TOKEN_IS_BLOCKED: `This browser is blocked. ${unlock}`,
    TOKEN_IS_BUSY:
      'Other tabs or windows are using this account. Close some of them, then try again.',
    UNEXPECTED_ERROR: `Something went wrong. ${again}`,
    USER_CANCELLED: 'Cancelled.',
    USER_ENTRY_DOES_NOT_EXIST:
      'This account is not set up in this browser, or there is no such account any more. To set it up, use an activation code.',
    USER_IS_BLOCKED:
      'Your account is blocked after too many wrong tries. Use an unlock code, or a reset code where that does not help.',
    VERSION_UNSUPPORTED: `This page and the service do not fit together. ${reload}`,
  },
  refusals: {
    'too-short': 'This is too short.',
    'too-long': 'This is too long.',
    form: 'Some of these characters cannot be used.',
    common: 'This is too easy to guess. Please choose another.',
    same: 'You have this one. Please choose another.',
    different: 'The two entries differ.',
  },
  /** A PIN with other characters. */
  notDigits: 'Use digits only.',
  /** New PINs that are refused because of their form, in place of the sentence for `common`. */
  weakPins: {
    repeated: 'Repeated digits are too easy to guess. Please choose others.',
    sequence: 'Digits in a row are too easy to guess. Please choose others.',
  },
  /** In place of the sentence for `BIO_KEY_IS_WRONG` after the last try. */
  bioKeyEnded:
    'Your biometrics were not recognised too often, and do not count in this browser any more. Use your PIN or password if you have one, or ask the support of this site.',
  /** In place of the sentence for `DYNAMIC_TOKEN_KEY_IS_INVALID` when the browser is still accepted. */
  serviceBehind:
    'The service has lost a part of its data. Nothing is lost in this browser. Please try again later.',
  triesLeft: { one: 'One try left.', other: '{count} tries left.' },
  /** After the last wrong try, which has blocked this browser or the whole account. */
  noTriesLeft: `Now blocked after too many wrong tries. ${unlock}`,
  /** Wrong ones since the last right one. `blockAfter` follows. */
  wrongPins: {
    digits: { one: 'One wrong PIN.', other: '{count} wrong PINs.' },
    text: { one: 'One wrong password.', other: '{count} wrong passwords.' },
  },
  /** How many more block this browser, or the whole account. */
  blockAfter: {
    one: 'After one more, your account is blocked here.',
    other: 'After {count} more, your account is blocked here.',
  },
  /** After the last wrong try, where it has blocked this browser only. */
  browserBlocked: `This browser is blocked after too many wrong tries. ${unlock}`,
  retryIn: 'Try again {when}.',

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
    'unlock-code': unlock,
    'reset-code': reset,
    administrator: support,
    'go-online': 'It is confirmed at the next use.',
    're-enrol': reEnrol,
  },
  /** Wrong PINs or passwords that were entered for an account: in this browser, a known one, or one that is gone. */
  wrongTries: {
    here: {
      one: `One wrong try, {when}, in this browser. ${notYou}`,
      other: `{count} wrong tries, the last one {when}, in this browser. ${notYou}`,
    },
    there: {
      one: `One wrong try, {when}, in {browser}. ${notYou}`,
      other: `{count} wrong tries, the last one {when}, in {browser}. ${notYou}`,
    },
    elsewhere: {
      one: `One wrong try, {when}, in another browser. ${notYou}`,
      other: `{count} wrong tries, the last one {when}, in another browser. ${notYou}`,
    },
  },

  cancel: 'Cancel',
  tryAgain: 'Try again',

  pin: { digits: 'PIN', text: 'Password' },
  newPin: { digits: 'New PIN', text: 'New password' },
  repeatPin: { digits: 'Repeat the PIN', text: 'Repeat the password' },
  enterPin: { digits: 'Enter your PIN', text: 'Enter your password' },
  choosePin: { digits: 'Choose a PIN', text: 'Choose a password' },
  /** `range`: one number or two, such as `4–8`. `count`: the larger one. */
  pinForm: {
    digits: {
      one: '{range} digit, not easy to guess.',
      other: '{range} digits, not easy to guess.',
    },
    text: {
      one: '{range} character, not easy to guess.',
      other: '{range} characters, not easy to guess.',
    },
  },
  /** The button that shows what is typed. */
  showPin: { digits: 'Show the PIN', text: 'Show the password' },
  confirmPin: 'Continue',
  /** The link to the help page. */
  forgotten: {
    digits: 'Forgotten PIN or blocked?',
    text: 'Forgotten password or blocked?',
    none: 'Blocked?',
  },
  useBioKey: 'Use biometrics',
  /** While the device asks. */
  bioKeyAsked: 'Follow the instructions of your device…',
  /** When the person closed the dialog of the device, or it timed out: browsers do not say which. */
  bioKeyMissed: 'Biometrics were cancelled, or took too long.',
  usePin: { digits: 'Use PIN instead', text: 'Use password instead' },
  checking: 'Checking…',

  activationCode: 'Activation code',
  activationCodeHint: '16 letters and digits, as you received them.',
  activationCodeMistyped: 'There is a typing mistake in this code. Check it.',
  tokenName: 'Name of this browser',
  /** Proposed name of this browser, such as `Safari on iPhone`. */
  ownName: '{browser} on {system}',
  tokenNameHint: 'So that you recognise it later.',
  activate: 'Set up this browser',
  activating: 'Setting up…',
  activated: 'This browser is set up for {login}.',
  activatedHint: 'From now on it can confirm that it is you.',

  accounts: 'Accounts in this browser',
  noAccounts: 'No account is set up in this browser yet.',
  /** After `noAccounts`, in elements that need an account. */
  noAccountsHelp: 'Set one up with an activation code.',
  offline: 'The service cannot be reached. This is the last known state.',
  /** For a page with a wrong `service` or `alias`. */
  misconfigured: `This page is not set up correctly. ${support}`,
  loading: 'Loading accounts…',
  manage: 'Manage',
  /** Ends `manage`. */
  managed: 'Done',
  forget: 'Remove',
  forgetLogin: 'Remove {login} from this browser',
  forgetTitle: 'Remove {login}?',
  forgetConsequence: 'To use this account here again you need a new activation code.',

  otp: 'One-time password',
  getOtp: 'Get a one-time password',
  getNewOtp: 'Get a new one',
  otpHint: 'It works once, and for a few seconds.',
  otpMissing: 'Get a one-time password first.',
  loginMissing: 'Choose an account first.',
  otpExpired: 'Expired. Please get a new one.',
  otpReady: {
    one: 'Ready. Valid for one second.',
    other: 'Ready. Valid for {count} seconds.',
  },
  /** Follows the clock. */
  otpLeft: {
    one: 'Valid for one more second.',
    other: 'Valid for {count} more seconds.',
  },
  /** Before the password expires. */
  otpAgain: 'You can get a new one at any time.',
  copy: 'Copy',
  copied: 'Copied',
  /** The browser did not allow it; the text is selected. */
  copyRefused: 'This browser does not let the page copy. It is selected: please copy it yourself.',
  /** Of a field that has to be filled in. */
  fieldMissing: 'Fill in this field.',
} as const satisfies Required;
