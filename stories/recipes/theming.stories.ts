import type { Meta, StoryObj } from '@storybook/web-components-vite';
import { html } from 'lit';
import { expect } from 'storybook/test';
import { Person } from '../support/person.js';
import { goodPin, wrongPin } from '../support/stage.js';
import { on } from '../support/story.js';
import './theming.css';
import styleSheet from './theming.css?raw';

const meta: Meta = {
  title: 'Recipes/Theming',
  parameters: {
    ...on({ prepare: (stage) => stage.enrol('ada') }),
    docs: {
      description: {
        component:
          'Light or dark is what the page says with `color-scheme`. Colours and corners are custom properties, set anywhere above the elements; contrast between the pairs is the page’s own. Beyond that, parts and states are styled from the page’s style sheet.',
      },
    },
  },
  render: () => html`
    <div class="harbour">
      <neon-login-list></neon-login-list>
      <neon-otp login="ada"></neon-otp>
    </div>
  `,
};
export default meta;

/** The colours and corners of the page. */
export const Colours: StoryObj = {
  parameters: { docs: { source: { code: styleSheet, language: 'css' } } },
};

/** Parts, and states of the element. */
export const Ready: StoryObj = {
  ...Colours,
  play: async (context) => {
    const person = new Person(context);
    const otp = await person.sees('neon-otp');
    await person.presses(otp, 'button');
    await person.answers(goodPin);
    await otp.until(() => otp.states('ready').length);
    await expect(getComputedStyle(otp.part('code')).fontFamily).toContain('monospace');
  },
};

/** The dialog belongs to the provider, so properties of the provider apply to it too. */
export const Dialog: StoryObj = {
  ...Colours,
  play: async (context) => {
    const person = new Person(context);
    await person.presses(await person.sees('neon-otp'), 'button');
    await person.answers(wrongPin);
    const prompt = await person.isRefused();
    await expect(getComputedStyle(prompt.part('input')).borderRadius).toBe('0px');
  },
};
