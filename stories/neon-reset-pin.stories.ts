import type { Meta, StoryObj } from '@storybook/web-components-vite';
import { html } from 'lit';
import { expect } from 'storybook/test';
import { Person } from './support/person.js';
import {
  changesMind,
  hasNoAccount,
  isNotEnrolled,
  isRefusedAfter,
  mistypesCode,
} from './support/plays.js';
import { otherPin, unknownShortCode, type Stage } from './support/stage.js';
import { after, documentedBy, enrolled, stageOf } from './support/story.js';

const tag = 'neon-reset-pin';

const meta: Meta = {
  title: 'Elements/neon-reset-pin',
  parameters: { ...documentedBy('neon-reset-pin'), ...enrolled() },
  render: () => html`<neon-reset-pin login="ada"></neon-reset-pin>`,
};
export default meta;

export const NoAccountChosen: StoryObj = {
  render: () => html`<neon-reset-pin></neon-reset-pin>`,
  play: (context) => hasNoAccount(context, tag),
};

/** A service without PINs gives out no reset codes, and the element says so. */
export const ServiceWithoutPins: StoryObj = {
  name: 'Service without PINs',
  parameters: enrolled({ settings: { pin: 'none' } }),
  play: async (context) => {
    const person = new Person(context);
    const form = await person.sees(tag);
    await person.reads(form, 'hint', 'This service uses no PIN: there is none to set.');
    await expect(form.part('button').ariaDisabled).toBe('true');
  },
};

export const NotEnrolled: StoryObj = {
  render: () => html`<neon-reset-pin login="grace"></neon-reset-pin>`,
  play: (context) => isNotEnrolled(context, tag, unknownShortCode),
};

/** One digit is wrong. The element says so as soon as the code is complete, without asking the service. */
export const MistypedCode: StoryObj = {
  play: (context) => mistypesCode(context, tag),
};

/** A code works once, and this one was used before. */
export const UsedCode: StoryObj = {
  play: async (context) => {
    const code = await resetCode(stageOf(context));
    await stageOf(context).before((client) =>
      client.resetPin('ada', { resetCode: code, newPin: otherPin }),
    );
    await isRefusedAfter(context, tag, 'unknown, used or expired', [otherPin, otherPin], code);
  },
};

/** The code has expired, after an hour. */
export const ExpiredCode: StoryObj = {
  play: async (context) => {
    const code = await resetCode(stageOf(context));
    stageOf(context).advance(60 * 60_000);
    await isRefusedAfter(context, tag, 'unknown, used or expired', [otherPin, otherPin], code);
  },
};

/** The code is an unlock code. */
export const OtherKind: StoryObj = {
  play: async (context) => {
    const code = await stageOf(context).unlockCode('ada');
    const why = 'This code sets no new PIN or password.';
    await isRefusedAfter(context, tag, why, [otherPin, otherPin], code);
  },
};

/** The dialog keeps asking for another PIN, and the code stays valid. */
export const CommonPin: StoryObj = {
  name: 'Common PIN',
  play: async (context) => {
    const person = new Person(context);
    await person.starts(tag, await resetCode(stageOf(context)));
    await person.answers('123456', '123456');
    const prompt = await person.isRefused();
    await expect(prompt.text('message')).toContain('Digits in a row are too easy to guess.');
  },
};

export const Offline: StoryObj = {
  play: async (context) => {
    const code = await resetCode(stageOf(context));
    await new Person(context).sees(tag);
    stageOf(context).goOffline();
    await isRefusedAfter(
      context,
      tag,
      'The service cannot be reached.',
      [otherPin, otherPin],
      code,
    );
  },
};

export const Cancelled: StoryObj = {
  play: async (context) => changesMind(context, tag, await resetCode(stageOf(context))),
};

export const Empty: StoryObj = {};

/** The old PIN is not needed, and not valid any more. */
export const PinSet: StoryObj = {
  name: 'PIN set',
  play: async (context) => sets(context),
};

/** A new PIN unblocks an account after too many wrong ones. */
export const BlockLifted: StoryObj = {
  parameters: after((stage) => stage.enterWrongPins('ada', 5)),
  play: async (context) => sets(context),
};

async function sets(
  context: Parameters<typeof stageOf>[0] & { canvasElement: HTMLElement },
): Promise<void> {
  const person = new Person(context);
  const form = await person.starts(tag, await resetCode(stageOf(context)));
  const prompt = await person.isAsked();
  await expect(prompt.text('title')).toBe('Choose a PIN');
  await person.answers(otherPin, otherPin);
  await person.reads(form, 'success', 'The PIN of ada is set.');
  await stageOf(context).before((client) => client.getOnlineOtp('ada', { pin: otherPin }));
}

function resetCode(stage: Stage): Promise<string> {
  return stage.code('ada', { kind: 'reset' });
}
