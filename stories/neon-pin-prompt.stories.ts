import type { Meta, StoryObj } from '@storybook/web-components-vite';
import { html } from 'lit/html.js';
import { expect, userEvent } from 'storybook/test';
import source from '../components/neon-pin-prompt/neon-pin-prompt.ts?raw';
import { Person } from './support/person.js';
import { goodPin, wrongPin } from './support/stage.js';
import { documentedBy, on, stageOf } from './support/story.js';

const meta: Meta = {
  title: 'Elements/neon-pin-prompt',
  parameters: { ...documentedBy(source), ...on({ prepare: (stage) => stage.enrol('ada') }) },
  // A provider brings the dialog; something has to make it ask.
  render: () => html`<neon-otp login="ada"></neon-otp>`,
};
export default meta;

const password = { pin: 'password', pinMin: 8, pinMax: 64 };

/** The dialog asks again within the same operation. */
export const Wrong: StoryObj = {
  play: async (context) => {
    const person = await asked(context);
    await person.answers(wrongPin);
    const prompt = await person.isRefused();
    await expect(prompt.text('message')).toContain('4 tries left.');
    await expect(prompt.focused).toBe('input');
  },
};

/** How many tries are left is said before one is lost. */
export const LastTry: StoryObj = {
  parameters: on({
    settings: { pinTries: 3 },
    prepare: async (stage) => {
      await stage.enrol('ada');
      await stage.enterWrongPins('ada', 2);
    },
  }),
  play: async (context) => {
    const prompt = await (await asked(context)).isAsked();
    await expect(prompt.text('hint')).toBe('One try left.');
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
    await expect((await person.isRefused()).text('message')).toBe('This is too short.');
  },
};

/** The first entry stays, the second one is to be repeated. */
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
    await expect(prompt.text('hint')).toBe('6 to 12 digits, not easy to guess.');
  },
};

/** A real password field, with the login beside it for password managers. */
export const EnterPassword: StoryObj = {
  parameters: on({
    settings: password,
    prepare: (stage) => stage.enrol('ada', 'seven blue herons'),
  }),
  play: async (context) => {
    const prompt = await (await asked(context)).isAsked();
    await expect(prompt.text('title')).toBe('Enter your password');
    await expect(prompt.part<HTMLInputElement>('input').autocomplete).toBe('current-password');
  },
};

export const NewPassword: StoryObj = {
  ...newPin(password),
  play: async (context) => {
    const prompt = await (await activating(context)).isAsked();
    await expect(prompt.text('hint')).toContain('8 to 64 characters');
  },
};

/** Somebody without a PIN sets up a first browser. */
function newPin(settings: object): Pick<StoryObj, 'parameters' | 'render'> {
  return {
    parameters: on({ settings, prepare: () => undefined }),
    render: () => html`<neon-activate></neon-activate>`,
  };
}

async function asked(context: { canvasElement: HTMLElement }): Promise<Person> {
  const person = new Person(context);
  await person.presses(await person.sees('neon-otp'), 'button');
  return person;
}

async function activating(context: Parameters<typeof stageOf>[0] & { canvasElement: HTMLElement }) {
  const person = new Person(context);
  const activate = await person.sees('neon-activate');
  await person.types(activate, 'input', await stageOf(context).code('ada'));
  await person.presses(activate, 'button');
  return person;
}
