import type { Meta, StoryObj } from '@storybook/web-components-vite';
import { html } from 'lit';
import { expect, userEvent } from 'storybook/test';
import { NeonError, valueBioKey, type BioKeyProvider } from '../src/index.js';
import type { NeonPinPrompt } from '../components/neon-pin-prompt/neon-pin-prompt.js';
import type { Harness } from '../test/support/elements/harness.js';
import { Person } from './support/person.js';
import { goodPassword, goodPin, vault, wrongPin } from './support/stage.js';
import { after, documentedBy, enrolled, on, stageOf } from './support/story.js';

const meta: Meta = {
  title: 'Elements/neon-pin-prompt',
  parameters: { ...documentedBy('neon-pin-prompt'), ...enrolled() },
  // The provider has the dialog; an operation makes it ask.
  render: () => html`<neon-otp login="ada"></neon-otp>`,
};
export default meta;

/** A device whose dialog stays open. */
const waiting = valueBioKey(() => new Promise(() => undefined));

const password = { pin: 'password', pinMin: 8, pinMax: 64 };

/** The dialog asks again within the same operation. */
export const Wrong: StoryObj = {
  play: async (context) => {
    const person = await asked(context);
    await person.answers(wrongPin);
    const prompt = await person.isRefused();
    await expect(prompt.text('message')).toBe(
      'One wrong PIN. After 4 more, your account is blocked here.',
    );
    await expect(prompt.focused).toBe('input');
  },
};

/** The dialog warns how few tries are left. */
export const LastTry: StoryObj = {
  parameters: after((stage) => stage.enterWrongPins('ada', 4)),
  play: async (context) => {
    const prompt = await (await asked(context)).isAsked();
    await expect(prompt.text('hint')).toBe('One try left.');
  },
};

/** The authenticator did not recognise the person, who can still enter the PIN. */
export const BiometricsRefused: StoryObj = {
  parameters: withBioKey(valueBioKey(() => Promise.reject(new NeonError('BIO_KEY_NOT_ALLOWED')))),
  play: async (context) => {
    const person = await asked(context);
    const prompt = await person.isRefused();
    await expect(prompt.text('message')).toBe('Biometrics cannot be used here.');
  },
};

/** The service does not know the BioKey, which counts like a wrong PIN. */
export const BiometricsWrong: StoryObj = {
  parameters: withBioKey(valueBioKey(() => Promise.resolve('a value of some other vault'))),
  play: async (context) => {
    const person = await asked(context);
    const prompt = await person.isRefused();
    const why = 'Your biometrics were not recognised. 4 tries left.';
    await expect(prompt.text('message')).toBe(why);
  },
};

/** Escape closes it, as its button does. */
export const Closed: StoryObj = {
  play: async (context) => {
    const person = await asked(context);
    const prompt = await person.isAsked();
    await userEvent.click(prompt.part('cancel-button'));
    await prompt.until(() => !prompt.part<HTMLDialogElement>('dialog').open);
    await expect(prompt.states('asking', 'pending')).toEqual([]);
  },
};

export const NewPinTooShort: StoryObj = {
  name: 'New PIN too short',
  ...newPin({}),
  play: async (context) => {
    const person = await activating(context);
    await person.answers('4829', '4829');
    await expect((await person.isRefused()).text('message')).toContain('This is too short.');
  },
};

/** The first entry stays, and the second one has to be repeated. */
export const NewPinsDiffer: StoryObj = {
  name: 'New PINs differ',
  ...newPin({}),
  play: async (context) => {
    const person = await activating(context);
    await person.answers(goodPin, wrongPin);
    const prompt = await person.isRefused();
    await expect(prompt.text('message')).toContain('The two entries differ.');
    const values = prompt.parts<HTMLInputElement>('input').map(({ value }) => value);
    await expect(values).toEqual([goodPin, '']);
  },
};

export const EnterPin: StoryObj = {
  name: 'Enter PIN',
  play: async (context) => {
    const prompt = await (await asked(context)).isAsked();
    await expect(prompt.text('title')).toBe('Enter your PIN');
    await expect(prompt.text('login')).toBe('ada');
    await expect(prompt.focused).toBe('input');
  },
};

export const NewPin: StoryObj = {
  name: 'New PIN',
  ...newPin({}),
  play: async (context) => {
    const prompt = await (await activating(context)).isAsked();
    await expect(prompt.text('title')).toBe('Choose a PIN');
    await expect(prompt.text('hint')).toBe('6–12 digits, not easy to guess.');
  },
};

/** A real password field, with the login beside it for password managers. */
export const EnterPassword: StoryObj = {
  parameters: enrolled({ settings: password }),
  play: async (context) => {
    const prompt = await (await asked(context)).isAsked();
    await expect(prompt.text('title')).toBe('Enter your password');
    await expect(autocompletes(prompt)).toEqual(['current-password']);
  },
};

export const NewPassword: StoryObj = {
  ...newPin(password),
  play: async (context) => {
    const prompt = await (await activating(context)).isAsked();
    await expect(prompt.text('hint')).toContain('8–64 characters');
    await expect(autocompletes(prompt)).toEqual(['new-password', 'new-password']);
  },
};

