import type { Meta, StoryObj } from '@storybook/web-components-vite';
import { html } from 'lit';
import { expect, userEvent, waitFor, within } from 'storybook/test';
import { Person } from '../support/person.js';
import { goodPin, wrongPin } from '../support/stage.js';
import { on, stageOf } from '../support/story.js';

const meta: Meta = {
  title: 'Recipes/Sign-in form',
  parameters: {
    ...on({ prepare: (stage) => stage.enrol('ada') }),
    docs: {
      description: {
        component:
          '`neon-otp` is a form control: under its `name` it submits the password with the site’s own form, and without a password that is still good the form is not sent. `neon-login-list` submits the account, and the page needs no script. The site’s server has it verified, once.',
      },
    },
  },
  render: () => html`
    <form class="sign-in" @submit=${received}>
      <neon-login-list name="login" required></neon-login-list>
      <neon-otp name="otp"></neon-otp>
      <p><button>Sign in</button></p>
      <p role="status"></p>
    </form>
  `,
};
export default meta;

/** The form is not sent without a password, and the browser says what is missing. */
export const Missing: StoryObj = {
  play: async (context) => {
    const { canvasElement } = context;
    const otp = await chosen(context);
    await userEvent.click(within(canvasElement).getByRole('button', { name: 'Sign in' }));
    await expect(canvasElement.querySelector('form')!.checkValidity()).toBe(false);
    await expect(otp.element.validity.valueMissing).toBe(true);
    await expect(within(canvasElement).getByRole('status')).toBeEmptyDOMElement();
  },
};

export const Ready: StoryObj = {
  play: async (context) => {
    await chosen(context);
  },
};

/** The server gets a password that is accepted once. */
export const Sent: StoryObj = {
  play: async (context) => {
    const { canvasElement } = context;
    const person = new Person(context);
    const stage = stageOf(context);
    const otp = await chosen(context);
    await person.presses(otp, 'button');
    await person.answers(goodPin);
    await otp.until(() => otp.states('ready').length);
    const form = canvasElement.querySelector('form')!;
    const data = new FormData(form);
    await userEvent.click(within(canvasElement).getByRole('button', { name: 'Sign in' }));
    await expect(within(canvasElement).getByRole('status')).toHaveTextContent('ada signs in');
    const [login, value] = [String(data.get('login')), String(data.get('otp'))];
    await expect(await stage.accepts(login, value)).toBe(true);
    await expect(await stage.accepts(login, value)).toBe(false);
  },
};

/** A second factor that people may leave out: the form is sent without a password. */
export const Optional: StoryObj = {
  render: () => html`
    <form class="sign-in" @submit=${received}>
      <neon-login-list name="login" required></neon-login-list>
      <neon-otp name="otp" optional></neon-otp>
      <p><button>Sign in</button></p>
      <p role="status"></p>
    </form>
  `,
  play: async (context) => {
    const { canvasElement } = context;
    const otp = await chosen(context);
    await expect(otp.element.validity.valid).toBe(true);
    await userEvent.click(within(canvasElement).getByRole('button', { name: 'Sign in' }));
    await expect(within(canvasElement).getByRole('status')).toHaveTextContent('ada signs in');
  },
};

/** Lists in one provider have one selection. */
export const TwoLists: StoryObj = {
  render: () => html`
    <neon-login-list></neon-login-list>
    <form class="sign-in" @submit=${received}>
      <neon-login-list name="login" required></neon-login-list>
      <neon-otp name="otp"></neon-otp>
      <p role="status"></p>
    </form>
  `,
  play: async (context) => {
    const { canvasElement } = context;
    await chosen(context);
    const lists = [...canvasElement.querySelectorAll('neon-login-list')];
    await waitFor(() => expect(lists.map(({ value }) => value)).toEqual(['ada', 'ada']));
    await expect(new FormData(canvasElement.querySelector('form')!).get('login')).toBe('ada');
  },
};

/** The form's own button asks for the PIN: two presses, and nothing to read. */
export const OnSubmit: StoryObj = {
  render: () => html`
    <form class="sign-in" @submit=${received}>
      <neon-login-list name="login" required></neon-login-list>
      <neon-otp name="otp" on-submit></neon-otp>
      <p><button>Sign in</button></p>
      <p role="status"></p>
    </form>
  `,
  play: async (context) => {
    const { canvasElement } = context;
    const otp = await new Person(context).sees('neon-otp');
    await otp.until(() => otp.element.currentLogin);
    await userEvent.click(within(canvasElement).getByRole('button', { name: 'Sign in' }));
    await new Person(context).answers(goodPin);
    await waitFor(() =>
      expect(within(canvasElement).getByRole('status')).toHaveTextContent('ada signs in'),
    );
    await expect(await stageOf(context).accepts('ada', otp.element.value)).toBe(true);
  },
};

/** What went wrong stands in place of the password, and stays. */
export const OnSubmitBlocked: StoryObj = {
  ...OnSubmit,
  parameters: on({
    prepare: async (stage) => {
      await stage.enrol('ada');
      await stage.enterWrongPins('ada', 4);
    },
  }),
  play: async (context) => {
    const { canvasElement } = context;
    const person = new Person(context);
    const otp = await person.sees('neon-otp');
    await otp.until(() => otp.element.currentLogin);
    await userEvent.click(within(canvasElement).getByRole('button', { name: 'Sign in' }));
    await person.answers(wrongPin);
    await person.reads(otp, 'message', 'This browser is blocked after too many wrong tries.');
    await expect(within(canvasElement).getByRole('status')).toBeEmptyDOMElement();
  },
};

/** A field of the page's own receives the password too, and loses it when it expires. */
export const IntoOwnField: StoryObj = {
  render: () => html`
    <form class="sign-in">
      <label for="own">Password for the telephone line</label>
      <neon-otp login="ada">
        <input slot="input" id="own" name="otp" readonly />
      </neon-otp>
    </form>
  `,
  play: async (context) => {
    const person = new Person(context);
    const otp = await chosen(context);
    await person.presses(otp, 'button');
    await person.answers(goodPin);
    await otp.until(() => otp.states('ready').length);
    const field = within(context.canvasElement).getByLabelText('Password for the telephone line');
    await expect(field).toHaveValue(otp.element.value);
  },
};

/** Stands for the site's server. */
function received(event: Event): void {
  event.preventDefault();
  const form = event.currentTarget as HTMLFormElement;
  const login = String(new FormData(form).get('login'));
  form.querySelector('[role=status]')!.textContent =
    `${login} signs in with a password that works once.`;
}

/** The list has selected the only account. */
async function chosen(context: { canvasElement: HTMLElement }) {
  const otp = await new Person(context).sees('neon-otp');
  await otp.until(() => otp.part('button').ariaDisabled === 'false');
  return otp;
}
