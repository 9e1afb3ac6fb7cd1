/**
 * Documented operations that are refused: with and without the frame, with promises and with callbacks.
 */
import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { en } from '../../../components/messages/en.js';
import { Language } from '../../../components/messages/language.js';
import { pin } from '../../support/clients/pins.js';
import { attempt, forms, useVisit, type Attempt, type Situation } from './support/attempt.js';
import { modes } from './support/bank.js';
import type { Call, Given } from './support/calling-page.js';
import { nextRequest } from './support/next-request.js';

interface Refusal extends Attempt {
  readonly errCode: string;
  readonly left?: number;
  readonly reason?: string;
}

/** What happens to a person before a call that is then refused. */
const administered =
  (what: string, on: 'users' | 'tokens') =>
  async ({ bank, login }: Situation): Promise<Given> => {
    await bank.administer(login, what, on);
    return {};
  };

const otp: Call = (neon, { login, pin }, ...callbacks) =>
  neon.getOnlineOtpWithPin(login!, pin, ...callbacks);

const refusals: Readonly<Record<string, Refusal>> = {
  'a wrong PIN': {
    errCode: 'PASSWORD_IS_WRONG',
    left: 4,
    call: (neon, { login, wrongPin }, ...callbacks) =>
      neon.getOnlineOtpWithPin(login!, wrongPin, ...callbacks),
  },
  'a code that was used': {
    errCode: 'CODE_ENTRY_DOES_NOT_EXIST',
    given: async ({ bank, page }) => {
      const code = await bank.code(bank.newLogin());
      await page.result((neon, { code, pin }) => neon.activateWithPin(code!, pin), { code, pin });
      return { code };
    },
    call: (neon, { code, pin }, ...callbacks) => neon.activateWithPin(code!, pin, ...callbacks),
  },
  'a login that is not there': {
    errCode: 'USER_ENTRY_DOES_NOT_EXIST',
    call: (neon, { pin }, ...callbacks) => neon.getOnlineOtpWithPin('nobody', pin, ...callbacks),
  },
  'a second BioKey': {
    errCode: 'BIO_KEY_ALREADY_EXIST',
    given: async ({ page, login }) => {
      const call: Call = (neon, { login, pin }) => neon.setBioKey(login!, '0123', () => pin!);
      await page.result(call, { login, pin });
      return {};
    },
    call: (neon, { login, pin }, ...callbacks) =>
      neon.setBioKey(login!, '0123456789', () => pin!, ...callbacks),
  },
  'a BioKey that was never set': {
    errCode: 'BIO_KEY_IS_WRONG',
    given: async ({ page, login }) => {
      const call: Call = (neon, { login, pin }) => neon.setBioKey(login!, '0123', () => pin!);
      await page.result(call, { login, pin });
      return {};
    },
    left: 4,
    call: (neon, { login }, ...callbacks) =>
      neon.getOnlineOtp(login!, () => ({ value: 'another', wikType: 'BIO' }), ...callbacks),
  },
  'a new PIN that everybody has': {
    errCode: 'PIN_REFUSED',
    reason: 'common',
    call: (neon, { login, pin }, ...callbacks) =>
      neon.changePin(login!, pin, '123456', ...callbacks),
  },
  'a code of another kind': {
    errCode: 'CODE_TYPE_NOT_SUPPORTED',
    given: async ({ bank, login }) => ({ code: await bank.code(login, { kind: 'unlock' }) }),
    call: (neon, { login, code, otherPin }, ...callbacks) =>
      neon.resetPin(login!, code!, otherPin, ...callbacks),
  },
  'unlocking somebody who is not blocked': {
    errCode: 'USER_IS_NOT_BLOCKED',
    given: async ({ bank, login }) => ({ code: await bank.code(login, { kind: 'unlock' }) }),
    call: (neon, { login, code, pin }, ...callbacks) =>
      neon.unlockTokenWithPin(login!, code!, pin, ...callbacks),
  },
  'half a character to seal': {
    errCode: 'SEALDATA_IS_NOT_VALID',
    call: (neon, { login, pin }, ...callbacks) =>
      neon.sealDataWithPin(login!, pin, '\ud800', ...callbacks),
  },
  'a browser that is blocked': {
    errCode: 'TOKEN_IS_BLOCKED',
    given: administered('block', 'tokens'),
    call: otp,
  },
  'a browser that was revoked': {
    errCode: 'NO_DEVICE_FOUND',
    given: administered('revoke', 'tokens'),
    call: otp,
  },
  'a person who is disabled': {
    errCode: 'SERVICE_ACCOUNT_STATUS_DISABLED',
    given: administered('disable', 'users'),
    call: otp,
  },
  'a push that was denied': {
    errCode: 'PUSH_DENIED',
    given: async ({ bank, login }) => {
      const other = await bank.elsewhere(login);
      void nextRequest(other).then(({ pid }) => other.answerPush(pid, { approve: false }));
      return {};
    },
    call: (neon, { login }, ...callbacks) => neon.getRemoteOtpByPush(login!, ...callbacks),
  },
};

