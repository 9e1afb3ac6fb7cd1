import type { Meta, StoryObj } from '@storybook/web-components-vite';
import { html } from 'lit';
import { expect } from 'storybook/test';
import { Person } from './support/person.js';
import {
  changesMind,
  hasNoAccount,
  isRefusedAfter,
  mistypesCode,
  mistypesPin,
} from './support/plays.js';
import { goodPin, unknownShortCode, type Stage } from './support/stage.js';
import { after, documentedBy, enrolled, stageOf } from './support/story.js';

const tag = 'neon-unlock';
const day = 24 * 60 * 60_000;

const meta: Meta = {
  title: 'Elements/neon-unlock',
  parameters: { ...documentedBy('neon-unlock'), ...after(block) },
  render: () => html`<neon-unlock login="ada"></neon-unlock>`,
};
export default meta;

export const NoAccountChosen: StoryObj = {
  render: () => html`<neon-unlock></neon-unlock>`,
  play: (context) => hasNoAccount(context, tag),
};

/** One digit is wrong. The element says so as soon as the code is complete, without asking the service. */
export const MistypedCode: StoryObj = {
  play: (context) => mistypesCode(context, tag),
};

export const UnknownCode: StoryObj = {
  play: (context) =>
    isRefusedAfter(context, tag, 'unknown, used or expired', [goodPin], unknownShortCode),
};

/** The code has expired, after an hour. */
export const ExpiredCode: StoryObj = {
  play: async (context) => {
    const code = await stageOf(context).unlockCode('ada');
    stageOf(context).advance(60 * 60_000);
    await isRefusedAfter(context, tag, 'unknown, used or expired', [goodPin], code);
  },
};

/** The code is a reset code. */
export const OtherKind: StoryObj = {
  play: async (context) => {
    const code = await stageOf(context).code('ada', { kind: 'reset' });
    await isRefusedAfter(context, tag, 'This code does not unlock.', [goodPin], code);
  },
};

export const BrowserNotBlocked: StoryObj = {
  parameters: enrolled(),
  play: async (context) => {
    const code = await stageOf(context).unlockCode('ada', 'browser');
    await isRefusedAfter(context, tag, 'This browser is not blocked.', [goodPin], code);
  },
};

export const AccountNotBlocked: StoryObj = {
  parameters: enrolled(),
  play: async (context) => {
    const code = await stageOf(context).unlockCode('ada');
    await isRefusedAfter(context, tag, 'Your account is not blocked.', [goodPin], code);
  },
};

/** The code alone is not enough: the PIN is wrong. */
export const WrongPin: StoryObj = {
  name: 'Wrong PIN',
  parameters: after((stage) => stage.blockTokens('ada')),
  play: async (context) =>
    mistypesPin(context, tag, await stageOf(context).unlockCode('ada', 'browser')),
};

/** The code is not lost: the next try asks for its outcome. */
export const ConnectionLost: StoryObj = {
  play: async (context) => {
    const code = await stageOf(context).unlockCode('ada');
    await new Person(context).sees(tag);
    stageOf(context).goOffline();
    await isRefusedAfter(context, tag, 'The connection was lost.', [goodPin], code);
  },
};

/** The code stays in its field. */
export const Cancelled: StoryObj = {
  play: async (context) => {
    const code = await stageOf(context).unlockCode('ada');
    await changesMind(context, tag, code);
    const form = await new Person(context).sees(tag);
    await expect(form.part<HTMLInputElement>('input').value).toBe(code);
  },
};

export const Empty: StoryObj = {};

/** After too many wrong PINs. */
export const AccountUnlocked: StoryObj = {
  play: async (context) => unlocks(context, await stageOf(context).unlockCode('ada')),
};

/** The operator had blocked this browser. */
export const BrowserUnlocked: StoryObj = {
  parameters: after((stage) => stage.blockTokens('ada')),
  play: async (context) => unlocks(context, await stageOf(context).unlockCode('ada', 'browser')),
};

/** This browser was not used for so long that it was locked. */
export const IdleBrowserUnlocked: StoryObj = {
  parameters: after((stage) => stage.advance(3 * day), { settings: { idleDays: 2 } }),
  play: async (context) => unlocks(context, await stageOf(context).unlockCode('ada', 'browser')),
};

async function unlocks(
  context: Parameters<typeof stageOf>[0] & { canvasElement: HTMLElement },
  code: string,
): Promise<void> {
  const person = new Person(context);
  const form = await person.starts(tag, code);
  await person.answers(goodPin);
  await person.reads(form, 'success', 'ada is unlocked. You can use it again.');
  await stageOf(context).before((client) => client.getOnlineOtp('ada', { pin: goodPin }));
}

/** Wrong PINs have blocked the account. */
function block(stage: Stage): Promise<void> {
  return stage.enterWrongPins('ada', 5);
}
