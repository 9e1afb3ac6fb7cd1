import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { useStage } from './support/stage.js';
import { Visitor } from './support/visitor.js';

describe('the demo, stopped and started again', () => {
  const stage = useStage();

  it('shows the last known accounts while the service is down, and continues when it is back', async () => {
    const visitor = await stage.visitor();
    await visitor.setUp('patient');
    const { page } = visitor;
    const silent = (url: URL) => url.origin === stage.demo.serviceUrl;
    await page.route(silent, (route) => route.abort('connectionrefused'));
    await page.reload();
    await visitor.chosen('patient');
    await visitor.askForOtp();
    await visitor.problem(visitor.otp, /cannot be reached/).waitFor();

    await page.unroute(silent);
    const otp = await visitor.getOtp();
    assert.equal((await stage.demo.signIn('patient', otp)).status, 303);
  });

  it('continues with an open page, without a reload', async () => {
    const visitor = await stage.visitor();
    await visitor.setUp('stayer');
    const { url, serviceUrl, port, data } = stage.demo;
    await stage.demo.stop();
    await visitor.askForOtp();
    await visitor.enterPin();
    await visitor.problem(visitor.otp, /connection was lost/).waitFor();
    await visitor.page.getByRole('button', { name: 'Create code' }).click();
    await visitor.page.getByText('The bank’s server does not answer.').waitFor();

    await stage.start(data, { PORT: port });
    assert.deepEqual([stage.demo.url, stage.demo.serviceUrl], [url, serviceUrl]);
    const otp = await visitor.getOtp();
    assert.equal((await stage.demo.signIn('stayer', otp)).status, 303);
    assert.deepEqual(
      (await stage.demo.tokens('stayer')).map(({ status }) => status),
      ['ACTIVE'],
    );
  });

  it('has no enrolments at another port of the bank, since keys belong to an origin', async () => {
    const { url, data } = stage.demo;
    const profile = await stage.profile();
    const before = await Visitor.arrive(profile, url);
    await before.setUp('mover');
    await stage.demo.stop();
    await stage.start(data);
    assert.notEqual(stage.demo.url, url);

    const visitor = await Visitor.arrive(profile, stage.demo.url);
    await visitor.logins.getByText('No account is set up in this browser yet.').first().waitFor();
    await visitor.takeCode('mover');
    await visitor.submitCode();
    await visitor.enterPin();
    await visitor.activated('mover');
    const otp = await visitor.getOtp();
    assert.equal((await stage.demo.signIn('mover', otp)).status, 303);
    assert.deepEqual(visitor.complaints, []);
  });
});
