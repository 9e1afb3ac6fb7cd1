/**
 * Services that ask for something other than a PIN: which prompts of a page are called, and what they may answer.
 */
import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import { Bank, modes } from './support/bank.js';
import type { Call, CallingPage } from './support/calling-page.js';
import { useTwoSites } from './support/two-sites.js';

const password = 'eleven grey herons';
const newPassword = 'no herons at all today';
const bioKey = '0123456789';
const mustUseBioKey = 'TOKEN_HAS_NO_BIO_KEY_AND_SERVICE_MUST_USE_BIOKEY';

/** With prompts that note that they are called. */
const activate: Call = (neon, { code, secret, notes }) =>
  neon.activate(
    code!,
    'Laptop',
    (bioKeyAllowed) => {
      notes.push(['askForPin', bioKeyAllowed]);
      return secret!;
    },
    () => {
      notes.push(['definePin']);
      return secret!;
    },
  );

const otp: Call = (neon, { login, value, wikType, notes }) =>
  neon.getOnlineOtp(login!, (bioKeyAllowed) => {
    notes.push(['askForPin', bioKeyAllowed]);
    return { value: value!, wikType: wikType! };
  });

const setBioKey: Call = (neon, { login, bioKey, value, notes }) =>
  neon.setBioKey(login!, bioKey!, (bioKeyAllowed) => {
    notes.push(['askForPin', bioKeyAllowed]);
    return value!;
  });

const changePin: Call = (neon, { login, from, to }) => neon.changePin(login!, from!, to!);

for (const [mode, useIframe] of modes) {
  describe(`the drop-in ${mode}`, () => {
    const sites = useTwoSites();
    const login = 'ada';
    let page: CallingPage;
    let bank: Bank;

    /** Opens a page at a service with these settings, with an enrolled person. */
    async function enrolAt(settings: object): Promise<void> {
      bank = await Bank.open(sites, settings);
      page = await bank.visit(useIframe);
      const given = { code: await bank.code(login), secret: password };
      assert.equal(await page.result(activate, given), login);
    }

    /** What has been noted since this was asked the last time. */
    let seen = 0;
    async function newNotes(): Promise<unknown[]> {
      const notes = (await page.notes()).slice(seen);
      seen += notes.length;
      return notes;
    }

    const isGood = async (value: unknown) => assert.equal(await bank.accepts(login, value), true);

    describe('at a service without a factor', () => {
      before(() => enrolAt({ pin: 'none', bio: 'off' }));
      after(() => page.page.context().close());

      it('calls no prompt, and works without prompts', async () => {
        await isGood(await page.result(otp, { login, value: password, wikType: 'PASSWORD' }));
        await isGood(await page.result((neon, { login }) => neon.getOnlineOtp(login!), { login }));
        assert.deepEqual(await newNotes(), []);
      });

      it('has no PIN to change', async () => {
        const given = { login, from: password, to: newPassword };
        assert.equal(await page.refusal(changePin, given), 'NO_PASSWORD');
      });
    });

    describe('at a service that asks for biometrics alone', () => {
      before(async () => {
        seen = 0;
        await enrolAt({ pin: 'none', bio: 'forced' });
      });
      after(() => page.page.context().close());

      it('gives no one-time password before there is a BioKey', async () => {
        for (const wikType of ['PASSWORD', 'BIO']) {
          const given = { login, value: password, wikType };
          assert.equal(await page.refusal(otp, given), mustUseBioKey, wikType);
        }
      });

      it('takes the BioKey without a PIN, and no other factor', async () => {
        await page.result(setBioKey, { login, bioKey, value: password });
        await newNotes();
        const right = { login, value: bioKey, wikType: 'BIO' };
        assert.equal(await page.refusal(otp, { ...right, wikType: 'PASSWORD' }), mustUseBioKey);
        assert.equal(await page.refusal(otp, { ...right, value: password }), 'BIO_KEY_IS_WRONG');
        await isGood(await page.result(otp, right));
        assert.deepEqual(await newNotes(), Array(3).fill(['askForPin', true]));
      });
    });

    describe('at a service that asks for a password', () => {
      before(async () => {
        seen = 0;
        await enrolAt({ pin: 'password', bio: 'allowed' });
      });
      after(() => page.page.context().close());

      it('has a password defined, and asks for it', async () => {
        assert.deepEqual(await newNotes(), [['definePin']]);
        const right = { login, value: password, wikType: 'PASSWORD' };
        assert.equal(await page.refusal(otp, { ...right, value: '739164' }), 'PASSWORD_IS_WRONG');
        await isGood(await page.result(otp, right));
        assert.deepEqual(await newNotes(), Array(2).fill(['askForPin', false]));
      });

      it('takes a BioKey in its place once one is registered', async () => {
        await page.result(setBioKey, { login, bioKey, value: password });
        await newNotes();
        await isGood(await page.result(otp, { login, value: password, wikType: 'PASSWORD' }));
        await isGood(await page.result(otp, { login, value: bioKey, wikType: 'BIO' }));
        assert.deepEqual(await newNotes(), Array(2).fill(['askForPin', true]));
      });

      it('changes the password', async () => {
        const given = { login, from: password, to: newPassword };
        assert.equal(
          await page.refusal(changePin, { ...given, from: 'blue herons fly by' }),
          'PASSWORD_IS_WRONG',
        );
        await page.result(changePin, given);
        await isGood(await page.result(otp, { login, value: newPassword, wikType: 'PASSWORD' }));
      });
    });
  });
}
