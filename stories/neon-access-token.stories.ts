import type { Meta, StoryObj } from '@storybook/web-components-vite';
import { html } from 'lit';
import { expect } from 'storybook/test';
import { later } from './support/later.js';
import { Person } from './support/person.js';
import {
  changesMind,
  hasNoAccount,
  isNotEnrolled,
  isRefused,
  isRefusedAfter,
  mistypesPin,
} from './support/plays.js';
import { goodPin } from './support/stage.js';
import { after, documentedBy, enrolled, stageOf } from './support/story.js';

const tag = 'neon-access-token';

const meta: Meta = {
  title: 'Elements/neon-access-token',
  parameters: { ...documentedBy('neon-access-token'), ...enrolled() },
  render: () => html`<neon-access-token login="ada"></neon-access-token>`,
};
export default meta;

export const NoAccountChosen: StoryObj = {
  render: () => html`<neon-access-token></neon-access-token>`,
  play: (context) => hasNoAccount(context, tag),
};

export const NotEnrolled: StoryObj = {
  render: () => html`<neon-access-token login="grace"></neon-access-token>`,
  play: (context) => isNotEnrolled(context, tag),
};

/** The site may not ask for tokens for everybody: the person can do nothing about it. */
export const ForeignAudience: StoryObj = {
  render: () => html`
    <neon-access-token login="ada" audience="https://elsewhere.example"></neon-access-token>
  `,
  play: (context) =>
    isRefusedAfter(context, tag, 'The service does not accept what this page asks for.', [goodPin]),
};

export const WrongPin: StoryObj = {
  name: 'Wrong PIN',
  play: (context) => mistypesPin(context, tag),
};

export const SwitchedOff: StoryObj = {
  parameters: after((stage) => stage.changeUser('ada', 'disable')),
  play: (context) => isRefusedAfter(context, tag, 'Your account is switched off.', [goodPin]),
};

export const Offline: StoryObj = {
  parameters: after((stage) => stage.goOffline()),
  play: (context) => isRefused(context, tag, 'The service cannot be reached.'),
};

export const Cancelled: StoryObj = {
  play: (context) => changesMind(context, tag),
};

/** Nobody took it in its time. */
export const Expired: StoryObj = {
  play: async (context) => {
    const { access } = await obtains(context);
    await later(24 * 60 * 60_000, () => access.until(() => !access.states('ready').length));
    await expect(access.text('status')).toBe('Expired. Please confirm again.');
    await expect(access.element.takeAccessToken()).toBe(undefined);
  },
};

export const Ready: StoryObj = {};

/** It is there for the page to take, and shown nowhere. */
export const Obtained: StoryObj = {
  play: async (context) => {
    const { person, access } = await obtains(context);
    await person.reads(access, 'status', 'Confirmed.');
  },
};

/** The page has taken it, which it can do once. */
export const Taken: StoryObj = {
  play: async (context) => {
    const { access } = await obtains(context);
    const token = access.element.takeAccessToken();
    await expect(await stageOf(context).acceptsToken(token!.accessToken)).toBe(true);
    await expect(access.element.takeAccessToken()).toBe(undefined);
    await expect(access.text('status')).toBe('Confirmed, and handed to this page.');
  },
};

export const OwnLabel: StoryObj = {
  render: () => html`<neon-access-token login="ada">Show my statement</neon-access-token>`,
};

async function obtains(context: { canvasElement: HTMLElement }) {
  const person = new Person(context);
  const access = await person.starts(tag);
  await person.answers(goodPin);
  await access.until(() => access.states('ready').length);
  return { person, access };
}
