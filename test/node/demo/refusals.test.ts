import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { useStage } from './support/stage.js';

const wrong = '739164';

describe('what the demo refuses a visitor', () => {
  const stage = useStage();

  it('is a code with a typing mistake, before it is sent', async () => {
    const visitor = await stage.visitor();
    const code = await stage.demo.issueCode('typo');
    const messages: string[] = [];
    visitor.page.on('request', (request) => messages.push(new URL(request.url()).pathname));
    const mistyped = code.slice(0, -1) + (code.endsWith('A') ? 'B' : 'A');
    await visitor.submitCode(mistyped);
    await visitor.problem(visitor.activation, /typing mistake/).waitFor();
    // The page may still be greeting the service.
    assert.deepEqual(
      messages.filter((path) => path !== '/btt/v1/hello'),
      [],
    );

    // In lower case, without dashes, with O for 0 and l for 1: as people copy codes by hand.
    const byHand = code
      .toLowerCase()
      .replaceAll('-', ' ')
      .replaceAll('0', 'o')
      .replaceAll('1', 'l');
    await visitor.submitCode(byHand);
    await visitor.choosePin();
    await visitor.activated('typo');
  });

  it('is a code that was used', async () => {
    const code = await stage.demo.issueCode('used');
    const owner = await stage.visitor();
    await owner.submitCode(code);
    await owner.choosePin();
    await owner.activated('used');

    const stranger = await stage.visitor();
    await stranger.submitCode(code);
    await stranger.problem(stranger.activation, /unknown, used or expired/).waitFor();
    assert.equal((await stage.demo.tokens('used')).length, 1);
  });

  it('is a PIN that differs from its repetition, is too short or too common', async () => {
    const visitor = await stage.visitor();
    await visitor.takeCode('pins');
    await visitor.submitCode();
    await visitor.choosePin('482917', '482971');
    await visitor.problem(visitor.dialog, /differ/).waitFor();
    await visitor.choosePin('4829');
    await visitor.problem(visitor.dialog, /too short/).waitFor();
    await visitor.choosePin('123456');
    await visitor.problem(visitor.dialog, /too easy to guess/).waitFor();
    await visitor.choosePin();
    await visitor.activated('pins');
    assert.equal(await stage.demo.audited('pin.defined', 'pins'), 1);
  });

  it('is nothing when the prompt is closed: code and account stay valid', async () => {
    const visitor = await stage.visitor();
    await visitor.takeCode('closer');
    await visitor.submitCode();
    await visitor.dialog.getByRole('button', { name: 'Cancel' }).click();
    await visitor.dialog.waitFor({ state: 'hidden' });
    assert.equal(await visitor.activation.getByRole('alert').textContent(), '');

    await visitor.submitCode();
    await visitor.choosePin();
    await visitor.activated('closer');
    await visitor.askForOtp();
    await visitor.dialog.waitFor();
    await visitor.page.keyboard.press('Escape');
    await visitor.dialog.waitFor({ state: 'hidden' });
    assert.equal(await visitor.otp.getByRole('alert').textContent(), '');
    const otp = await visitor.getOtp();
    assert.equal((await stage.demo.signIn('closer', otp)).status, 303);
  });

  it('is a wrong PIN, five times in a row, until the staff unblock the browser', async () => {
    const visitor = await stage.visitor();
    await visitor.setUp('guess');
    await visitor.askForOtp();
    await visitor.guess(wrong);
    await visitor.dialog.waitFor({ state: 'hidden' });
    await visitor.logins.getByText('Blocked.').waitFor();
    assert.ok(await visitor.logins.getByRole('radio').isDisabled());

    const file = visitor.page.getByRole('group', { name: 'Customer file' });
    await file.getByRole('button', { name: /^Unblock/ }).click();
    await visitor.chosen('guess');
    const otp = await visitor.getOtp();
    assert.equal((await stage.demo.signIn('guess', otp)).status, 303);
  });

  it('is a browser that the staff have blocked', async () => {
    const visitor = await stage.visitor();
    await visitor.setUp('thief');
    const file = visitor.page.getByRole('group', { name: 'Customer file' });
    await file.getByRole('button', { name: /^Block (?!customer)/ }).click();
    await visitor.logins.getByText('Blocked.').waitFor();
    await file.getByRole('button', { name: /^Unblock/ }).click();
    await visitor.chosen('thief');
    const otp = await visitor.getOtp();
    assert.equal((await stage.demo.signIn('thief', otp)).status, 303);
  });
});
