import type { Meta, StoryContext, StoryObj } from '@storybook/web-components-vite';
import { html } from 'lit';
import { expect } from 'storybook/test';
import { Person } from './support/person.js';
import { goodPin, wrongPin } from './support/stage.js';
import { after, documentedBy, enrolled, on, stageOf } from './support/story.js';

const tag = 'neon-push-inbox';
const settings = { push: true };

const meta: Meta = {
  title: 'Elements/neon-push-inbox',
  parameters: { ...documentedBy('neon-push-inbox'), ...enrolled({ settings }) },
  render: () => html`<neon-push-inbox></neon-push-inbox>`,
};
export default meta;

/** No account is set up in this browser, so nobody can wait for it. */
export const NotEnrolled: StoryObj = {
  parameters: on({ settings }),
  play: (context) => isEmpty(context, 'No account is set up in this browser yet.'),
};

export const Empty: StoryObj = {
  play: (context) => isEmpty(context),
};

/** Whether anybody waits is not known. */
export const Offline: StoryObj = {
  parameters: after((stage) => stage.goOffline(), { settings }),
  play: async (context) => {
    const inbox = await new Person(context).sees(tag);
    await inbox.until(() => inbox.text('status'));
    await expect(inbox.text('status')).toBe('The service cannot be reached. Please try again.');
    await expect(inbox.part('empty').checkVisibility()).toBe(false);
  },
};

/** What to say when nobody waits is the page's. */
export const EmptyInOwnWords: StoryObj = {
  render: () => html`
    <neon-push-inbox>
      <a slot="empty" href="https://bank.example/help">How do I sign in on another device?</a>
    </neon-push-inbox>
  `,
};

/** The number is what shows that the person sees the page that asks. */
export const NumberMissing: StoryObj = {
  play: async (context) => {
    const { person, inbox } = await isAsked(context);
    await person.presses(inbox, 'approve-button');
    await person.reads(inbox, 'message', 'Type the number that the other page shows.');
    await expect(inbox.focused).toBe('input');
  },
};

export const WrongNumber: StoryObj = {
  play: async (context) => {
    const { person, inbox, number } = await isAsked(context);
    await person.types(inbox, 'input', otherThan(number));
    await person.presses(inbox, 'approve-button');
    await person.answers(goodPin);
    const why = 'That is not the number that the other page shows. 2 tries left.';
    await person.reads(inbox, 'message', why);
  },
};

/** Somebody guesses: the request is over. */
export const ThirdWrongNumber: StoryObj = {
  play: async (context) => {
    const { person, inbox, number, end } = await isAsked(context);
    for (const left of ['2 tries left', 'One try left', 'Denied']) {
      await person.types(inbox, 'input', otherThan(number));
      await person.presses(inbox, 'approve-button');
      await person.answers(goodPin);
      await inbox.until(() => inbox.text('message').includes(left));
    }
    await inbox.until(() => inbox.states('empty').length);
    await expect(await end).toBe('PUSH_DENIED');
  },
};

export const WrongPin: StoryObj = {
  name: 'Wrong PIN',
  play: async (context) => {
    const { person, inbox, number } = await isAsked(context);
    await person.types(inbox, 'input', number);
    await person.presses(inbox, 'approve-button');
    await person.answers(wrongPin);
    const prompt = await person.isRefused();
    await expect(prompt.text('message')).toBe(
      'One wrong PIN. After 4 more, your account is blocked here.',
    );
  },
};

/** The page that asked has waited for too long. */
export const TooLate: StoryObj = {
  play: async (context) => {
    const { person, inbox } = await isAsked(context);
    stageOf(context).advance(120_000);
    await person.presses(inbox, 'deny-button');
    await person.reads(inbox, 'message', 'This request has ended. A new one is needed.');
  },
};

/** What was typed stays, to be sent again. */
export const ConnectionLost: StoryObj = {
  play: async (context) => {
    const { person, inbox, number } = await isAsked(context);
    stageOf(context).goOffline();
    await person.types(inbox, 'input', number);
    await person.presses(inbox, 'approve-button');
    await person.answers(goodPin);
    await person.reads(inbox, 'message', 'The connection was lost.');
    await expect(inbox.part<HTMLInputElement>('input').value).toBe(number);
  },
};

