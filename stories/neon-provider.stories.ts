import type { Meta, StoryObj } from '@storybook/web-components-vite';
import { html } from 'lit';
import { expect } from 'storybook/test';
import { Harness } from '../test/support/elements/harness.js';
import { Person } from './support/person.js';
import { alone, documentedBy, on, silenceWarnings, stageOf } from './support/story.js';

const meta: Meta = {
  title: 'Elements/neon-provider',
  parameters: documentedBy('neon-provider'),
  // It shows nothing itself. A page can show its states like this.
  render: () => html`
    <p data-when="starting">The service has not answered yet.</p>
    <p data-when="online">The service has answered.</p>
    <p data-when="offline">The service cannot be reached.</p>
    <p data-when="failed">Nothing can be done here.</p>
  `,
};
export default meta;

/** The page speaks from an address that the service does not know. */
export const Failed: StoryObj = {
  parameters: on({ origins: ['https://bank.example'] }),
  play: (context) => says(context, 'Nothing can be done here.'),
};

/** The page has given it a service and no alias. A warning on the console says so to the developer. */
export const SetUpWrongly: StoryObj = {
  beforeEach: silenceWarnings,
  render: (_, context) => html`
    <neon-provider service=${stageOf(context).url} alias="">
      <p data-when="failed">This page is not set up correctly.</p>
      <neon-otp login="ada"></neon-otp>
    </neon-provider>
  `,
  play: async (context) => {
    const otp = await new Person(context).sees('neon-otp');
    await otp.until(() => otp.text('hint').includes('not set up correctly'));
    await expect(otp.part('button').ariaDisabled).toBe('true');
    await expect(console.warn).toHaveBeenCalledWith(
      '<neon-provider>: alias must be 32 hexadecimal digits',
    );
  },
};

/** An element outside of any provider can do nothing. After two seconds a warning says so to the developer. */
export const Missing: StoryObj = {
  parameters: alone,
  beforeEach: silenceWarnings,
  render: () => html`<neon-otp login="ada"></neon-otp>`,
  play: async ({ canvasElement }) => {
    const otp = new Harness(canvasElement.querySelector('neon-otp')!);
    await otp.until(() => otp.text('hint').includes('not set up correctly'));
    await expect(console.warn).toHaveBeenCalledWith(
      '<neon-otp> needs a <neon-provider> with service and alias around it',
    );
    await expect(otp.part('button').ariaDisabled).toBe('true');
  },
};

export const Offline: StoryObj = {
  parameters: on({ prepare: (stage) => stage.goOffline() }),
  play: (context) => says(context, 'The service cannot be reached.'),
};

export const Online: StoryObj = {
  play: (context) => says(context, 'The service has answered.'),
};

async function says(context: { canvasElement: HTMLElement }, sentence: string): Promise<void> {
  await new Person(context).sees('neon-provider');
  const lines = [...context.canvasElement.querySelectorAll('p')];
  const visible = lines.filter((line) => line.checkVisibility());
  await expect(visible.map((line) => line.textContent)).toEqual([sentence]);
}
