import type { Meta, StoryObj } from '@storybook/web-components-vite';
import { html } from 'lit';
import { expect, userEvent, within } from 'storybook/test';
import { NeonError, type Prompter } from '../../src/index.js';
import type { NeonProvider } from '../../components/neon-provider/neon-provider.js';
import { Person } from '../support/person.js';
import { goodPin, wrongPin } from '../support/stage.js';
import { on, stageOf } from '../support/story.js';

const meta: Meta = {
  title: 'Recipes/Own prompter',
  parameters: {
    ...on({ prepare: (stage) => stage.enrol('ada') }),
    docs: {
      description: {
        component:
          'A page that has its own way to ask gives the provider a prompter. What it resolves with goes to the core and nowhere else; a `NeonError` with `USER_CANCELLED` says that the person does not want to.',
      },
      source: {
        language: 'js',
        code: `document.querySelector('neon-provider').prompter = {
  async askForPin({ login, signal }) {
    const value = await myDialog(\`PIN of \${login}\`, signal);
    if (value === undefined) throw new NeonError('USER_CANCELLED');
    return { value, type: 'pin' };
  },
  async definePin({ policy, signal }) {
    const value = await myDialog(\`New PIN, \${policy.min} to \${policy.max} digits\`, signal);
    if (value === undefined) throw new NeonError('USER_CANCELLED');
    return value;
  },
};`,
      },
    },
  },
  render: () => html`
    <form id="ask" hidden>
      <p><label for="secret">PIN</label> <input id="secret" type="password" /></p>
      <p>
        <button>Go on</button>
        <button type="reset">Not now</button>
      </p>
    </form>
    <neon-otp login="ada"></neon-otp>
  `,
};
export default meta;

/** Without `asksAgain` a wrong PIN ends the operation, and the element says so. */
export const WrongPin: StoryObj = {
  name: 'Wrong PIN',
  play: async (context) => {
    const { person, otp, page } = await asked(context);
    await userEvent.type(page.getByLabelText('PIN'), `${wrongPin}{Enter}`);
    await otp.until(() => otp.text('message'));
    await expect(otp.text('message')).toContain('4 tries left.');
    await expect(person.prompt.states('asking')).toEqual([]);
  },
};

export const NotNow: StoryObj = {
  play: async (context) => {
    const { otp, page } = await asked(context);
    await userEvent.click(page.getByRole('button', { name: 'Not now' }));
    await otp.until(() => otp.part('button').ariaDisabled === 'false');
    await expect(otp.text('message')).toBe('');
  },
};

export const Asking: StoryObj = {
  play: async (context) => {
    const { page } = await asked(context);
    await expect(page.getByLabelText('PIN')).toHaveFocus();
  },
};

export const Answered: StoryObj = {
  play: async (context) => {
    const { otp, page } = await asked(context);
    await userEvent.type(page.getByLabelText('PIN'), `${goodPin}{Enter}`);
    await otp.until(() => otp.states('ready').length);
    await expect(await stageOf(context).accepts('ada', otp.element.value)).toBe(true);
  },
};

/** The person has pressed the button, and the page's own form asks. */
async function asked(context: { canvasElement: HTMLElement }) {
  const { canvasElement } = context;
  const person = new Person(context);
  const otp = await person.sees('neon-otp');
  const form = canvasElement.querySelector('form')!;
  const opened = new Promise((resolve) =>
    form.addEventListener('focusin', resolve, { once: true }),
  );
  canvasElement.querySelector<NeonProvider>('neon-provider')!.prompter = formPrompter(form);
  await person.presses(otp, 'button');
  await opened;
  return { person, otp, page: within(canvasElement) };
}

/** Asks in a form of the page. */
function formPrompter(form: HTMLFormElement): Prompter {
  const field = form.querySelector('input')!;
  const ask = (): Promise<string> =>
    new Promise<string>((resolve, reject) => {
      form.onsubmit = (event) => {
        event.preventDefault();
        resolve(field.value);
      };
      form.onreset = () => reject(new NeonError('USER_CANCELLED'));
      form.hidden = false;
      field.focus();
    }).finally(() => {
      form.hidden = true;
      field.value = '';
    });
  return {
    askForPin: async () => ({ value: await ask(), type: 'pin' }),
    definePin: ask,
  };
}
