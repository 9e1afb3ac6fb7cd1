import type { Meta, StoryObj } from '@storybook/web-components-vite';
import { html } from 'lit';
import { expect } from 'storybook/test';
import type { NeonActivationCode } from '../components/neon-activation-code/neon-activation-code.js';
import type { Harness } from '../test/support/elements/harness.js';
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

const tag = 'neon-activation-code';

const meta: Meta = {
  title: 'Elements/neon-activation-code',
  parameters: { ...documentedBy('neon-activation-code'), ...enrolled() },
  render: () => html`<neon-activation-code login="ada"></neon-activation-code>`,
};
export default meta;

export const NoAccountChosen: StoryObj = {
  render: () => html`<neon-activation-code></neon-activation-code>`,
  play: (context) => hasNoAccount(context, tag),
};

/** Only an enrolled browser can set up another one. */
export const NotEnrolled: StoryObj = {
  render: () => html`<neon-activation-code login="grace"></neon-activation-code>`,
  play: (context) => isNotEnrolled(context, tag),
};

export const WrongPin: StoryObj = {
  name: 'Wrong PIN',
  play: (context) => mistypesPin(context, tag),
};

/** The person has as many browsers as the service allows. */
export const TooManyDevices: StoryObj = {
  parameters: enrolled({ settings: { maxTools: 1 } }),
  play: (context) => isRefusedAfter(context, tag, 'You have too many devices.', [goodPin]),
};

/** The operator has blocked this browser. */
export const BrowserBlocked: StoryObj = {
  parameters: after((stage) => stage.blockTokens('ada')),
  play: (context) =>
    isRefusedAfter(context, tag, 'This browser is blocked. Unlock it with an unlock code.', [
      goodPin,
    ]),
};

export const Offline: StoryObj = {
  parameters: after((stage) => stage.goOffline()),
  play: (context) => isRefused(context, tag, 'The service cannot be reached.'),
};

export const Cancelled: StoryObj = {
  play: (context) => changesMind(context, tag),
};

/** Ten minutes have passed. */
export const Expired: StoryObj = {
  play: async (context) => {
    const made = await makes(context);
    await later(10 * 60_000, () => made.until(() => !made.parts('code').length));
    await expect(made.text('status')).toBe('Expired. Please get a new code.');
  },
};

export const Ready: StoryObj = {};

/** The code sets up another browser of the same person, who types or scans it. */
export const Shown: StoryObj = {
  play: async (context) => {
    const made = await makes(context);
    await expect(made.text('timer')).toMatch(/^Valid for (10:00|9:5\d)$/);
    await expect(made.part('qr').role).toBe('img');
    await stageOf(context).enrolElsewhere('ada', made.text('code').replace(/\s/g, ''));
  },
};

/** The QR code is a link to the page that sets up a browser, with the code in its fragment. */
export const AsLink: StoryObj = {
  render: () => html`
    <neon-activation-code
      login="ada"
      activation-url="https://bank.example/set-up"
    ></neon-activation-code>
  `,
  play: async (context) => {
    await makes(context);
  },
};

export const OwnLabel: StoryObj = {
  render: () => html`<neon-activation-code login="ada">Add my telephone</neon-activation-code>`,
};

/** A person obtains a code. */
async function makes(context: {
  canvasElement: HTMLElement;
}): Promise<Harness<NeonActivationCode>> {
  const person = new Person(context);
  const made = await person.starts(tag);
  await person.answers(goodPin);
  await made.until(() => made.parts('code').length);
  return made;
}
