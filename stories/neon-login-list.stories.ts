import type { Meta, StoryObj } from '@storybook/web-components-vite';
import { html } from 'lit';
import { expect, userEvent } from 'storybook/test';
import type { NeonLoginSelectedEvent } from '../components/events.js';
import type { NeonLoginList } from '../components/neon-login-list/neon-login-list.js';
import { NeonError, type NeonClient } from '../src/index.js';
import type { Harness } from '../test/support/elements/harness.js';
import { Person } from './support/person.js';
import { goodPin } from './support/stage.js';
import { after, documentedBy, enrolled, on, silenceWarnings, stageOf } from './support/story.js';

const meta: Meta = {
  title: 'Elements/neon-login-list',
  parameters: documentedBy('neon-login-list'),
  render: () => html`<neon-login-list></neon-login-list>`,
};
export default meta;

export const Empty: StoryObj = {
  play: async (context) => {
    const list = await shown(context);
    await expect(list.states('empty')).toEqual(['empty']);
    await expect(list.part('empty').textContent).toContain('No account is set up');
  },
};

/** The page has its own text for a browser without an account. */
export const EmptyInOwnWords: StoryObj = {
  render: () => html`
    <neon-login-list>
      <a slot="empty" href="https://bank.example/set-up">Set up this browser</a>
    </neon-login-list>
  `,
};

/** The page speaks from an address that the service does not know. */
export const PageRefused: StoryObj = {
  parameters: on({ origins: ['https://bank.example'] }),
  play: async (context) => {
    const list = await shown(context);
    await list.until(() => list.text('message'));
    await expect(list.text('message')).toContain('cannot be used at this address');
  },
};

/** The page has given its provider a service and no alias. */
export const SetUpWrongly: StoryObj = {
  beforeEach: silenceWarnings,
  render: (_, context) => html`
    <neon-provider service=${stageOf(context).url} alias="">
      <neon-login-list></neon-login-list>
    </neon-provider>
  `,
  play: async (context) => {
    const list = await shown(context);
    await list.until(() => list.text('message'));
    await expect(list.text('message')).toContain('This page is not set up correctly.');
    await expect(list.parts('retry-button')).toEqual([]);
  },
};

/** The frame that keeps the keys cannot be loaded, so no account is known. */
export const FrameNotLoaded: StoryObj = {
  render: (_, context) => html`
    <neon-provider .client=${withoutFrame(stageOf(context).client())}>
      <neon-login-list></neon-login-list>
    </neon-provider>
  `,
  play: async (context) => {
    const list = await shown(context);
    await list.until(() => list.text('status'));
    await expect(list.text('status')).toBe('The service cannot be reached. Please try again.');
    await expect(list.part('empty').checkVisibility()).toBe(false);
  },
};

/** After too many wrong PINs, of which the person is told. */
export const WrongPins: StoryObj = {
  parameters: after((stage) => stage.enterWrongPins('ada', 5)),
  play: async (context) => {
    await tells(context, 'Blocked.');
    const list = await shown(context);
    await expect(list.text('wrong-tries')).toContain('5 wrong tries, the last one');
  },
};

/** The operator has blocked this browser. */
export const BrowserBlocked: StoryObj = {
  parameters: after((stage) => stage.blockTokens('ada')),
  play: (context) => tells(context, 'Blocked. Unlock it with an unlock code.'),
};

/** On a page with elements that help, a blocked account can be selected. */
export const BlockedForHelp: StoryObj = {
  parameters: on({
    prepare: async (stage) => {
      await stage.enrol('ada');
      await stage.blockTokens('ada');
      await stage.enrol('grace');
      await stage.changeUser('grace', 'disable');
    },
  }),
  render: () => html`
    <div @neon-login-selected=${unlockSelected}>
      <neon-login-list for-help></neon-login-list>
      <neon-unlock></neon-unlock>
    </div>
  `,
  play: async (context) => {
    const list = await shown(context);
    await list.until(() => list.element.value);
    await expect(list.element.value).toBe('ada');
    const code = await stageOf(context).unlockCode('ada', 'browser');
    const person = new Person(context);
    const unlock = await person.starts('neon-unlock', code);
    await person.answers(goodPin);
    await unlock.until(() => unlock.states('done').length);
    await list.until(() => list.parts('state').length === 1);
  },
};

export const SwitchedOff: StoryObj = {
  parameters: after((stage) => stage.changeUser('ada', 'disable')),
  play: (context) => tells(context, 'Switched off.'),
};

/** The account was restored in another browser, which ended this one. */
export const Lost: StoryObj = {
  parameters: after((stage) => stage.restoreElsewhere('ada')),
  play: (context) => tells(context, 'Not accepted. Set it up again'),
};

