import type { Meta, StoryContext, StoryObj } from '@storybook/web-components-vite';
import { html } from 'lit';
import { expect } from 'storybook/test';
import { later } from './support/later.js';
import { Person } from './support/person.js';
import { isRefused } from './support/plays.js';
import { goodPin } from './support/stage.js';
import { documentedBy, on, stageOf } from './support/story.js';

const tag = 'neon-push-otp';
const settings = { push: true };

const meta: Meta = {
  title: 'Elements/neon-push-otp',
  // This browser need not be enrolled.
  parameters: { ...documentedBy('neon-push-otp'), ...on({ settings }) },
  render: () => html`<neon-push-otp login="ada"></neon-push-otp>`,
};
export default meta;

export const NoAccountChosen: StoryObj = {
  render: () => html`<neon-push-otp></neon-push-otp>`,
  play: async (context) => {
    const push = await new Person(context).sees(tag);
    await expect(push.part('button').ariaDisabled).toBe('true');
    await expect(push.element.validationMessage).toBe('Choose an account first.');
  },
};

/** The service does not offer push. */
export const NotAllowed: StoryObj = {
  parameters: on({}),
  play: (context) =>
    isRefused(context, tag, 'Confirming on another device is not offered at the moment.'),
};

/** The service lets only browsers ask that are enrolled for the account. */
export const NotSetUp: StoryObj = {
  parameters: on({ settings: { ...settings, pushOpen: false } }),
  play: (context) =>
    isRefused(context, tag, 'Only browsers that are set up for your account can ask here.'),
};

/** After too many requests, the person has to wait. */
export const TooManyRequests: StoryObj = {
  parameters: on({
    settings,
    prepare: async (stage) => {
      for (let count = 0; count < 3; count++) await stage.others.ask('ada');
    },
  }),
  play: (context) => isRefused(context, tag, 'There were too many tries. Please wait a moment.'),
};

export const Offline: StoryObj = {
  parameters: on({ settings, prepare: (stage) => stage.goOffline() }),
  play: (context) => isRefused(context, tag, 'The service cannot be reached.'),
};

/** The person has denied the request. */
export const Denied: StoryObj = {
  play: async (context) => {
    const { person, push, answer } = await asks(context);
    await answer({ approve: false });
    await person.reads(push, 'message', 'This request was not approved on your other device.');
  },
};

/** A stranger who types a login that does not exist sees the same. */
export const NoAnswer: StoryObj = {
  play: async (context) => {
    const person = new Person(context);
    const push = await person.starts(tag);
    await push.until(() => push.states('waiting').length);
    stageOf(context).advance(120_000);
    await person.reads(push, 'message', 'There was no answer in time. Please try again.');
    await expect(push.text('number')).toBe('');
  },
};

export const GivenUp: StoryObj = {
  play: async (context) => {
    const person = new Person(context);
    const push = await person.starts(tag);
    await push.until(() => push.states('waiting').length);
    await person.presses(push, 'cancel-button');
    await push.until(() => push.part('button').ariaDisabled === 'false');
    await expect(push.text('number')).toBe('');
    await expect(push.text('message')).toBe('');
  },
};

/** The password was not used in time. */
export const Expired: StoryObj = {
  play: async (context) => {
    const { push } = await obtains(context);
    await later(20_000, () => push.until(() => !push.states('ready').length));
    await expect(push.text('status')).toBe('Expired. Please get a new one.');
    await expect(push.element.value).toBe('');
  },
};

export const Ready: StoryObj = {};

/** The person types the number in the other browser, which proves that they see this page. */
export const Waiting: StoryObj = {
  play: async (context) => {
    const person = new Person(context);
    const push = await person.starts(tag);
    await push.until(() => push.states('waiting').length);
    await expect(push.text('number')).toMatch(/^\d{3} ?\d{3}$/);
    await person.reads(push, 'status', 'Open this site in a browser that is set up');
    await expect(push.focused).toBe('cancel-button');
  },
};

/** The site's server accepts it once, as any one-time password. */
export const Approved: StoryObj = {
  play: async (context) => {
    const { person, push } = await obtains(context);
    const { value } = push.element;
    await person.reads(push, 'status', 'Ready. Valid for');
    await expect(await stageOf(context).accepts('ada', value)).toBe(true);
    await expect(await stageOf(context).accepts('ada', value)).toBe(false);
  },
};

export const OwnLabel: StoryObj = {
  render: () => html`<neon-push-otp login="ada">Ask my telephone</neon-push-otp>`,
};

type Context = Pick<StoryContext, 'loaded' | 'canvasElement'>;

/** A person asks who has another browser that can answer. */
async function asks(context: Context) {
  const other = await stageOf(context).others.enrolled('ada');
  const person = new Person(context);
  const push = await person.starts(tag);
  await push.until(() => push.states('waiting').length);
  const number = push.text('number').replace(/\s/g, '');
  const [request] = await other.pushRequests();
  const answer = (reply: { approve: boolean }) =>
    other.answerPush(request!.pid, { ...reply, number, pin: goodPin });
  return { person, push, answer };
}

async function obtains(context: Context) {
  const { answer, ...asked } = await asks(context);
  await answer({ approve: true });
  await asked.push.until(() => asked.push.states('ready').length);
  return asked;
}
