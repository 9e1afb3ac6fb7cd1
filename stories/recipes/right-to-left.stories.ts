import type { Meta, StoryObj } from '@storybook/web-components-vite';
import { html } from 'lit';
import { expect } from 'storybook/test';
import { Person } from '../support/person.js';
import { after } from '../support/story.js';

const meta: Meta = {
  title: 'Recipes/Right to left',
  parameters: {
    ...after((stage) => stage.enrol('\u05d0\u05d3\u05d4 (2)')),
    docs: {
      description: {
        component:
          'The elements follow the `dir` of the page. Sentences in a language of the other direction keep their order, and names in a sentence do too.',
      },
    },
  },
  render: () => html`
    <div dir="rtl">
      <neon-login-list></neon-login-list>
      <neon-otp login="ada"></neon-otp>
    </div>
  `,
};
export default meta;

/** English texts in a page that runs from right to left. */
export const English: StoryObj = {
  play: async (context) => {
    const list = await new Person(context).sees('neon-login-list');
    await list.until(() => list.parts('login').length === 2);
  },
};

/** The question names an account in Hebrew. */
export const RemovalAsked: StoryObj = {
  play: async (context) => {
    const person = new Person(context);
    const list = await person.sees('neon-login-list');
    await list.until(() => list.parts('login').length === 2);
    await person.presses(list, 'manage-button');
    await list.until(() => list.parts('forget-button').length);
    list
      .parts('forget-button')
      .find(({ title }) => title.includes('(2)'))!
      .click();
    await list.until(() => list.part<HTMLDialogElement>('dialog').open);
    await expect(list.text('title')).toContain('(2)?');
  },
};
