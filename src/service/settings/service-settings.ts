/**
 * The settings of a service, each described once: the types of columns, schemas, flags of the command line and the
 * table in docs/operate.md are made from here. The columns themselves are not: each needs a migration, written by hand.
 * @module
 */
import { pinIterations } from '../../crypto/pin.js';
import { pinDigits } from '../../protocol/typed-values.js';
import { flag, integer, oneOf, text } from './setting-kinds.js';
import type { GivenSettings, KeptSettings, SettingTable } from './setting-table.js';

/** Lengths by what people know. */
const pinLengths = {
  none: { min: 4, max: 12, usual: 6 },
  pin: { ...pinDigits, usual: 6 },
  password: { min: 8, max: 128, usual: 8 },
} as const;

const { pin: pinLength, password: passwordLength } = pinLengths;

export const serviceSettings = {
  name: {
    column: 'name',
    kind: text(128),
    otherwise: 'the macId',
    sentence: 'name of the service, which people see',
  },
  status: {
    column: 'status',
    kind: oneOf('open', 'closed'),
    default: 'open',
    onlyChanged: true,
    sentence: 'a closed service answers nobody; only `service set` changes it',
  },
  pin: {
    column: 'pin_mode',
    kind: oneOf('none', 'pin', 'password'),
    default: 'pin',
    sentence: 'what people know; cannot be changed while the service has users',
  },
  pinMin: {
    column: 'pin_min',
    kind: integer(pinLength.min, passwordLength.max),
    default: pinLength.usual,
    otherwise: `${pinLength.usual}; passwords ${passwordLength.usual}`,
    sentence: `minimum length: ${pinLength.min} to ${pinLength.max} for PINs, ${passwordLength.min} to ${passwordLength.max} for passwords`,
  },
  pinMax: {
    column: 'pin_max',
    kind: integer(pinLength.min, passwordLength.max),
    default: pinLength.max,
    otherwise: `${pinLength.max}; passwords ${passwordLength.max}`,
    sentence: 'maximum length, within the same limits',
  },
  pinTries: {
    column: 'pin_tries',
    kind: integer(3, 20),
    default: 10,
    sentence: 'wrong PINs in a row, in all browsers together, before the user is blocked',
  },
  pinTriesPerBrowser: {
    column: 'pin_browser_tries',
    kind: integer(2, 19),
    default: 5,
    sentence:
      'wrong PINs in a row before their browser is blocked, while others of the user go on. Where `pinTries` is not greater, one less than `pinTries`',
  },
  pinTotalLimit: {
    column: 'pin_total_limit',
    kind: integer(10, 100),
    default: 50,
    sentence:
      'wrong PINs over time before the user needs a new PIN. A right PIN takes one off; an unblocking takes none',
  },
  iterations: {
    column: 'iterations',
    kind: integer(pinIterations.min, pinIterations.max),
    default: 600_000,
    sentence: 'PBKDF2 iterations, for users made from then on',
  },
  bio: {
    column: 'bio',
    kind: oneOf('off', 'allowed', 'forced'),
    default: 'off',
    sentence: 'BioKeys; `forced` only where `pin` is `none`',
  },
  seal: { column: 'seal', kind: flag, default: false, sentence: 'whether browsers may seal data' },
  push: {
    column: 'push',
    kind: flag,
    default: false,
    sentence: 'whether another browser of the user may approve',
  },
  pushOpen: {
    column: 'push_open',
    kind: flag,
    default: true,
    sentence: 'whether browsers that are not enrolled may ask for an approval',
  },
  pushPerAddress: {
    column: 'push_per_address',
    kind: integer(1, 10_000),
    default: 30,
    sentence:
      'maximum number of requests for an approval from one address in ten minutes, by browsers that are not enrolled. A whole office may share an address: raise the value where that is so, lower it where everybody has an address of their own',
  },
  maxTools: {
    column: 'max_tools',
    // With more, the longest answer (a sync with a list of tokens) would not fit into what a client reads.
    kind: integer(1, 50),
    default: 5,
    sentence: 'maximum number of enrolled browsers per user',
  },
  otpDigits: {
    column: 'otp_digits',
    kind: integer(6, 10),
    default: 8,
    sentence: 'digits of a one-time password',
  },
  otpLife: {
    column: 'otp_life',
    kind: integer(10_000, 120_000),
    default: 20_000,
    sentence: 'life of a one-time password in milliseconds',
  },
  idleDays: {
    column: 'idle_days',
    kind: integer(1, 3650),
    default: 90,
    sentence: 'days without use after which a browser is locked',
  },
  endedDays: {
    column: 'ended_days',
    kind: integer(1, 3650),
    default: 90,
    sentence: 'days for which browsers that have ended and codes that have expired are kept',
  },
  eventDays: {
    column: 'event_days',
    kind: integer(1, 3650),
    default: 90,
    sentence: 'days for which [sign-ins and failures](#sign-ins-and-failures) are kept',
  },
} as const satisfies SettingTable;

/** Settings of a service that an administrator gives. */
export type ServiceSettings = GivenSettings<typeof serviceSettings>;

/** All settings of a service. */
export type KeptServiceSettings = KeptSettings<typeof serviceSettings>;

/** Adds the usual lengths to a change of what people know: the lengths of PINs are of no use for passwords. */
export function withUsualLengths(
  change: ServiceSettings,
  before: KeptServiceSettings['pin'],
): ServiceSettings {
  const { pin = before } = change;
  if (pin === before) return change;
  const { pinMin = pinLengths[pin].usual, pinMax = pinLengths[pin].max } = change;
  return { ...change, pinMin, pinMax };
}

/** Checks how settings go together; returns a sentence about what does not, or undefined. */
export function findContradiction({
  pin,
  pinMin,
  pinMax,
  bio,
}: KeptServiceSettings): string | undefined {
  const { min, max } = pinLengths[pin];
  if (pinMin < min || pinMax > max || pinMin > pinMax) {
    return `pinMin and pinMax have to be from ${min} to ${max}, the lesser first.`;
  }
  if (bio === 'forced' && pin !== 'none') return 'bio can be forced only where pin is none.';
  return undefined;
}
