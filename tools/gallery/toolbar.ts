/**
 * The check that the switches in the toolbar and the controls of a story do what they say. They act on any story alike, so
 * one is enough.
 * @module
 */
import type { Page } from 'playwright-core';
import { patience } from '../../test/support/browsers/chromium.js';

/** The story that {@link toolbarFaults} acts on, which has to be played before. */
export const toolbarStory = 'elements-neon-otp--ready';

/** A choice, and an expression that is true once the story has followed. */
interface Step {
  readonly what: string;
  readonly event: string;
  readonly payload: object;
  readonly seen: string;
}

const globals = (what: string, chosen: object, seen: string): Step => {
  return { what, event: 'updateGlobals', payload: { globals: chosen }, seen };
};

const shows = (property: string, value: string): string =>
  `getComputedStyle(otp).getPropertyValue('${property}').trim() === '${value}'`;

const steps: readonly Step[] = [
  globals('dark', { theme: 'dark' }, "getComputedStyle(root).colorScheme === 'dark'"),
  globals('high contrast', { theme: 'contrast' }, shows('--neon-border-width', '2px')),
  globals('an example theme', { theme: 'ledger' }, shows('--neon-radius', '0')),
  globals('another one', { theme: 'pebble' }, shows('--neon-radius', '1.25rem')),
  globals(
    'a language, with its direction',
    { theme: 'system', language: 'ar' },
    "/\\p{Script=Arabic}/u.test(otp.shadowRoot.textContent) && root.dir === 'rtl'",
  ),
  globals('a direction', { language: 'de', direction: 'rtl' }, "root.lang + root.dir === 'dertl'"),
  globals('the default', { language: 'en', direction: 'auto' }, "root.lang + root.dir === 'enltr'"),
  {
    what: 'a control',
    event: 'updateStoryArgs',
    payload: { storyId: toolbarStory, updatedArgs: { login: 'grace', disabled: true } },
    // A story that is only drawn again keeps its service.
    seen: "otp.login === 'grace' && otp.disabled && provider.service === neonService",
  },
  ...[
    ['html', '<neon-otp login="grace" disabled></neon-otp>'],
    ['react', '<neon-otp login="grace" disabled />'],
    ['vue', '<script setup lang="ts">'],
    ['svelte', "import 'neon-mfa/svelte';"],
    ['angular', 'CUSTOM_ELEMENTS_SCHEMA'],
  ].map(([framework, code]) =>
    globals(`code in ${framework}`, { framework }, `code.includes(${JSON.stringify(code)})`),
  ),
  {
    what: 'the button that resets controls',
    event: 'resetStoryArgs',
    payload: { storyId: toolbarStory },
    seen: "otp.login === 'ada' && !otp.disabled && provider.service === neonService",
  },
];

/** Uses the switches and controls one after the other; resolves with those that do nothing. */
export async function toolbarFaults(page: Page): Promise<string[]> {
  const faults: string[] = [];
  await page.evaluate("globalThis.neonService = document.querySelector('neon-provider').service");
  for (const step of steps) {
    if (!(await page.evaluate<boolean>(followed(step)))) faults.push(`${step.what} does nothing`);
  }
  return faults;
}

/** An expression that takes a step, and is true once the story has followed, false where it does not. */
function followed({ event, payload, seen }: Step): string {
  return `(async () => {
    const root = document.documentElement;
    const [provider, otp] = ['neon-provider', 'neon-otp'].map((tag) => document.querySelector(tag));
    const channel = __STORYBOOK_ADDONS_CHANNEL__;
    channel.emit('${event}', ${JSON.stringify(payload)});
    for (const end = performance.now() + ${patience}; performance.now() < end; ) {
      const code = channel.last('storybook/docs/snippet-rendered')?.[0].source ?? '';
      if (${seen}) return true;
      await new Promise((drawn) => requestAnimationFrame(drawn));
    }
    return false;
  })()`;
}