/** The dialog was closed; nothing was answered. */
export const Cancelled: StoryObj = {
  play: async (context) => {
    const { person, inbox, number } = await isAsked(context);
    await person.types(inbox, 'input', number);
    await person.presses(inbox, 'approve-button');
    await person.presses(await person.isAsked(), 'cancel-button');
    await inbox.until(() => !inbox.states('pending').length);
    await expect(inbox.text('message')).toBe('');
    await expect(inbox.parts('request')).toHaveLength(1);
  },
};

/** To deny nothing is asked for. */
export const Denied: StoryObj = {
  play: async (context) => {
    const { person, inbox, end } = await isAsked(context);
    await person.presses(inbox, 'deny-button');
    await inbox.until(() => inbox.states('empty').length);
    await expect(inbox.text('status')).toBe('Denied.');
    await expect(inbox.part('empty').checkVisibility()).toBe(false);
    await expect(await end).toBe('PUSH_DENIED');
  },
};

/** Somebody else asks in the person's name, and may do so again. */
export const NotMe: StoryObj = {
  play: async (context) => {
    const { person, inbox, end } = await isAsked(context);
    await person.presses(inbox, 'mute-button');
    await inbox.until(() => inbox.states('empty').length);
    await expect(inbox.text('status')).toBe('Denied. You will not be asked again for an hour.');
    await expect(await end).toBe('PUSH_DENIED');
  },
};

/** Another browser of the person was quicker. */
export const AnsweredElsewhere: StoryObj = {
  play: async (context) => {
    const other = await stageOf(context).others.enrolled('ada');
    const { inbox } = await isAsked(context);
    const [request] = await other.pushRequests();
    await other.answerPush(request!.pid, { approve: false });
    await inbox.until(() => inbox.states('empty').length);
    await expect(inbox.text('status')).toBe('');
  },
};

/** What is known of the page that asks, and what the person can say. */
export const Asked: StoryObj = {
  parameters: after((stage) => stage.others.ask('ada'), { settings }),
  play: async (context) => {
    const person = new Person(context);
    const inbox = await person.sees(tag);
    await inbox.until(() => inbox.parts('request').length);
    await expect(inbox.text('site')).toBe(`${location.host}: sign in as ada?`);
    await expect(inbox.text('about')).toMatch(/ · \d+ seconds? ago$/);
    await person.reads(inbox, 'status', 'A page waits for you');
  },
};

export const AskedByTwo: StoryObj = {
  parameters: after(
    async (stage) => {
      await stage.others.ask('ada');
      await stage.others.ask('ada');
    },
    { settings },
  ),
  play: async (context) => {
    const inbox = await new Person(context).sees(tag);
    await inbox.until(() => inbox.parts('request').length === 2);
  },
};

/** The page that asked has its one-time password. */
export const Approved: StoryObj = {
  play: async (context) => {
    const { person, inbox, number, otp } = await isAsked(context);
    await person.types(inbox, 'input', number);
    await person.presses(inbox, 'approve-button');
    await person.answers(goodPin);
    await inbox.until(() => inbox.states('empty').length);
    await expect(inbox.text('status')).toBe('Confirmed. You can go on at the other page.');
    await expect(await stageOf(context).accepts('ada', (await otp).value)).toBe(true);
  },
};

async function isEmpty(
  context: { canvasElement: HTMLElement },
  why = 'Nobody is waiting for you.',
): Promise<void> {
  const inbox = await new Person(context).sees(tag);
  await expect(inbox.states('empty')).toEqual(['empty']);
  await expect(inbox.text('empty')).toContain(why);
}

/** A page asks, and this one shows it. */
async function isAsked(context: Pick<StoryContext, 'loaded' | 'canvasElement'>) {
  const person = new Person(context);
  const inbox = await person.sees(tag);
  const asked = await stageOf(context).others.ask('ada');
  await inbox.until(() => inbox.parts('request').length);
  return { person, inbox, ...asked };
}

function otherThan(number: string): string {
  return String((Number(number) + 1) % 1_000_000).padStart(6, '0');
}
