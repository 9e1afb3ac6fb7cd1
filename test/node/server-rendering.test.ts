/**
 * The pages of docs/integrate/server-rendering.md, rendered on a server and hydrated in Chromium, and the components of
 * `neon-mfa/react` when their properties change.
 */
import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import type { Page } from 'playwright-core';
import { RenderedSite } from './support/pages/rendered-site.js';
import { serverFrameworks } from './support/pages/server-frameworks.js';

/** Number of loads of the page, since the faults of hydration are faults of timing. */
const loads = { React: 12, Vue: 4, Svelte: 4 };

/** A page whose components get other properties by `show`. It counts the events that its listeners hear. */
const changingPage = `
import { StrictMode, createElement as h } from 'react';
import { createRoot } from 'react-dom/client';
import { NeonOtp, NeonProvider } from 'neon-mfa/react';

const root = createRoot(document.body);
globalThis.heard = [];
globalThis.seen = {};
globalThis.show = (provider, otp, name) => {
  const onNeonError = ({ operation }) => heard.push(name + ' ' + operation);
  const ref = (element) => { seen.otp = element; };
  root.render(h(StrictMode, null, h(NeonProvider, provider, h(NeonOtp, { ...otp, ref, onNeonError }))));
};
globalThis.remove = () => root.render(null);
`;

/** Whether the page has heard the event and set the property: the button names the login, the provider has BioKeys. */
const isComplete = (page: Page): Promise<boolean> =>
  page.evaluate(`typeof document.querySelector('neon-provider').bioKey?.register === 'function' &&
    document.querySelector('form > button').textContent === 'Sign in ada'`);

for (const name of ['React', 'Vue', 'Svelte'] as const) {
  describe(`a page that ${name} has rendered on the server`, () => {
    const bank = new RenderedSite();
    before(() => bank.open(serverFrameworks[name]));
    after(() => bank.close());

    it('has the attributes of the elements, whose code the server does not load', () => {
      assert.match(bank.html, /<neon-provider service="http[^"]*" alias="[0-9a-f]{32}"/);
      assert.match(bank.html, /<neon-otp name="otp"/);
      assert.equal(bank.loadsElements, false);
    });

    it(`hears events and sets properties in ${loads[name]} of ${loads[name]} loads, and signs in`, async () => {
      const visitor = await bank.visit('/');
      await visitor.submitCode(await bank.issueCode('ada'));
      await visitor.choosePin();
      await visitor.chosen('ada');
      let good = 0;
      for (let load = 0; load < loads[name]; load++) {
        await visitor.page.reload();
        await visitor.chosen('ada');
        await visitor.page.locator('form > button', { hasText: 'ada' }).waitFor();
        if (await isComplete(visitor.page)) good++;
      }
      assert.equal(good, loads[name]);
      const sent = bank.nextBody();
      await visitor.getOtp();
      await visitor.page.getByRole('button', { name: 'Sign in ada' }).click();
      const { login, otp } = Object.fromEntries(new URLSearchParams(await sent));
      assert.equal(await bank.verifyOtp(login!, otp!), true);
      assert.deepEqual(visitor.complaints, []);
    });
  });
}

describe('the components of neon-mfa/react', () => {
  const bank = new RenderedSite();
  before(() => bank.open(serverFrameworks.React, { changing: changingPage }));
  after(() => bank.close());

  it('follow their properties, and take back what is no longer given', async () => {
    const { page, complaints } = await bank.visit('/changing');
    const attributes = () =>
      page.evaluate<string>(`(({ attributes }) => Array.from(attributes, ({ name, value }) => name + '=' + value)
        .sort().join(' '))(document.querySelector('neon-otp'))`);
    const languages = () =>
      page.evaluate<number>("document.querySelector('neon-provider').languages.length");
    await page.evaluate(
      `show({ languages: [{ lang: 'fr' }] }, { login: 'ada', disabled: true, className: 'wide' }, 'first')`,
    );
    await page.locator('neon-otp [part=button]').waitFor();
    assert.equal(await languages(), 1);
    assert.equal(await attributes(), 'class=wide disabled= login=ada');

    await page.evaluate("show({}, { login: 'bea', disabled: false }, 'second')");
    await page.locator('neon-otp[login=bea]').waitFor();
    assert.equal(await languages(), 0);
    assert.equal(await attributes(), 'login=bea');
    assert.equal(await page.evaluate("seen.otp === document.querySelector('neon-otp')"), true);
    await page.evaluate(
      `seen.otp.dispatchEvent(Object.assign(new Event('neon-error'), { operation: 'a' }))`,
    );

    await page.evaluate("globalThis.last = seen.otp; show({}, {}, 'third')");
    await page.locator('neon-otp:not([login])').waitFor();
    assert.equal(await page.evaluate('last.login'), '');
    await page.evaluate('remove()');
    await page.locator('neon-otp').waitFor({ state: 'detached' });
    await page.evaluate(
      `last.dispatchEvent(Object.assign(new Event('neon-error'), { operation: 'b' }))`,
    );
    assert.deepEqual(await page.evaluate('heard'), ['second a']);
    assert.equal(await page.evaluate('seen.otp'), null);
    assert.deepEqual(complaints, []);
  });
});
