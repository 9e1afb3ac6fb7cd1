/**
 * Two browsers of one person at a service of some mode, and steps that tests share.
 * @module
 */
import assert from 'node:assert/strict';
import type { Answer, Device } from './device.js';
import { Person, type Mode } from './modes.js';
import { login } from './page-server.js';
import { Stage } from './stage.js';

/** BioKey values of the two browsers. */
const vaults = ['herons on the laptop, 1', 'herons on the phone, 22'] as const;

const wrongPin = '555280164';

/** A run. Its stage and devices are set once it is open. */
export class Run {
  readonly mode: Mode;
  readonly person: Person;
  stage!: Stage;
  laptop!: Device;
  phone!: Device;

  constructor(mode: Mode) {
    this.mode = mode;
    this.person = new Person(mode);
  }

  async open(): Promise<void> {
    this.stage = await Stage.open({ ...this.mode.settings, seal: true, push: true });
    this.laptop = await this.stage.device('laptop');
    this.phone = await this.stage.device('phone');
  }

  /** Activates as the person does, and registers a BioKey where that is the only factor. */
  async activate(device: Device, code: string, answer: Answer): Promise<void> {
    await this.type(device, 'neon-activate', code);
    const { login: activated } = await device.press('neon-activate', 'neon-activated', answer);
    assert.equal(activated, login);
    await this.#learnFactors();
    await device.bring(this.#vaultOf(device));
    if (!this.person.needsBioKey) return;
    await this.refuseOtp(device, 'TOKEN_HAS_NO_BIO_KEY_AND_SERVICE_MUST_USE_BIOKEY');
    await device.press('neon-bio-key', 'neon-bio-key-changed');
  }

  /** Registers the value of the browser's vault, by the core. @returns how that ended. */
  async setBioKey(device: Device): Promise<string> {
    const options = this.person.hasPin ? { pin: this.person.pin } : {};
    return (await device.call('setBioKey', login, this.#vaultOf(device), options)).code;
  }

  /** Obtains an OTP and has it verified. @returns how the person authenticated. */
  async getOtp(device: Device, answer: Answer = this.person.prove): Promise<readonly string[]> {
    await device.press('neon-otp', 'neon-otp-generated', answer);
    return this.spend('OTP', await device.read('neon-otp'));
  }

  /** Checks that an OTP is refused. */
  async refuseOtp(device: Device, code: string): Promise<void> {
    assert.equal(await device.pressInVain('neon-otp', this.person.prove), code);
  }

  /** Verifies an OTP as the relying party: it is accepted once. @returns how the person authenticated. */
  async spend(name: string, value: string): Promise<readonly string[]> {
    assert.match(value, /^\d{10}$/);
    this.stage.canary.add(name, value);
    const verified = await this.stage.verifier.verifyOtp(login, value);
    assert.equal(verified?.login, login);
    assert.equal(await this.stage.verifier.verifyOtp(login, value), undefined);
    return verified.amr;
  }

  /** Tries a wrong PIN until no more are allowed in this browser. */
  async blockByWrongPins(device: Device): Promise<void> {
    const codes: string[] = [];
    for (let tries = 0; tries < 6; tries++) {
      codes.push((await device.call('getOnlineOtp', login, { pin: wrongPin })).code);
    }
    assert.deepEqual(codes, [...Array<string>(5).fill('PASSWORD_IS_WRONG'), 'TOKEN_IS_BLOCKED']);
  }

  type(device: Device, tag: string, code: string): Promise<void> {
    return device.part(tag, 'input').fill(code);
  }

  /** The enrolments that a browser has, with their states. */
  async accounts(device: Device): Promise<string[]> {
    const { value } = await device.call('accounts');
    return (value as { login: string; state: string }[]).map((one) => `${one.login} ${one.state}`);
  }

  #vaultOf(device: Device): string {
    return vaults[device === this.laptop ? 0 : 1];
  }

  /** Adds all factors of the person to the canary; called again when there are new salts. */
  async #learnFactors(): Promise<void> {
    const { kind, pins } = this.mode;
    await this.stage.addFactors([
      ...pins.map((value, index) => ({ name: `PIN ${index + 1}`, value, kind })),
      { name: 'wrong PIN', value: wrongPin, kind },
      ...vaults.map((value, index) => ({
        name: `BioKey ${index + 1}`,
        value,
        kind: 'text' as const,
      })),
    ]);
  }
}
