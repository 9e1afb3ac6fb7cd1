import type { Meta, StoryObj } from '@storybook/web-components-vite';
import { html } from 'lit/html.js';
import { expect } from 'storybook/test';
import source from '../components/neon-otp/neon-otp.ts?raw';
import { Person } from './support/person.js';
import { goodPin, wrongPin } from './support/stage.js';
import { documentedBy, on, stageOf } from './support/story.js';

const meta: Meta = {
  title: 'Elements/neon-otp',
  parameters: { ...documentedBy(source), ...on({ prepare: (stage) => stage.enrol('ada') }) },
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
  play: async (context) => {
    const person = new Person(context);
    const otp = await person.sees('neon-otp');
    await person.presses(otp, 'button');
    await otp.until(() => otp.text('message'));
    await expect(otp.text('message')).toContain('This account is not set up in this browser.');
  },
};

/** The dialog stays open after a wrong PIN. */
export const WrongPin: StoryObj = {
  name: 'Wrong PIN',
  play: async (context) => {
    const person = new Person(context);
    const otp = await person.sees('neon-otp');
    await person.presses(otp, 'button');
    await person.answers(wrongPin);
    const prompt = await person.isRefused();
    await expect(prompt.text('message')).toContain('That is not right. 4 tries left.');
    await expect(otp.element.value).toBe('');
  },
};

/** The last try was wrong: the person needs help from the site. */
export const Blocked: StoryObj = {
  parameters: on({
    prepare: async (stage) => {
      await stage.enrol('ada');
      await stage.enterWrongPins('ada', 4);
    },
  }),
  play: async (context) => {
    const person = new Person(context);
    const otp = await person.sees('neon-otp');
    await person.presses(otp, 'button');
    const prompt = await person.isAsked();
    await expect(prompt.text('hint')).toBe('One try left.');
    await person.answers(wrongPin);
    await otp.until(() => otp.text('message'));
    await expect(otp.text('message')).toContain('Your account is blocked');
    await expect(otp.states('failed')).toEqual(['failed']);
  },
};

/** Nothing was lost: pressing again is all that is needed later. */
export const Offline: StoryObj = {
  parameters: on({
    prepare: async (stage) => {
      await stage.enrol('ada');
      stage.goOffline();
    },
  }),
  play: async (context) => {
    const person = new Person(context);
    const otp = await person.sees('neon-otp');
    await person.presses(otp, 'button');
    await otp.until(() => otp.text('message'));
    await expect(otp.text('message')).toContain('The service cannot be reached.');
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
  play: async (context) => {
    const person = new Person(context);
    const otp = await person.sees('neon-otp');
    await person.presses(otp, 'button');
    await person.presses(await person.isAsked(), 'cancel-button');
    await otp.until(() => otp.part('button').ariaDisabled === 'false');
    await expect(otp.states('pending', 'failed')).toEqual([]);
    await expect(otp.text('message')).toBe('');
  },
};

export const Ready: StoryObj = {};

/** The site's server accepts it once. */
export const Generated: StoryObj = {
  play: async (context) => {
    const person = new Person(context);
    const stage = stageOf(context);
    const otp = await person.sees('neon-otp');
    await person.presses(otp, 'button');
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
  parameters: on({
    settings: { pin: 'password', pinMin: 8, pinMax: 64 },
    prepare: (stage) => stage.enrol('ada', 'seven blue herons'),
  }),
  play: async (context) => {
    const person = new Person(context);
    const otp = await person.sees('neon-otp');
    await person.presses(otp, 'button');
    await person.answers('seven blue herons');
    await otp.until(() => otp.states('ready').length);
    await expect(await stageOf(context).accepts('ada', otp.element.value)).toBe(true);
  },
};

/** A service that asks for no PIN: the browser alone is the factor. */
export const WithoutPin: StoryObj = {
  name: 'Without PIN',
  parameters: on({ settings: { pin: 'none' }, prepare: (stage) => stage.enrol('ada') }),
  play: async (context) => {
    const person = new Person(context);
    const otp = await person.sees('neon-otp');
    await person.presses(otp, 'button');
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
