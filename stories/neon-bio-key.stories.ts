import type { Meta, StoryObj } from '@storybook/web-components-vite';
import { html } from 'lit';
import { expect } from 'storybook/test';
import { NeonError, valueBioKey } from '../src/index.js';
import { Person } from './support/person.js';
import {
  changesMind,
  hasNoAccount,
  isNotEnrolled,
  isRefused,
  isRefusedAfter,
  mistypesPin,
} from './support/plays.js';
import { goodPin, vault, type Stage } from './support/stage.js';
import { after, documentedBy, enrolled, stageOf } from './support/story.js';

const tag = 'neon-bio-key';
const settings = { bio: 'allowed' };
const allowed = { settings, bioKey: vault };

const meta: Meta = {
  title: 'Elements/neon-bio-key',
  parameters: { ...documentedBy('neon-bio-key'), ...enrolled(allowed) },
  render: () => html`<neon-bio-key login="ada"></neon-bio-key>`,
};
export default meta;

export const NoAccountChosen: StoryObj = {
  render: () => html`<neon-bio-key></neon-bio-key>`,
  play: (context) => hasNoAccount(context, tag),
};

export const NotEnrolled: StoryObj = {
  render: () => html`<neon-bio-key login="grace"></neon-bio-key>`,
  play: (context) => isNotEnrolled(context, tag),
};

/** The service takes PINs only. */
export const NotUsed: StoryObj = {
  parameters: enrolled({ bioKey: vault }),
  play: async (context) => {
    const bio = await new Person(context).sees(tag);
    await expect(bio.text('state')).toBe('Not used here');
    await expect(bio.part('button').ariaDisabled).toBe('true');
  },
};

/** The settings of the service have changed since it was asked. */
export const NotAllowed: StoryObj = {
  play: async (context) => {
    await new Person(context).sees(tag);
    await stageOf(context).change({ bio: 'off' });
    await isRefusedAfter(context, tag, 'Biometrics cannot be used here.', [goodPin]);
  },
};

/** The page has given the provider no `bioKey`. */
export const PageWithoutMeans: StoryObj = {
  parameters: enrolled({ settings }),
  play: (context) => cannot(context, 'This page cannot set up biometrics.'),
};

/** The browser does not support WebAuthn as needed, or has no authenticator that verifies people. */
export const BrowserWithoutMeans: StoryObj = {
  parameters: enrolled({ settings, bioKey: { ...vault, obstacle: async () => 'browser' } }),
  play: (context) => cannot(context, 'This browser or device cannot do this.'),
};

export const InsideOtherPage: StoryObj = {
  parameters: enrolled({ settings, bioKey: { ...vault, obstacle: async () => 'frame' } }),
  play: (context) => cannot(context, 'This cannot be done inside another page.'),
};

/** The authenticator did not recognise the person. */
export const DeviceRefuses: StoryObj = {
  parameters: enrolled({
    settings,
    bioKey: valueBioKey(() => Promise.reject(new NeonError('BIO_KEY_NOT_ALLOWED'))),
  }),
  play: (context) => isRefused(context, tag, 'Biometrics cannot be used here.'),
};

export const WrongPin: StoryObj = {
  name: 'Wrong PIN',
  play: (context) => mistypesPin(context, tag),
};

export const Offline: StoryObj = {
  parameters: after((stage) => stage.goOffline(), allowed),
  play: (context) => isRefused(context, tag, 'The service cannot be reached.'),
};

export const Cancelled: StoryObj = {
  play: (context) => changesMind(context, tag),
};

/** Another tab of this browser has set them up meanwhile. */
export const AlreadySetUp: StoryObj = {
  play: async (context) => {
    context.canvasElement.querySelector('neon-provider')!.bioKey = {
      ...vault,
      async register(request) {
        await register(stageOf(context));
        return vault.register(request);
      },
    };
    await isRefusedAfter(context, tag, 'Biometrics are already set up here.', [goodPin]);
  },
};

/** A service without PINs, where biometrics are the only factor. */
export const InPlaceOfNothing: StoryObj = {
  parameters: enrolled({ settings: { pin: 'none', bio: 'forced' }, bioKey: vault }),
  play: async (context) => {
    const bio = await new Person(context).starts(tag);
    await bio.until(() => bio.states('set').length);
    await expect(bio.text('status')).toBe('Biometrics are set up for this browser.');
  },
};

export const NotSetUp: StoryObj = {};

export const SetUp: StoryObj = {
  play: async (context) => {
    const person = new Person(context);
    const bio = await person.starts(tag);
    await person.answers(goodPin);
    await bio.until(() => bio.states('set').length);
    await person.reads(bio, 'status', 'Biometrics are set up for this browser.');
    await expect(bio.text('state')).toBe('Set up in this browser');
  },
};

export const Removed: StoryObj = {
  parameters: after(register, allowed),
  play: async (context) => {
    const person = new Person(context);
    const bio = await person.sees(tag);
    await bio.until(() => bio.states('set').length);
    await person.starts(tag);
    await person.answers(goodPin);
    await bio.until(() => bio.states('unset').length);
    await person.reads(bio, 'status', 'Biometrics are removed from this browser.');
  },
};

/** The button cannot be pressed, and the element says why. */
async function cannot(context: { canvasElement: HTMLElement }, why: string): Promise<void> {
  const bio = await new Person(context).sees(tag);
  await bio.until(() => bio.text('hint').includes(why));
  await expect(bio.part('button').ariaDisabled).toBe('true');
}

/** Biometrics were set up before the story begins. */
function register(stage: Stage): Promise<void> {
  return stage.before((client) => client.setBioKey('ada', vault, { pin: goodPin }));
}
