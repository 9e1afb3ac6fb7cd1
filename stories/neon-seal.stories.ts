import type { Meta, StoryObj } from '@storybook/web-components-vite';
import { html, type TemplateResult } from 'lit';
import { expect } from 'storybook/test';
import { Person } from './support/person.js';
import {
  changesMind,
  isNotEnrolled,
  isRefused,
  isRefusedAfter,
  mistypesPin,
} from './support/plays.js';
import { goodPin } from './support/stage.js';
import { after, documentedBy, enrolled, stageOf } from './support/story.js';

const tag = 'neon-seal';
const seals = { settings: { seal: true } };

const order = `Pay 1,250.00 EUR
to Grace Hopper, DE02 1203 0000 0000 2020 51
for “Analytical engine, second instalment”
on 1 December`;

const meta: Meta = {
  title: 'Elements/neon-seal',
  parameters: { ...documentedBy('neon-seal'), ...enrolled(seals) },
  render: () => sealing(order),
};
export default meta;

export const NoAccountChosen: StoryObj = {
  render: () => html`<neon-seal data=${order}></neon-seal>`,
  play: async (context) => {
    const seal = await new Person(context).sees(tag);
    await expect(seal.part('button').ariaDisabled).toBe('true');
    await expect(seal.element.validationMessage).toBe('Choose an account first.');
  },
};

export const NothingToSeal: StoryObj = {
  render: () => sealing(''),
  play: async (context) => {
    const person = new Person(context);
    const seal = await person.sees(tag);
    await person.reads(seal, 'hint', 'There is nothing to seal yet.');
    await expect(seal.part('button').ariaDisabled).toBe('true');
  },
};

export const NotEnrolled: StoryObj = {
  render: () => html`<neon-seal login="grace" data=${order}></neon-seal>`,
  play: (context) => isNotEnrolled(context, tag),
};

/** The service does not seal. */
export const NotAllowed: StoryObj = {
  parameters: enrolled(),
  play: (context) => isRefusedAfter(context, tag, 'Sealing is switched off.', [goodPin]),
};

/** The text contains half a character, which other programs might read differently. */
export const DamagedText: StoryObj = {
  render: () => sealing('Pay 1,250.00 EUR to Grace \uD83D'),
  play: (context) => isRefused(context, tag, 'This text is damaged and cannot be sealed.'),
};

export const WrongPin: StoryObj = {
  name: 'Wrong PIN',
  play: (context) => mistypesPin(context, tag),
};

export const Offline: StoryObj = {
  parameters: after((stage) => stage.goOffline(), seals),
  play: (context) => isRefused(context, tag, 'The service cannot be reached.'),
};

export const Cancelled: StoryObj = {
  play: (context) => changesMind(context, tag),
};

/** A seal is for the data that were shown: after a change it is gone. */
export const Changed: StoryObj = {
  play: async (context) => {
    const { seal } = await sealed(context);
    seal.element.data = order.replace('1,250', '9,250');
    await seal.until(() => !seal.states('done').length);
    await expect(seal.element.value).toBe('');
    await expect(seal.element.validationMessage).toBe('Seal this first.');
  },
};

/** Invisible characters can deceive: here one of them reverses the amount. */
export const UnseenCharacters: StoryObj = {
  render: () => sealing('Pay \u202E05.21\u202C EUR to\u200B Grace'),
  play: async (context) => {
    const seal = await new Person(context).sees(tag);
    const unseen = seal.parts('unseen').map(({ textContent }) => textContent);
    await expect(unseen).toEqual(['U+202E', 'U+202C', 'U+200B']);
  },
};

/** Fillers, unusual blanks and the joiners of emoji are shown by their code points. */
export const FillersAndEmoji: StoryObj = {
  render: () => sealing('Pay 12\u2800\u3164\u3164 EUR to Grace ❤\uFE0F'),
  play: async (context) => {
    const seal = await new Person(context).sees(tag);
    const unseen = seal.parts('unseen').map(({ textContent }) => textContent);
    await expect(unseen).toEqual(['U+2800 U+3164 ×2', 'U+FE0F']);
  },
};

/** The whole text can be read, also by keyboard. */
export const LongText: StoryObj = {
  render: () => sealing(Array.from({ length: 60 }, (_, n) => `§ ${n + 1}  ${order}`).join('\n\n')),
  play: async (context) => {
    const data = (await new Person(context).sees(tag)).part('data');
    await expect(data.scrollHeight).toBeGreaterThan(data.clientHeight);
    await expect(data.tabIndex).toBe(0);
  },
};

/** A text of many pages is drawn in parts, with buttons and a number to turn to each. The seal is for all of them. */
export const InParts: StoryObj = {
  render: () => sealing(Array.from({ length: 240 }, (_, n) => `§ ${n + 1}  ${order}`).join('\n\n')),
  play: async (context) => {
    const person = new Person(context);
    const seal = await person.sees(tag);
    await expect(seal.part('previous-button').ariaDisabled).toBe('true');
    await person.presses(seal, 'next-button');
    await person.reads(seal, 'shown', 'You see part 2 of 4. Your seal is for the whole text.');
    for (let part = 2; part < 4; part++) await person.presses(seal, 'next-button');
    await seal.until(() => seal.text('shown').startsWith('You see part 4 of 4.'));
    await expect(seal.text('data')).toContain('§ 240');
    await expect(seal.part('next-button').ariaDisabled).toBe('true');
  },
};

export const Ready: StoryObj = {};

/** The site's server has the seal verified, for exactly this text. */
export const Sealed: StoryObj = {
  play: async (context) => {
    const { seal, person } = await sealed(context);
    const { value } = seal.element;
    await person.reads(seal, 'status', 'Sealed.');
    await expect(await stageOf(context).acceptsSeal(value, `${order} `)).toBe(false);
    await expect(await stageOf(context).acceptsSeal(value, order)).toBe(true);
  },
};

function sealing(data: string): TemplateResult {
  return html`<neon-seal login="ada" data=${data}></neon-seal>`;
}

async function sealed(context: { canvasElement: HTMLElement }) {
  const person = new Person(context);
  const seal = await person.starts(tag);
  await person.answers(goodPin);
  await seal.until(() => seal.states('done').length);
  return { person, seal };
}