/** A field of the page, for password managers that do not see into shadow roots. */
export const OwnPasswordField: StoryObj = {
  parameters: enrolled({ settings: password }),
  render: () => html`
    <input slot="password" type="password" autocomplete="current-password" />
    <neon-otp login="ada"></neon-otp>
  `,
  play: async (context) => {
    const person = await asked(context);
    const prompt = await person.isAsked();
    const field = context.canvasElement.querySelector('input')!;
    await expect(prompt.parts('input')).toEqual([]);
    await expect(field.ariaLabel).toBe('Password');
    await expect(field).toHaveFocus();
    await userEvent.type(field, `${goodPassword}{Enter}`);
    const otp = await person.sees('neon-otp');
    await otp.until(() => otp.states('ready').length);
    await expect(field.value).toBe('');
  },
};

/** The old PIN has been entered, and the same dialog asks for the new one. */
export const OldAndNewPin: StoryObj = {
  name: 'Old and new PIN',
  render: () => html`<neon-change-pin login="ada"></neon-change-pin>`,
  play: async (context) => {
    const person = new Person(context);
    await person.starts('neon-change-pin');
    const prompt = await person.answers(goodPin);
    await person.isAskedFor(/^Choose a PIN$/);
    await expect(prompt.parts('input')).toHaveLength(2);
    await expect(prompt.focused).toBe('input');
  },
};

/** Each field says which password it is for, so that password managers fill in the old one and save the new one. */
export const OldAndNewPassword: StoryObj = {
  parameters: enrolled({ settings: password }),
  render: () => html`<neon-change-pin login="ada"></neon-change-pin>`,
  play: async (context) => {
    const person = new Person(context);
    await person.starts('neon-change-pin');
    const prompt = await person.isAsked();
    await expect(autocompletes(prompt)).toEqual(['current-password']);
    await person.answers(goodPassword);
    await person.isAskedFor(/^Choose a password$/);
    await expect(autocompletes(prompt)).toEqual(['new-password', 'new-password']);
  },
};

/** Biometrics are set up in this browser, and the page has a `bioKey`: the device asks first. */
export const BiometricsFirst: StoryObj = {
  parameters: withBioKey(waiting),
  play: async (context) => {
    const prompt = await (await asked(context)).isAsked();
    await expect(prompt.text('title')).toBe('Use biometrics');
    await expect(prompt.text('status')).toBe('Follow the instructions of your device…');
    await expect(prompt.text('button')).toBe('Use PIN instead');
    await expect(prompt.focused).toBe('button');
  },
};

/** The person prefers the PIN, and can still change their mind. */
export const PinOrBiometrics: StoryObj = {
  name: 'PIN or biometrics',
  parameters: withBioKey(waiting),
  play: async (context) => {
    const person = await asked(context);
    await person.presses(await person.isAsked(), 'button');
    const prompt = await person.isAskedFor(/^Enter your PIN$/);
    await expect(prompt.text('bio-button')).toBe('Use biometrics');
    await expect(prompt.focused).toBe('input');
  },
};

/** The person closed the dialog of the device, or it timed out. */
export const BiometricsMissed: StoryObj = {
  parameters: withBioKey(valueBioKey(() => Promise.reject(new NeonError('USER_CANCELLED')))),
  play: async (context) => {
    const prompt = await (await asked(context)).isRefused();
    await expect(prompt.text('message')).toBe('Biometrics were cancelled, or took too long.');
  },
};

/** In place of the PIN, without a further press. */
export const BiometricsGiven: StoryObj = {
  parameters: withBioKey(vault),
  play: async (context) => {
    const person = await asked(context);
    const otp = await person.sees('neon-otp');
    await otp.until(() => otp.states('ready').length);
    await expect(await stageOf(context).accepts('ada', otp.element.value)).toBe(true);
  },
};

/** A service without PINs, where biometrics are the only factor. */
export const BiometricsAlone: StoryObj = {
  parameters: withBioKey(waiting, { pin: 'none', bio: 'forced' }),
  play: async (context) => {
    const prompt = await (await asked(context)).isAsked();
    await expect(prompt.text('title')).toBe('Use biometrics');
    await expect(prompt.parts('input')).toEqual([]);
    await expect(prompt.text('button')).toBe('Use biometrics');
  },
};

/** ada has set up biometrics in this browser. The page's `bioKey` may be another one by now. */
function withBioKey(bioKey: BioKeyProvider, settings: object = { bio: 'allowed' }) {
  return after(
    (stage) => {
      // The clicks of a play are none of a person, and without one the dialog does not ask the device.
      Object.defineProperty(navigator, 'userActivation', {
        value: { isActive: true, hasBeenActive: true },
        configurable: true,
      });
      return stage.before((client) => client.setBioKey('ada', vault, { pin: goodPin }));
    },
    { settings, bioKey },
  );
}

function autocompletes(prompt: Harness<NeonPinPrompt>): string[] {
  return prompt.parts<HTMLInputElement>('input').map(({ autocomplete }) => autocomplete);
}

/** A person without a PIN sets up a first browser. */
function newPin(settings: object): Pick<StoryObj, 'parameters' | 'render'> {
  return {
    parameters: on({ settings }),
    render: () => html`<neon-activate></neon-activate>`,
  };
}

async function asked(context: { canvasElement: HTMLElement }): Promise<Person> {
  const person = new Person(context);
  await person.starts('neon-otp');
  return person;
}

async function activating(context: Parameters<typeof stageOf>[0] & { canvasElement: HTMLElement }) {
  const person = new Person(context);
  await person.starts('neon-activate', await stageOf(context).code('ada'));
  return person;
}
