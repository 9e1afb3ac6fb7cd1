import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { AxeBuilder } from '@axe-core/playwright';
import type { Page } from 'playwright-core';
import { useStage } from './support/stage.js';
import { openProfile } from '../../support/browsers/chromium.js';
import { Visitor } from './support/visitor.js';

/** What axe finds wrong: rules and where. */
async function findings(page: Page): Promise<readonly string[]> {
  const { violations } = await new AxeBuilder({ page }).analyze();
  return violations.map(({ id, nodes }) => `${id}: ${nodes.map(({ html }) => html).join(' ')}`);
}

/** The pages, and what is visible once their elements are ready. */
const pages = {
  '/push': 'neon-push-otp [part=button]',
  '/approve': 'neon-push-inbox [part=empty]',
  '/help': 'neon-login-list [part=login]',
  '/keys': '#frame-logins',
  '/settings': '[name=pin]:checked',
  '/account': 'table',
  '/account/payments': 'neon-seal [part=data]',
  '/account/statement': 'neon-access-token [part=button]',
  '/account/security': 'neon-devices [part=this]',
} as const;

describe('the demo is accessible', () => {
  const stage = useStage();

  for (const scheme of ['light', 'dark'] as const) {
    it(`at every step, in ${scheme}`, async () => {
      const options = { colorScheme: scheme, bypassCSP: true } as const;
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

      await visitor.pressSignIn();
      await visitor.dialog.waitFor();
      assert.deepEqual(await findings(page), [], 'the PIN is asked for');

      await visitor.enterPin();
      assert.equal(await visitor.signedInAs(), login);
      for (const [path, there] of Object.entries(pages)) {
        await visitor.open(path);
        await page.locator(there).first().waitFor();
        assert.deepEqual(await findings(page), [], path);
      }
      await visitor.confirm('Set up another device');
      await page.locator('neon-activation-code:state(ready)').waitFor();
      assert.deepEqual(await findings(page), [], 'a code for another device');
      const second = await Visitor.arrive(profile, stage.secondUrl);
      assert.deepEqual(await findings(second.page), [], 'the second device');
    });
  }

  it('at 320 pixels (640 at 200 %), and with text twice as large, without cutting anything off, and in forced colours', async () => {
    const viewport = { width: 320, height: 640 };
    const visitor = await Visitor.arrive(
      await openProfile(stage.browser, { viewport }),
      stage.demo.url,
    );
    const { page } = visitor;
    await visitor.enter('a.name.that.is.as.long.as.names.are@analytical-engine.example');
    for (const [path, there] of Object.entries({ '/': 'neon-sign-in [part=button]', ...pages })) {
      await visitor.open(path);
      await page.locator(there).first().waitFor();
      for (const size of ['100%', '200%']) {
        const width = await page.evaluate<number>(
          `document.documentElement.style.fontSize = '${size}', document.documentElement.scrollWidth`,
        );
        assert.equal(width, viewport.width, `${path} with text of ${size}`);
      }
    }

    await page.emulateMedia({ forcedColors: 'active' });
    await visitor.open('/settings');
    const backgrounds = await page.evaluate<string[]>(
      "['#save', '#remove-customers'].map((id) => getComputedStyle(document.querySelector(id)).backgroundColor)",
    );
    assert.notEqual(backgrounds[0], backgrounds[1], 'the main button in forced colours');
  });
});
