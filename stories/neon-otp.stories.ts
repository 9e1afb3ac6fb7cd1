import type { Meta, StoryObj } from '@storybook/web-components-vite';
import { html } from 'lit';
import { expect } from 'storybook/test';
import { later } from './support/later.js';
import { Person } from './support/person.js';
import { changesMind, isNotEnrolled, isRefused, mistypesPin } from './support/plays.js';
import { goodPassword, goodPin, wrongPin } from './support/stage.js';
import { after, documentedBy, enrolled, stageOf } from './support/story.js';

const meta: Meta = {
  title: 'Elements/neon-otp',
  parameters: { ...documentedBy('neon-otp'), ...enrolled() },
  render: () => html`<neon-otp login="ada"></neon-otp>`,
};
export default meta;

/** No account is chosen yet, so there is nothing to press. */
export const NoAccountChosen: StoryObj = {
  render: () => html`<neon-otp></neon-otp>`,
  play: async (context) => {
    const otp = await new Person(context).sees('neon-otp');
    await expect(otp.part('button').ariaDisabled).toBe('true');
    await expect(otp.element.validationMessage).toBe('Choose an account first.');
  },
};

export const Disabled: StoryObj = {
  render: () => html`<neon-otp login="ada" disabled></neon-otp>`,
};

/** The account is not set up in this browser. */
export const NotEnrolled: StoryObj = {
  render: () => html`<neon-otp login="grace"></neon-otp>`,
  play: (context) => isNotEnrolled(context, 'neon-otp'),
};

/** The dialog stays open after a wrong PIN. */
export const WrongPin: StoryObj = {
  name: 'Wrong PIN',
  play: async (context) => {
    await mistypesPin(context, 'neon-otp');
    const otp = await new Person(context).sees('neon-otp');
    await expect(otp.element.value).toBe('');
  },
};

/** The last try was wrong: the person needs help from the site. */
export const Blocked: StoryObj = {
  parameters: after((stage) => stage.enterWrongPins('ada', 4)),
  play: async (context) => {
    const person = new Person(context);
    const otp = await person.starts('neon-otp');
    const prompt = await person.isAsked();
    await expect(prompt.text('hint')).toBe('One try left.');
    await person.answers(wrongPin);
    await person.reads(otp, 'message', 'This browser is blocked after too many wrong tries.');
    await expect(otp.states('failed')).toEqual(['failed']);
  },
};

/** Nothing was lost: pressing again is all that is needed later. */
export const Offline: StoryObj = {
  parameters: after((stage) => stage.goOffline()),
  play: async (context) => {
    await isRefused(context, 'neon-otp', 'The service cannot be reached.');
    const otp = await new Person(context).sees('neon-otp');
    await expect(otp.element.value).toBe('');
  },
};

/** The connection is there again, and the same button does it. */
export const BackOnline: StoryObj = {
  ...Offline,
  play: async (context) => {
    await Offline.play?.(context);
    const person = new Person(context);
    const otp = await person.sees('neon-otp');
    stageOf(context).goOnline();
    await person.presses(otp, 'button');
    await person.answers(goodPin);
    await otp.until(() => otp.states('ready').length);
    await expect(await stageOf(context).accepts('ada', otp.element.value)).toBe(true);
  },
};

/** Closing the dialog is no failure. */
export const Cancelled: StoryObj = {
  play: (context) => changesMind(context, 'neon-otp'),
};

/** The password was not used in time. */
export const Expired: StoryObj = {
  play: async (context) => {
    const person = new Person(context);
    const otp = await person.starts('neon-otp');
    await person.answers(goodPin);
    await otp.until(() => otp.states('ready').length);
    await later(20_000, () => otp.until(() => !otp.states('ready').length));
    await expect(otp.text('status')).toBe('Expired. Please get a new one.');
    await expect(otp.element.value).toBe('');
  },
};

export const Ready: StoryObj = {};

/** The site's server accepts it once. */
export const Generated: StoryObj = {
  play: async (context) => {
    const person = new Person(context);
    const stage = stageOf(context);
    const otp = await person.starts('neon-otp');
    await person.answers(goodPin);
    await otp.until(() => otp.states('ready').length);
    const { value } = otp.element;
    await expect(otp.text('code')).toBe(value);
    await expect(await stage.accepts('grace', value)).toBe(false);
    await expect(await stage.accepts('ada', value)).toBe(true);
    await expect(await stage.accepts('ada', value)).toBe(false);
  },
};

/** A service with passwords in place of PINs. */
export const Password: StoryObj = {
  parameters: enrolled({ settings: { pin: 'password' } }),
  play: async (context) => {
    const person = new Person(context);
    const otp = await person.starts('neon-otp');
    await person.answers(goodPassword);
    await otp.until(() => otp.states('ready').length);
    await expect(await stageOf(context).accepts('ada', otp.element.value)).toBe(true);
  },
};

/** A service that asks for no PIN: the browser alone is the factor. */
export const WithoutPin: StoryObj = {
  name: 'Without PIN',
  parameters: enrolled({ settings: { pin: 'none' } }),
  play: async (context) => {
    const person = new Person(context);
    const otp = await person.starts('neon-otp');
    await otp.until(() => otp.states('ready').length);
    await expect(person.prompt.states('asking')).toEqual([]);
    await expect(await stageOf(context).accepts('ada', otp.element.value)).toBe(true);
  },
};

/** The words of the button are the page's own. */
export const OwnLabel: StoryObj = {
  render: () => html`<neon-otp login="ada">Confirm that it is you</neon-otp>`,
};

export const Narrow: StoryObj = {
  globals: { viewport: { value: 'phone', isRotated: false } },
};
