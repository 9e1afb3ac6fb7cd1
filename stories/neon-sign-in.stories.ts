import type { Meta, StoryObj } from '@storybook/web-components-vite';
import { html } from 'lit';
import { expect } from 'storybook/test';
import { Harness } from '../test/support/elements/harness.js';
import { Person } from './support/person.js';
import { goodPin, wrongPin } from './support/stage.js';
import { after, documentedBy, enrolled, on, stageOf } from './support/story.js';

const meta: Meta = {
  title: 'Elements/neon-sign-in',
  parameters: { ...documentedBy('neon-sign-in'), ...enrolled() },
  render: () => html`<neon-sign-in></neon-sign-in>`,
};
export default meta;

/** No account is set up in this browser. */
export const NoAccount: StoryObj = {
  parameters: on({}),
  render: () =>
    html`<neon-sign-in other-device><a slot="empty" href="#activate">Set up</a></neon-sign-in>`,
  play: async (context) => {
    const signIn = await new Person(context).sees('neon-sign-in');
    await expect(signIn.part('button').ariaDisabled).toBe('true');
  },
};

/** The last try was wrong: what helps stands in place, until the next press. */
export const Blocked: StoryObj = {
  parameters: after((stage) => stage.enterWrongPins('ada', 4)),
  play: async (context) => {
    const person = new Person(context);
    context.canvasElement.querySelector('neon-provider')!.helpHref = '#help';
    const signIn = await person.starts('neon-sign-in');
    await person.answers(wrongPin);
    await signIn.until(() => !signIn.states('pending').length);
    await expect(signIn.element.value).toBe('');
  },
};

/** The service cannot be reached, and can be asked again. */
export const Offline: StoryObj = {
  parameters: after((stage) => stage.goOffline()),
  play: async (context) => {
    const signIn = await new Person(context).sees('neon-sign-in');
    await signIn.until(() => signIn.text('status'));
    await expect(signIn.text('status')).toContain('The service cannot be reached.');
    await expect(signIn.parts('retry-button').length).toBe(1);
  },
};

export const Ready: StoryObj = {
  render: () => html`<neon-sign-in other-device></neon-sign-in>`,
  play: async (context) => {
    context.canvasElement.querySelector('neon-provider')!.helpHref = '#help';
    const signIn = await new Person(context).sees('neon-sign-in');
    await signIn.until(() => signIn.part('button').ariaDisabled === 'false');
  },
};

/** One press, and the PIN. */
export const SignedIn: StoryObj = {
  play: async (context) => {
    const person = new Person(context);
    const signIn = await person.starts('neon-sign-in');
    await person.answers(goodPin);
    await signIn.until(() => !signIn.states('pending').length);
    await expect(await stageOf(context).accepts('ada', signIn.element.value)).toBe(true);
  },
};

/** Who has several accounts here chooses one. */
export const SeveralAccounts: StoryObj = {
  parameters: after((stage) => stage.enrol('grace')),
  play: async (context) => {
    const signIn = await new Person(context).sees('neon-sign-in');
    await expect(signIn.part('list').checkVisibility()).toBe(true);
  },
};

/** The list can also remove an account. */
export const AccountRemoved: StoryObj = {
  parameters: after((stage) => stage.enrol('grace')),
  play: async (context) => {
    const person = new Person(context);
    const signIn = await person.sees('neon-sign-in');
    const list = new Harness(signIn.part('list'));
    await person.presses(list, 'manage-button');
    await person.presses(list, 'forget-button');
    await person.presses(list, 'button');
    await signIn.until(() => signIn.parts('account').length);
  },
};

/** The password comes from another device of the same person. */
export const OtherDevice: StoryObj = {
  parameters: enrolled({ settings: { push: true } }),
  render: () => html`<neon-sign-in other-device></neon-sign-in>`,
  play: async (context) => {
    const person = new Person(context);
    const signIn = await person.sees('neon-sign-in');
    await person.presses(signIn, 'device-button');
    await expect(signIn.part('push-otp').checkVisibility()).toBe(true);
  },
};

export const Narrow: StoryObj = {
  ...Ready,
  globals: { viewport: { value: 'phone', isRotated: false } },
};
