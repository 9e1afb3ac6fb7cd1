import type { Meta, StoryObj } from '@storybook/web-components-vite';
import { html } from 'lit';
import { expect } from 'storybook/test';
import { Person } from './support/person.js';
import { changesMind, hasNoAccount, isNotEnrolled, isRefused } from './support/plays.js';
import { goodPassword, goodPin, otherPin, wrongPin } from './support/stage.js';
import { after, documentedBy, enrolled, stageOf } from './support/story.js';

const tag = 'neon-change-pin';

const meta: Meta = {
  title: 'Elements/neon-change-pin',
  parameters: { ...documentedBy('neon-change-pin'), ...enrolled() },
  render: () => html`<neon-change-pin login="ada"></neon-change-pin>`,
};
export default meta;

export const NoAccountChosen: StoryObj = {
  render: () => html`<neon-change-pin></neon-change-pin>`,
  play: (context) => hasNoAccount(context, tag),
};

/** The service has no PINs, and the element says so. */
export const ServiceWithoutPins: StoryObj = {
  name: 'Service without PINs',
  parameters: enrolled({ settings: { pin: 'none' } }),
  play: async (context) => {
    const person = new Person(context);
    const change = await person.sees(tag);
    await person.reads(change, 'hint', 'This service uses no PIN: there is nothing to change.');
    await expect(change.part('button').ariaDisabled).toBe('true');
  },
};

export const NotEnrolled: StoryObj = {
  render: () => html`<neon-change-pin login="grace"></neon-change-pin>`,
  play: (context) => isNotEnrolled(context, tag),
};

/** Only the service can check the old PIN, and it gets both together. The dialog then asks for the old one again. */
export const WrongOldPin: StoryObj = {
  name: 'Wrong old PIN',
  play: async (context) => {
    const { person } = await changes(context, wrongPin, otherPin);
    const prompt = await person.isRefused();
    await expect(prompt.text('title')).toBe('Enter your PIN');
    await expect(prompt.text('message')).toBe(
      'One wrong PIN. After 4 more, your account is blocked here.',
    );
  },
};

/** The dialog keeps asking for another one. */
export const CommonPin: StoryObj = {
  name: 'Common PIN',
  play: async (context) => {
    const { person } = await changes(context, goodPin, '123456');
    const prompt = await person.isRefused();
    await expect(prompt.text('title')).toBe('Choose a PIN');
    await expect(prompt.text('message')).toContain('Digits in a row are too easy to guess.');
  },
};

export const SamePin: StoryObj = {
  name: 'Same PIN',
  play: async (context) => {
    const { person, change } = await changes(context, goodPin, goodPin);
    await person.reads(change, 'message', 'You have this one. Please choose another.');
  },
};

export const Offline: StoryObj = {
  parameters: after((stage) => stage.goOffline()),
  play: (context) => isRefused(context, tag, 'The service cannot be reached.'),
};

export const Cancelled: StoryObj = {
  play: (context) => changesMind(context, tag),
};

export const Ready: StoryObj = {};

/** The new PIN is valid in all browsers of the person. */
export const Changed: StoryObj = {
  play: async (context) => {
    const { person, change } = await changes(context, goodPin, otherPin);
    await person.reads(change, 'status', 'Your PIN is changed, on all your devices.');
    await stageOf(context).before((client) => client.getOnlineOtp('ada', { pin: otherPin }));
  },
};

/** A service with passwords in place of PINs. */
export const Password: StoryObj = {
  parameters: enrolled({ settings: { pin: 'password' } }),
  play: async (context) => {
    const { person, change } = await changes(context, goodPassword, 'nine green otters');
    await person.reads(change, 'status', 'is changed, on all your devices.');
  },
};

/** A person enters the old PIN, and a new one twice. */
async function changes(context: { canvasElement: HTMLElement }, before: string, then: string) {
  const person = new Person(context);
  const change = await person.starts(tag);
  await person.answers(before);
  await person.isAskedFor(/^Choose a /);
  await person.answers(then, then);
  return { person, change };
}
