/**
 * The factors that a service can ask for, and a person who has them.
 * @module
 */
import type { PinKind } from '../../../../src/protocol/typed-values.js';
import type { Answer, Device } from './device.js';

/** Factors of a service besides the keys of the browser. */
export interface Mode {
  readonly name: string;
  /** As the admin API takes them. */
  readonly settings: { readonly pin: 'none' | 'pin' | 'password'; readonly bio: string };
  readonly kind: PinKind;
  /** PINs or passwords: the first, the changed one, and the one set by a code. */
  readonly pins: readonly [string, string, string];
}

// Nine digits, since six occur in a dump by chance.
const pins = ['739164820', '820461937', '614729083'] as const;

const passwords = [
  'Büro kalt, Kaffee heiß',
  'eleven grey herons',
  'no herons at all today',
] as const;

export const modes: readonly Mode[] = [
  {
    name: 'without a second factor',
    settings: { pin: 'none', bio: 'off' },
    kind: 'digits',
    pins,
  },
  {
    name: 'with biometrics alone',
    settings: { pin: 'none', bio: 'forced' },
    kind: 'digits',
    pins,
  },
  { name: 'with a PIN', settings: { pin: 'pin', bio: 'allowed' }, kind: 'digits', pins },
  {
    name: 'with a password',
    settings: { pin: 'password', bio: 'allowed' },
    kind: 'text',
    pins: passwords,
  },
];

/** A person at a service of some mode. */
export class Person {
  readonly #mode: Mode;
  /** Index of the current PIN. */
  #current = 0;

  constructor(mode: Mode) {
    this.#mode = mode;
  }

  get hasPin(): boolean {
    return this.#mode.settings.pin !== 'none';
  }

  /** Whether biometrics can be set up. */
  get takesBioKey(): boolean {
    return this.#mode.settings.bio !== 'off';
  }

  /** Whether the BioKey is the only factor. */
  get needsBioKey(): boolean {
    return this.#mode.settings.bio === 'forced';
  }

  get pin(): string {
    return this.#mode.pins[this.#current]!;
  }

  get nextPin(): string {
    return this.#mode.pins[this.#current + 1]!;
  }

  /** Makes the next PIN the current one. */
  moveOn(): void {
    this.#current++;
  }

  /** Answers whatever is asked before an operation. */
  readonly prove: Answer = async (device) => {
    if (this.hasPin) await device.enterPin(this.pin);
    else if (this.needsBioKey) await device.useBioKey();
  };

  /** Answers at an activation, before there is a BioKey. */
  readonly provePin: Answer = async (device) => {
    if (this.hasPin) await device.enterPin(this.pin);
  };

  readonly defineFirstPin: Answer = async (device) => {
    if (this.hasPin) await device.choosePin(this.pin);
  };

  readonly chooseNextPin: Answer = (device) => device.choosePin(this.nextPin);

  /** The old PIN, then the next one. */
  readonly replacePin = async (device: Device): Promise<void> => {
    await device.enterPin(this.pin);
    await device.choosePin(this.nextPin);
  };

  /** Answers with the BioKey. */
  readonly useBioKey: Answer = (device) => device.useBioKey();
}
