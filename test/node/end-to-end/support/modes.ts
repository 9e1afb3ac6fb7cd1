/**
 * The factors that a service can ask for, and a person who has them.
 * @module
 */
import type { PinKind } from '../../../../src/crypto/pin.js';
import type { Answer, Device } from './device.js';

/** What a service asks for beside the keys of the browser. */
export interface Mode {
  readonly name: string;
  /** As the admin API takes them. */
  readonly settings: { readonly pin: 'none' | 'pin' | 'password'; readonly bio: string };
  readonly kind: PinKind;
  /** PINs or passwords: the first one, the one that takes its place, the one that is set by a code. */
  readonly pins: readonly [string, string, string];
}

// Nine digits, since six turn up in a dump by chance.
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
  /** Number of the PIN that is good now. */
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

  /** Whether nothing else counts. */
  get needsBioKey(): boolean {
    return this.#mode.settings.bio === 'forced';
  }

  get pin(): string {
    return this.#mode.pins[this.#current]!;
  }

  get nextPin(): string {
    return this.#mode.pins[this.#current + 1]!;
  }

  /** From now on the next PIN is the good one. */
  moveOn(): void {
    this.#current++;
  }

  /** Answers whatever is asked before an operation. */
  readonly prove: Answer = async (device) => {
    if (this.hasPin) await device.enterPin(this.pin);
    else if (this.needsBioKey) await device.useBioKey({ only: true });
  };

  /** Answers at an activation, at which there is no BioKey yet. */
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

  /** Biometrics, where they stand beside a PIN or for themselves. */
  readonly useBioKey: Answer = (device) => device.useBioKey({ only: !this.hasPin });
}
