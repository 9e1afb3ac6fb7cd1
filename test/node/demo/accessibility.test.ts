import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { AxeBuilder } from '@axe-core/playwright';
import type { Page } from 'playwright-core';
import { useStage } from './support/stage.js';
import { openProfile, Visitor } from './support/visitor.js';

/** What axe finds wrong: rules and where. */
async function findings(page: Page): Promise<readonly string[]> {
  const { violations } = await new AxeBuilder({ page }).analyze();
  return violations.map(({ id, nodes }) => `${id}: ${nodes.map(({ html }) => html).join(' ')}`);
}

describe('the demo is accessible', () => {
  const stage = useStage();

  for (const scheme of ['light', 'dark'] as const) {
    it(`at every step, in ${scheme}`, async () => {
      // Animations would be looked at half way through.
      const options = { colorScheme: scheme, reducedMotion: 'reduce', bypassCSP: true } as const;
      const profile = await openProfile(stage.browser, options);
      const visitor = await Visitor.arrive(profile, stage.demo.url);
      const { page } = visitor;
      const login = `seen.in.${scheme}`;
      assert.deepEqual(await findings(page), [], 'first visit');

      await visitor.takeCode(login);
      await visitor.activation.getByLabel('Activation code').fill('AAAA-AAAA-AAAA-AAAA');
      await visitor.problem(visitor.activation, /typing mistake/).waitFor();
      assert.deepEqual(await findings(page), [], 'a code with a mistake');

      await visitor.page.getByRole('button', { name: 'Use it in step 2' }).click();
      await visitor.submitCode();
      await visitor.choosePin('123456');
      await visitor.problem(visitor.dialog, /too easy/).waitFor();
      assert.deepEqual(await findings(page), [], 'a PIN refused');

      await visitor.choosePin();
      await visitor.activated(login);
      assert.deepEqual(await findings(page), [], 'set up');

      await visitor.getOtp();
      assert.deepEqual(await findings(page), [], 'a password shown');

      await visitor.signIn();
      assert.equal(await visitor.signedInAs(), login);
      assert.deepEqual(await findings(page), [], 'signed in');
    });
  }
});
