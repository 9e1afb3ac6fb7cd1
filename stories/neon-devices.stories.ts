import type { Meta, StoryObj } from '@storybook/web-components-vite';
import { html } from 'lit';
import { expect, userEvent } from 'storybook/test';
import type { NeonDevices } from '../components/neon-devices/neon-devices.js';
import type { Harness } from '../test/support/elements/harness.js';
import { Person } from './support/person.js';
import { goodPin, wrongPin, type Stage } from './support/stage.js';
import { after, documentedBy, enrolled, stageOf } from './support/story.js';

const tag = 'neon-devices';

const meta: Meta = {
  title: 'Elements/neon-devices',
  parameters: { ...documentedBy('neon-devices'), ...after(enrolTelephone) },
  render: () => html`<neon-devices login="ada"></neon-devices>`,
};
export default meta;

export const NoAccountChosen: StoryObj = {
  render: () => html`<neon-devices></neon-devices>`,
  play: async (context) => {
    const devices = await new Person(context).sees(tag);
    await expect(devices.text('hint')).toBe('Choose an account first.');
  },
};

export const NotEnrolled: StoryObj = {
  render: () => html`<neon-devices login="grace"></neon-devices>`,
  play: (context) =>
    says(
      context,
      'This account is not set up in this browser, or there is no such account any more.',
    ),
};

/** The operator has blocked this browser, so it is not told about others. */
export const ThisBlocked: StoryObj = {
  parameters: after((stage) => stage.blockTokens('ada')),
  play: (context) => says(context, 'This browser is blocked.'),
};

export const Offline: StoryObj = {
  parameters: after((stage) => stage.goOffline()),
  play: (context) => says(context, 'The service cannot be reached.'),
};

/** The service is there again. */
export const BackOnline: StoryObj = {
  parameters: after((stage) => stage.goOffline()),
  play: async (context) => {
    const person = new Person(context);
    const devices = await person.sees(tag);
    await devices.until(() => devices.text('message'));
    stageOf(context).goOnline();
    await person.presses(devices, 'retry-button');
    await devices.until(() => devices.parts('device').length === 1);
    await expect(devices.parts('retry-button')).toEqual([]);
  },
};

export const RemovalCancelled: StoryObj = {
  play: async (context) => {
    const { person, devices } = await isAsked(context, 1);
    await person.presses(devices, 'cancel-button');
    await devices.until(() => !devices.part<HTMLDialogElement>('dialog').open);
    await expect(devices.parts('device')).toHaveLength(2);
  },
};

/** Removing a device needs the PIN. */
export const WrongPin: StoryObj = {
  name: 'Wrong PIN',
  play: async (context) => {
    const { person, devices } = await isAsked(context, 1);
    await person.presses(devices, 'button');
    await person.answers(wrongPin);
    const prompt = await person.isRefused();
    await expect(prompt.text('message')).toBe(
      'One wrong PIN. After 4 more, your account is blocked here.',
    );
    await expect(devices.parts('device')).toHaveLength(2);
  },
};

/** The dialog asks first, and says what removing means. */
export const RemovalAsked: StoryObj = {
  play: async (context) => {
    const { devices } = await isAsked(context, 1);
    await expect(devices.text('title')).toBe('Remove Telephone?');
    await expect(devices.text('dialog')).toContain('It can no longer confirm that it is you.');
  },
};

/** For this browser, removing means something else. */
export const RemovalOfThisAsked: StoryObj = {
  play: async (context) => {
    const { devices } = await isAsked(context, 0);
    await expect(devices.text('title')).toBe('Remove Kitchen laptop?');
    await expect(devices.text('dialog')).toContain('you need a new activation code');
  },
};

export const OnlyThis: StoryObj = {
  parameters: enrolled(),
  play: async (context) => {
    const devices = await lists(context, 1);
    await expect(devices.text('hint')).toBe('There is no other device.');
  },
};

/** One of them is this browser. */
export const Several: StoryObj = {
  play: async (context) => {
    const devices = await lists(context, 2);
    await expect(devices.parts('this')).toHaveLength(1);
    await expect(devices.parts('device')[0]!.textContent).toContain('This browser');
  },
};

/** One was blocked by the operator, one was not used for long. */
export const InOtherStates: StoryObj = {
  parameters: after(
    async (stage) => {
      await stage.enrolElsewhere('ada', undefined, 'Laptop of the analytical society, first floor');
      await stage.blockTokens('ada');
      await stage.enrolElsewhere('ada', undefined, 'Old telephone');
      stage.advance(3 * 24 * 60 * 60_000);
      const code = await stage.unlockCode('ada', 'browser');
      await stage.before((client) => client.unlockToken('ada', { unlockCode: code, pin: goodPin }));
    },
    { settings: { idleDays: 2 } },
  ),
  play: async (context) => {
    const devices = await lists(context, 3);
    const states = devices.parts('state').map(({ textContent }) => textContent);
    await expect(states).toEqual(['Blocked', 'Locked']);
  },
};

export const Removed: StoryObj = {
  play: async (context) => {
    const { person, devices } = await isAsked(context, 1);
    await person.presses(devices, 'button');
    await person.answers(goodPin);
    await devices.until(() => devices.parts('device').length === 1);
    await person.reads(devices, 'status', 'Telephone is removed.');
  },
};

/** It is asked first, since the device can then do nothing. */
export const LockAsked: StoryObj = {
  play: async (context) => {
    const { devices } = await begins(context, 'lock-button');
    await expect(devices.text('title')).toBe('Lock Telephone?');
  },
};

export const Locked: StoryObj = {
  play: async (context) => {
    const { person, devices } = await begins(context, 'lock-button');
    await person.presses(devices, 'button');
    await person.answers(goodPin);
    await person.reads(devices, 'status', 'Telephone is locked.');
    await expect(devices.text('state')).toBe('Locked');
    await expect(devices.parts('unlock-button')).toHaveLength(1);
  },
};

export const NameAsked: StoryObj = {
  play: async (context) => {
    const { devices } = await begins(context, 'rename-button');
    await expect(devices.part<HTMLInputElement>('input').value).toBe('Kitchen laptop');
  },
};

/** ada has a phone too. */
function enrolTelephone(stage: Stage): Promise<void> {
  return stage.enrolElsewhere('ada', undefined, 'Telephone');
}

async function says(context: { canvasElement: HTMLElement }, why: string): Promise<void> {
  const person = new Person(context);
  const devices = await person.sees(tag);
  await person.reads(devices, 'message', why);
  await expect(devices.parts('device')).toEqual([]);
}

async function lists(
  context: { canvasElement: HTMLElement },
  count: number,
): Promise<Harness<NeonDevices>> {
  const devices = await new Person(context).sees(tag);
  await devices.until(() => devices.parts('device').length === count);
  return devices;
}

/** A person wants to remove one of two devices. */
async function isAsked(context: { canvasElement: HTMLElement }, index: number) {
  const person = new Person(context);
  const devices = await lists(context, 2);
  await userEvent.click(devices.parts('revoke-button')[index]!);
  await devices.until(() => devices.part<HTMLDialogElement>('dialog').open);
  return { person, devices };
}

/** A person presses the first button of a kind. */
async function begins(context: { canvasElement: HTMLElement }, button: string) {
  const person = new Person(context);
  const devices = await lists(context, 2);
  await userEvent.click(devices.part(button));
  await devices.until(() => devices.part<HTMLDialogElement>('dialog').open);
  return { person, devices };
}
