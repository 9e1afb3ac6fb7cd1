import type { Meta, StoryObj } from '@storybook/web-components-vite';
import { html } from 'lit';
import { expect } from 'storybook/test';
import { Person } from './support/person.js';
import { mistypesCode } from './support/plays.js';
import { goodPin } from './support/stage.js';
import { documentedBy, on, stageOf } from './support/story.js';

const meta: Meta = {
  title: 'Elements/neon-activate',
  parameters: documentedBy('neon-activate'),
  render: () => html`<neon-activate token-name="Kitchen laptop"></neon-activate>`,
};
export default meta;

/** One character is wrong. The element says so as soon as the code is complete, without asking the service. */
export const MistypedCode: StoryObj = {
  play: async (context) =>
    mistypesCode(context, 'neon-activate', mistyped(await stageOf(context).code('ada'))),
};

/** A code works once, and this one was used in another browser. */
export const UsedCode: StoryObj = {
  play: async (context) => {
    const person = new Person(context);
    const code = await stageOf(context).code('ada');
    await stageOf(context).enrolElsewhere('ada', code);
    const activate = await person.starts('neon-activate', code);
    await activate.until(() => activate.text('message'));
    await expect(activate.text('message')).toContain('This code is unknown, used or expired');
  },
};

/** The service has a list of PINs that are too common. */
export const CommonPin: StoryObj = {
  name: 'Common PIN',
  play: async (context) => {
    const person = new Person(context);
    await person.starts('neon-activate', await stageOf(context).code('ada'));
    await person.answers('123456', '123456');
    const prompt = await person.isRefused();
    await expect(prompt.text('message')).toContain('Digits in a row are too easy to guess.');
  },
};

export const Offline: StoryObj = {
  play: async (context) => {
    const person = new Person(context);
    const code = await stageOf(context).code('ada');
    const activate = await person.sees('neon-activate');
    stageOf(context).goOffline();
    await person.types(activate, 'input', code);
    await person.presses(activate, 'button');
    await activate.until(() => activate.text('message'));
    await expect(activate.text('message')).toContain('The service cannot be reached.');
  },
};

export const Cancelled: StoryObj = {
  play: async (context) => {
    const person = new Person(context);
    const activate = await person.starts('neon-activate', await stageOf(context).code('ada'));
    await person.presses(await person.isAsked(), 'cancel-button');
    await activate.until(() => activate.part('button').ariaDisabled === 'false');
    await expect(activate.text('message')).toBe('');
    await expect(activate.part<HTMLInputElement>('input').value).toMatch(/^\w{4}(-\w{4}){3}$/);
  },
};

/** The code came with the address of the page, `#neon-code=…`, and has been removed from there. */
export const FromLink: StoryObj = {
  play: async (context) => {
    const person = new Person(context);
    const code = await stageOf(context).code('ada');
    const activate = await person.sees('neon-activate');
    const changed = new Promise((resolve) =>
      addEventListener('hashchange', resolve, { once: true }),
    );
    location.hash = `neon-code=${code}`;
    await changed;
    await expect(activate.part<HTMLInputElement>('input').value).toBe(code);
    await expect(location.href).not.toContain(code);
  },
};

export const Empty: StoryObj = {};

/** The first browser of a person: they choose a PIN. */
export const Activated: StoryObj = {
  play: async (context) => {
    const person = new Person(context);
    const activate = await person.starts('neon-activate', await stageOf(context).code('ada'));
    await person.answers(goodPin, goodPin);
    await activate.until(() => activate.states('done').length);
    await expect(activate.text('success')).toContain('This browser is set up for ada.');
    await expect(activate.part<HTMLInputElement>('input').value).toBe('');
  },
};

/** A further browser: the person has a PIN and enters it. */
export const SecondBrowser: StoryObj = {
  parameters: on({ prepare: (stage) => stage.enrolElsewhere('ada') }),
  play: async (context) => {
    const person = new Person(context);
    const activate = await person.starts('neon-activate', await stageOf(context).code('ada'));
    const prompt = await person.isAsked();
    await expect(prompt.text('title')).toBe('Enter your PIN');
    await person.answers(goodPin);
    await activate.until(() => activate.states('done').length);
  },
};

/** Changes the first character, a mistake that a person can see. */
function mistyped(code: string): string {
  return (code.startsWith('A') ? 'B' : 'A') + code.slice(1);
}
