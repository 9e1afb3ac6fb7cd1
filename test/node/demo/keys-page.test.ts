import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import type { Page } from 'playwright-core';
import { pin } from '../../support/clients/pins.js';
import { useStage } from './support/stage.js';
import { Visitor } from './support/visitor.js';

describe('the page of the demo about where keys are kept', () => {
  const stage = useStage();

  const listed = (page: Page, kind: 'page' | 'frame', login: string) =>
    page.locator(`#${kind}-logins`).getByRole('radio', { name: login, checked: true });

  /** The dialog in the frame of the service. */
  const framed = (page: Page) =>
    page.frameLocator('iframe').locator('neon-pin-prompt').getByRole('dialog');

  const own = (page: Page, kind: 'page' | 'frame') =>
    page.locator(`#${kind} > neon-pin-prompt, #${kind}`).getByRole('dialog');

  it('moves an enrolment into the frame and back, with the PIN typed in each', async () => {
    const profile = await stage.profile();
    const visitor = await Visitor.arrive(profile, stage.demo.url);
    await visitor.setUp('mover');
    const { page } = visitor;
    await visitor.open('/keys');
    await listed(page, 'page', 'mover').waitFor();

    // The old place makes a code, the new one takes it.
    await page.getByRole('button', { name: 'Move to the service' }).click();
    await own(page, 'page').getByLabel('PIN', { exact: true }).fill(pin);
    await page.keyboard.press('Enter');
    await framed(page).getByLabel('PIN', { exact: true }).fill(pin);
    await page.keyboard.press('Enter');
    await page.getByText('The keys of mover are kept by the service now.').waitFor();
    await listed(page, 'frame', 'mover').waitFor();
    await page.locator('#page-logins').getByText('No keys are kept here.').waitFor();

    await page.getByRole('button', { name: 'Move to this page' }).click();
    await framed(page).getByLabel('PIN', { exact: true }).fill(pin);
    await page.keyboard.press('Enter');
    await own(page, 'page').getByLabel('PIN', { exact: true }).fill(pin);
    await page.keyboard.press('Enter');
    await page.getByText('The keys of mover are kept by this page now.').waitFor();
    await listed(page, 'page', 'mover').waitFor();
    assert.deepEqual(visitor.complaints, []);

    // Both still work.
    await visitor.open('/');
    await visitor.signIn();
    assert.equal(await visitor.signedInAs(), 'mover');
  });

  it('leaves an enrolment where it is when the move is cancelled', async () => {
    const profile = await stage.profile();
    const visitor = await Visitor.arrive(profile, stage.demo.url);
    await visitor.setUp('stayer');
    const { page } = visitor;
    await visitor.open('/keys');
    await listed(page, 'page', 'stayer').waitFor();
    await page.getByRole('button', { name: 'Move to the service' }).click();
    await own(page, 'page').getByLabel('PIN', { exact: true }).fill(pin);
    await page.keyboard.press('Enter');
    await framed(page).getByRole('button', { name: 'Cancel' }).click();
    await page.locator('#page-move:not([aria-busy])').waitFor();
    assert.equal(await page.locator('#page-problem').textContent(), '');
    await listed(page, 'page', 'stayer').waitFor();
    assert.deepEqual(visitor.complaints, []);
  });
});