/** The last known state is shown, and can be asked for again. */
export const Offline: StoryObj = {
  parameters: after((stage) => stage.goOffline()),
  play: async (context) => {
    const list = await shown(context);
    await list.until(() => list.text('status'));
    await expect(list.text('status')).toContain('This is the last known state.');
    await expect(list.element.value).toBe('ada');
  },
};

/** The service is there again. */
export const BackOnline: StoryObj = {
  parameters: after((stage) => stage.goOffline()),
  play: async (context) => {
    const list = await shown(context);
    stageOf(context).goOnline();
    await new Person(context).presses(list, 'retry-button');
    await list.until(() => !list.text('status'));
    await expect(list.parts('retry-button')).toEqual([]);
  },
};

export const RemovalCancelled: StoryObj = {
  parameters: enrolled(),
  play: async (context) => {
    const person = new Person(context);
    const list = await shown(context);
    await person.presses(list, 'manage-button');
    await person.presses(list, 'forget-button');
    await list.until(() => list.part<HTMLDialogElement>('dialog').open);
    await person.presses(list, 'cancel-button');
    await list.until(() => !list.part<HTMLDialogElement>('dialog').open);
    await expect(list.parts('login')).toHaveLength(1);
  },
};

/** The dialog asks first, and says what removing means. */
export const RemovalAsked: StoryObj = {
  parameters: enrolled(),
  play: async (context) => {
    const list = await shown(context);
    const person = new Person(context);
    await person.presses(list, 'manage-button');
    await person.presses(list, 'forget-button');
    await list.until(() => list.part<HTMLDialogElement>('dialog').open);
    await expect(list.text('title')).toBe('Remove ada?');
  },
};

/** Another tab has removed the account while the dialog was open. */
export const RemovalFailed: StoryObj = {
  parameters: enrolled(),
  play: async (context) => {
    const person = new Person(context);
    const list = await shown(context);
    await person.presses(list, 'manage-button');
    await person.presses(list, 'forget-button');
    await list.until(() => list.part<HTMLDialogElement>('dialog').open);
    await stageOf(context).before((client) => client.forget('ada'));
    await person.presses(list, 'button');
    await person.reads(list, 'message', 'This account is not set up in this browser, or');
  },
};

export const Removed: StoryObj = {
  parameters: enrolled(),
  play: async (context) => {
    const person = new Person(context);
    const list = await shown(context);
    await person.presses(list, 'manage-button');
    await person.presses(list, 'forget-button');
    await person.presses(list, 'button');
    await list.until(() => list.states('empty').length);
    await expect(list.parts('login')).toEqual([]);
  },
};

/** The only account is selected by itself. */
export const One: StoryObj = {
  parameters: enrolled(),
  play: async (context) => {
    const list = await shown(context);
    await list.until(() => list.element.value);
    await expect(list.element.value).toBe('ada');
  },
};

export const Several: StoryObj = {
  parameters: on({
    prepare: async (stage) => {
      await stage.enrol('ada');
      await stage.enrol('ada.lovelace.countess.of.king-noel@analytical-engine.example');
      await stage.enrol('grace');
      await stage.changeUser('grace', 'disable');
    },
  }),
  play: async (context) => {
    const list = await shown(context);
    await list.until(() => list.parts('login').length === 3);
    await expect(list.element.value).toBe('');
    const ada = list.parts('login').find((login) => /^\s*ada\s/.test(login.textContent));
    await userEvent.click(ada!);
    await list.until(() => list.element.value);
    await expect(list.element.value).toBe('ada');
  },
};

/** A client whose frame cannot be loaded. A real frame would send a request over the network, which stories do not. */
function withoutFrame(client: NeonClient): NeonClient {
  const accounts = () => Promise.reject(new NeonError('NETWORK_UNAVAILABLE'));
  return new Proxy(client, {
    get(target, name) {
      if (name === 'online') return false;
      if (name === 'accounts') return accounts;
      const member: unknown = Reflect.get(target, name, target);
      return typeof member === 'function' ? (member.bind(target) as unknown) : member;
    },
  });
}

function unlockSelected(event: NeonLoginSelectedEvent): void {
  const { currentTarget, login } = event;
  (currentTarget as HTMLElement).querySelector('neon-unlock')!.login = login;
}

async function shown(context: { canvasElement: HTMLElement }): Promise<Harness<NeonLoginList>> {
  const list = await new Person(context).sees('neon-login-list');
  await list.until(() => !list.part('empty').textContent.includes('Loading'));
  return list;
}

/** The one account cannot be used, and the list says why. */
async function tells(context: { canvasElement: HTMLElement }, why: string): Promise<void> {
  const list = await shown(context);
  await list.until(() => list.parts('state').length);
  await expect(list.text('state')).toContain(why);
  await expect(list.element.value).toBe('');
}