/** Arguments of the wrong type, which are defects of the page: a TypeError says so in the console. */
const nonsense: Readonly<Record<string, Call>> = {
  'a PIN that is a number': (neon, { login }, ...callbacks) =>
    neon.getOnlineOtpWithPin(login!, 482917 as never, ...callbacks),
  'a login that is none': (neon, { pin }, ...callbacks) =>
    neon.getOnlineOtpWithPin(undefined as never, pin, ...callbacks),
  'a BioKey that is none': (neon, { login, pin }, ...callbacks) =>
    neon.setBioKey(login!, undefined as never, () => pin!, ...callbacks),
  'data that are none': (neon, { login, pin }, ...callbacks) =>
    neon.sealDataWithPin(login!, pin, {} as never, ...callbacks),
};

for (const [mode, useIframe] of modes) {
  describe(`documented operations that are refused ${mode}`, () => {
    const visit = useVisit(useIframe);

    for (const [what, refusal] of Object.entries(refusals)) {
      it(`${what} is ${refusal.errCode}`, async () => {
        for (const form of forms) {
          const { outcome } = await attempt(visit, refusal, form);
          assert.ok(outcome.error, JSON.stringify(outcome));
          const { errCode, left, reason, isError, message } = outcome.error;
          const { errCode: wanted } = refusal;
          assert.deepEqual(
            { errCode, left, reason, isError },
            { errCode: wanted, left: refusal.left, reason: refusal.reason, isError: true },
          );
          // A sentence for people.
          assert.match(message, /^[A-Z][a-z].*[.!]$/);
          assert.notEqual(message, en.errors.UNEXPECTED_ERROR);
          if (left)
            assert.ok(
              message.endsWith(new Language('en', []).sentences(en).triesLeft({ count: left })),
              message,
            );
        }
        assert.deepEqual(visit.page.complaints.splice(0), []);
      });
    }

    for (const [what, wrong] of Object.entries(nonsense)) {
      it(`${what} costs no try and no code, and is reported on the console`, async () => {
        for (const form of forms) {
          const { outcome, situation } = await attempt(visit, { call: wrong }, form);
          assert.equal(outcome.error?.errCode, 'UNEXPECTED_ERROR');
          assert.match(outcome.error.message, /must be a string( or a Blob)?$/);
          assert.match(String(visit.page.complaints.splice(0)), /TypeError: \w+ must be a string/);
          assert.equal((await visit.bank.user(situation.login)).pin_fails, 0);
        }
      });
    }

    it('exactly one of the two callbacks was called for each call', async () => {
      const heard = await visit.page.heard();
      const calls = Object.keys({ ...refusals, ...nonsense });
      assert.deepEqual(
        heard,
        calls.map(() => 1),
      );
    });
  });
}
