import assert from 'node:assert/strict';
import { after, afterEach, before, describe, it } from 'node:test';
import { listedEvents } from './support/listed-events.js';
import { modes } from './support/modes.js';
import { data, login } from './support/page-server.js';
import { Run } from './support/run.js';
import { shownByProtocol } from './support/stage.js';

const noBioKey = 'TOKEN_HAS_NO_BIO_KEY_AND_SERVICE_MUST_USE_BIOKEY';

describe('every operation, in two browsers of one person', { timeout: 900_000 }, () => {
  const fired = new Set<string>();

  for (const mode of modes) {
    describe(mode.name, () => {
      const run = new Run(mode);
      const { person } = run;
      before(() => run.open());
      after(() => run.stage.close());

      // No secret that was typed or obtained until now has leaked.
      afterEach(async () => assert.deepEqual(await run.stage.leaks(), []));

      it('activate: with a code of the administration', async () => {
        const { laptop, stage } = run;
        await run.activate(laptop, await stage.code('activation'), person.defineFirstPin);
        assert.deepEqual(await run.accounts(laptop), [`${login} active`]);
        // The canary does find stored data.
        const { 'laptop, IndexedDB': kept } = await stage.places();
        assert.ok(kept!.includes(await stage.newestTid()));
      });

      it('getOnlineOtp: a password that the relying party accepts once', async () => {
        const factor = { none: [], pin: ['pin', 'mfa'], password: ['pwd', 'mfa'] };
        const amr = person.needsBioKey ? ['mfa'] : factor[mode.settings.pin];
        assert.deepEqual(await run.getOtp(run.laptop), ['swk', ...amr]);
      });

      it('setBioKey: registered once, and accepted afterwards', async () => {
        const { laptop } = run;
        if (!person.takesBioKey) {
          return assert.equal(await run.setBioKey(laptop), 'BIO_KEY_NOT_ALLOWED');
        }
        if (person.hasPin) await laptop.press('neon-bio-key', 'neon-bio-key-changed', person.prove);
        assert.equal(await run.setBioKey(laptop), 'BIO_KEY_ALREADY_EXIST');
        assert.deepEqual(await run.getOtp(laptop, person.useBioKey), ['swk', 'mfa']);
      });

      it('getAccessToken: a token that verifies for the site', async () => {
        const { laptop, stage } = run;
        await laptop.press('neon-access-token', 'neon-access-token-obtained', person.prove);
        const token = (await laptop.take())!;
        stage.canary.add('access token', token);
        stage.canary.add('signature of the access token', token.split('.')[2]!);
        const audience = stage.pages.url;
        const claims = await stage.verifier.verifyJwt(token, { audience });
        assert.equal(claims?.login, login);
        const isWeak = mode.settings.pin === 'none' && !person.needsBioKey;
        assert.equal(claims.acr, isWeak ? 'urn:btt:1f' : 'urn:btt:2f');
        assert.equal(await stage.verifier.verifyJwt(`${token}A`, { audience }), undefined);
      });

      it('sealData: a seal that verifies, and is accepted once', async () => {
        const { laptop, stage } = run;
        await laptop.press('neon-seal', 'neon-sealed', person.prove);
        const seal = await laptop.read('neon-seal');
        const { alias } = stage.site;
        const { verifier } = stage;
        assert.equal(await verifier.verifySeal(seal, `${data}0`), undefined);
        assert.equal((await verifier.verifySeal(seal, data, { once: true }))?.login, login);
        assert.equal(await verifier.verifySeal(seal, data, { once: true }), undefined);
        assert.equal((await verifier.verifySealOffline(seal, data, { alias }))?.login, login);
      });

      it('getActivationCode: a code that activates the other browser, once', async () => {
        const { laptop, phone, stage } = run;
        const made = 'neon-activation-code-created';
        await laptop.press('neon-activation-code', made, person.prove);
        const code = await laptop.text('neon-activation-code', 'code');
        stage.canary.add('code for another browser', code);
        await run.activate(phone, code, person.provePin);
        await run.getOtp(phone);
        const again = await laptop.call('activate', code, { pin: person.pin });
        assert.equal(again.code, 'CODE_ENTRY_DOES_NOT_EXIST');
      });

      it('getRemoteOtpByPush: asked in one browser, approved by its number in the other', async () => {
        const { laptop, phone, stage } = run;
        const received = laptop.next('neon-push-received');
        await phone.press('neon-push-otp', 'neon-otp-generated', async () => {
          const number = await phone.text('neon-push-otp', 'number');
          assert.match(number, /^\d{6}$/);
          stage.canary.add('number of a push', number);
          await received;
          await laptop.part('neon-push-inbox', 'input').fill(number);
          const answered = 'neon-push-answered';
          await laptop.press('neon-push-inbox', answered, person.prove, 'approve-button');
        });
        await run.spend('OTP by push', await phone.read('neon-push-otp'));
        // The canary does find what the protocol shows by design.
        assert.deepEqual(stage.canary.find(await stage.places()), shownByProtocol);
      });

      it('changePin: the old one is refused in both browsers', async () => {
        const { laptop, phone } = run;
        const { pin, nextPin } = person;
        if (!person.hasPin) {
          const { code } = await laptop.call('changePin', login, { oldPin: pin, newPin: nextPin });
          return assert.equal(code, 'NO_PASSWORD');
        }
        await laptop.press('neon-change-pin', 'neon-pin-changed', person.replacePin);
        person.moveOn();
        const old = await phone.call('getOnlineOtp', login, { pin });
        assert.equal(old.code, 'PASSWORD_IS_WRONG');
        await run.getOtp(phone);
      });

      it('unlockToken: a browser that the administration has blocked', async () => {
        const { phone, stage } = run;
        const tid = await stage.newestTid();
        await stage.service.admin.post(`/tokens/${tid}/block`);
        await run.refuseOtp(phone, 'TOKEN_IS_BLOCKED');
        await run.type(phone, 'neon-unlock', await stage.code('unlock', { tid }));
        await phone.press('neon-unlock', 'neon-unlocked', person.prove);
        await run.getOtp(phone);
      });

      it('unlockToken: a browser in which too many wrong PINs were tried; the other one goes on', async () => {
        const { laptop, phone, stage } = run;
        const code = await stage.code('unlock');
        await run.type(laptop, 'neon-unlock', code);
        if (!person.hasPin) {
          const refused = await laptop.pressInVain('neon-unlock', person.prove);
          return assert.equal(refused, 'USER_IS_NOT_BLOCKED');
        }
        await run.blockByWrongPins(laptop);
        await run.getOtp(phone);
        await laptop.press('neon-unlock', 'neon-unlocked', person.prove);
        await run.getOtp(laptop);
      });

      it('devices: both, this one marked; lockDevice, unlockDevice, revokeDevice: the other one', async () => {
        const { laptop, phone } = run;
        await laptop.page.evaluate("document.querySelector('neon-devices').refresh()");
        await laptop.part('neon-devices', 'device').nth(1).waitFor();
        assert.equal(await laptop.part('neon-devices li:first-child', 'this').count(), 1);
        const other = 'neon-devices li:last-child';
        const confirm = async () => {
          await laptop.part('neon-devices dialog', 'button').click();
          await person.prove(laptop);
        };
        await laptop.press(other, 'neon-device-changed', confirm, 'lock-button');
        await run.refuseOtp(phone, 'DEVICE_LOCKED');
        await laptop.press(other, 'neon-device-changed', person.prove, 'unlock-button');
        await run.getOtp(phone);
        await laptop.press(other, 'neon-device-revoked', confirm, 'revoke-button');
        await run.refuseOtp(phone, 'NO_DEVICE_FOUND');
        assert.deepEqual(await run.accounts(phone), [`${login} lost`]);
      });

      it('revokeBioKey: the BioKey is refused afterwards', async () => {
        const { laptop } = run;
        if (!person.takesBioKey) {
          return assert.equal((await laptop.call('revokeBioKey', login)).code, 'OK');
        }
        await laptop.press('neon-bio-key', 'neon-bio-key-changed', person.prove);
        if (person.needsBioKey) return run.refuseOtp(laptop, noBioKey);
        await run.getOtp(laptop);
        assert.equal(await laptop.part('neon-pin-prompt', 'bio-button').count(), 0);
      });

      it('resetPin: with a code, without the old one', async () => {
        const { laptop, stage } = run;
        if (!person.hasPin) {
          // No reset code can be issued in this mode, and the service accepts none.
          const { code } = await laptop.call('resetPin', login, { resetCode: '1234567897' });
          return assert.equal(code, 'NO_PASSWORD');
        }
        await run.type(laptop, 'neon-reset-pin', await stage.code('reset'));
        await laptop.press('neon-reset-pin', 'neon-pin-reset', person.chooseNextPin);
        person.moveOn();
        await run.getOtp(laptop);
      });

      it('restore: the lost browser works again, in the place of all others', async () => {
        const { laptop, phone, stage } = run;
        await phone.reopen();
        // Its list of devices may find out before the button is pressed.
        await laptop.remove('neon-devices');
        await run.activate(phone, await stage.code('restore'), person.provePin);
        await run.getOtp(phone);
        await run.refuseOtp(laptop, 'NO_DEVICE_FOUND');
        assert.deepEqual(await run.accounts(phone), [`${login} active`]);
      });

      it('forget: nothing is left of the enrolment', async () => {
        const { phone, stage } = run;
        const confirm = () => phone.part('neon-login-list dialog', 'button').click();
        const forgotten = 'neon-login-forgotten';
        await phone.part('neon-login-list', 'manage-button').click();
        await phone.press('neon-login-list', forgotten, confirm, 'forget-button');
        assert.deepEqual(await run.accounts(phone), []);
        const tid = await stage.newestTid();
        const { 'phone, IndexedDB': kept, database } = await stage.places();
        assert.ok(database!.includes(tid));
        assert.ok(!kept!.includes(tid));
        for (const device of [run.laptop, phone]) {
          for (const { type } of device.heard) fired.add(type);
          assert.deepEqual(device.complaints, []);
        }
      });
    });
  }

  it('fire every event that the elements have', async () => {
    const listed = await listedEvents();
    assert.ok(listed.length > 10);
    assert.deepEqual(
      listed.filter((type) => !fired.has(type)),
      [],
    );
  });
});
