/**
 * Every documented operation through `Neon.Neon`: with and without the frame, with promises and with callbacks. What it
 * gives is shown to the service, or to a back end.
 */
import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import type { PushRequest } from '../../../src/client/push/inbox.js';
import { pin, otherPin } from '../../support/clients/pins.js';
import { attempt, forms, useVisit, type Attempt, type Situation } from './support/attempt.js';
import { modes } from './support/bank.js';
import type { Call, Given } from './support/calling-page.js';
import { nextRequest } from './support/next-request.js';

const bioKey = '0123456789';
const order = 'Pay 5 € to Bea';

interface Operation extends Attempt {
  /** Checks what it gave. */
  readonly gives: (value: unknown, situation: Situation, given: Given) => Promise<void>;
}

const isOtp: Operation['gives'] = async (value, { bank, login }) => {
  assert.match(String(value), /^\d{8}$/);
  assert.equal(await bank.accepts(login, value), true);
  assert.equal(await bank.accepts(login, value), false, 'works once');
};

const signsInWith =
  (secret: string): Operation['gives'] =>
  async (value, situation) => {
    assert.equal(value, undefined);
    const { page, login } = situation;
    const given = { login, secret };
    const call: Call = (neon, { login, secret }) => neon.getOnlineOtpWithPin(login!, secret);
    await isOtp(await page.result(call, given), situation, given);
  };

const operations: Readonly<Record<string, Operation>> = {
  initOnline: {
    // It is documented without callbacks.
    call: (neon, _, onSuccess, onError) =>
      onSuccess ? void neon.initOnline().then(onSuccess, onError) : neon.initOnline(),
    async gives(value, { login }) {
      assert.ok(Array.isArray(value));
      assert.ok(value.includes(login));
      assert.ok(value.every((element) => typeof element === 'string'));
    },
  },
  activate: {
    given: async ({ bank }) => {
      const person = bank.newLogin();
      return { person, code: await bank.code(person) };
    },
    call: (neon, { code, pin }, ...callbacks) =>
      neon.activate(
        code!,
        'Laptop',
        () => 'not asked for',
        () => pin!,
        ...callbacks,
      ),
    async gives(value, { bank }, { person }) {
      assert.equal(value, person);
      assert.equal((await bank.tokens(person!))[0]!.name, 'Laptop');
    },
  },
  activateWithPin: {
    given: async ({ bank }) => {
      const person = bank.newLogin();
      return { person, code: await bank.code(person) };
    },
    call: (neon, { code, pin }, ...callbacks) => neon.activateWithPin(code!, pin, ...callbacks),
    async gives(value, { bank }, { person }) {
      assert.equal(value, person);
      assert.equal((await bank.tokens(person!)).length, 1);
    },
  },
  getOnlineOtp: {
    call: (neon, { login, pin }, ...callbacks) =>
      neon.getOnlineOtp(login!, async () => ({ value: pin!, wikType: 'PASSWORD' }), ...callbacks),
    gives: isOtp,
  },
  getOnlineOtpWithPin: {
    call: (neon, { login, pin }, ...callbacks) =>
      neon.getOnlineOtpWithPin(login!, pin, ...callbacks),
    gives: isOtp,
  },
  getAccessTokenWithPin: {
    call: (neon, { login, pin }, ...callbacks) =>
      neon.getAccessTokenWithPin(login!, pin, ...callbacks),
    async gives(value, { bank, login }) {
      const audience = bank.site.origin;
      const claims = await bank.verifier.verifyJwt(String(value), { audience });
      assert.equal(claims?.login, login);
    },
  },
  getActivationCodeWithPin: {
    call: (neon, { login, pin }, ...callbacks) =>
      neon.getActivationCodeWithPin(login!, pin, ...callbacks),
    async gives(value, { bank, login }, { pin }) {
      assert.equal(typeof value, 'string');
      const page = await bank.visit(false);
      const call: Call = (neon, { code, pin }) => neon.activateWithPin(code!, pin);
      assert.equal(await page.result(call, { code: String(value), pin: pin! }), login);
      await page.page.context().close();
    },
  },
  unlockTokenWithPin: {
    given: async ({ bank, login }) => {
      const [token] = await bank.tokens(login);
      await bank.administer(login, 'block', 'tokens');
      return { unlockCode: await bank.code(login, { kind: 'unlock', tid: token!.tid }) };
    },
    call: (neon, { login, unlockCode, pin }, ...callbacks) =>
      neon.unlockTokenWithPin(login!, unlockCode!, pin, ...callbacks),
    gives: signsInWith(pin),
  },
  changePin: {
    call: (neon, { login, pin, otherPin }, ...callbacks) =>
      neon.changePin(login!, pin, otherPin, ...callbacks),
    gives: signsInWith(otherPin),
  },
  resetPin: {
    given: async ({ bank, login }) => ({ resetCode: await bank.code(login, { kind: 'reset' }) }),
    call: (neon, { login, resetCode, otherPin }, ...callbacks) =>
      neon.resetPin(login!, resetCode!, otherPin, ...callbacks),
    gives: signsInWith(otherPin),
  },
  sealDataWithPin: {
    given: async () => ({ order }),
    call: (neon, { login, pin, order }, ...callbacks) =>
      neon.sealDataWithPin(login!, pin, order!, ...callbacks),
    async gives(value, { bank, login }) {
      const { verifier, site } = bank;
      assert.equal(await verifier.verifySeal(String(value), `${order}.`), undefined);
      assert.equal((await verifier.verifySeal(String(value), order))?.login, login);
      const offline = await verifier.verifySealOffline(String(value), order, site);
      assert.equal(offline?.login, login);
    },
  },
  getRemoteOtpByPush: {
    given: async ({ bank, page, login }) => {
      const other = await bank.elsewhere(login);
      const answer = async ({ pid }: PushRequest) => {
        const shown = await page.page.getByRole('status').locator('b').textContent();
        const number = shown!.replace(' ', '');
        await other.answerPush(pid, { approve: true, number, pin });
      };
      void nextRequest(other).then(answer);
      return {};
    },
    call: (neon, { login }, ...callbacks) => neon.getRemoteOtpByPush(login!, ...callbacks),
    async gives(value, situation, given) {
      await isOtp(value, situation, given);
      assert.equal(await situation.page.page.getByRole('status').locator('b').count(), 0);
    },
  },
  setBioKey: {
    given: async () => ({ bioKey }),
    call: (neon, { login, bioKey, pin }, ...callbacks) =>
      neon.setBioKey(login!, bioKey!, () => pin!, ...callbacks),
    async gives(value, situation, given) {
      assert.equal(value, undefined);
      const call: Call = (neon, { login, bioKey, notes }) =>
        neon.getOnlineOtp(login!, (biokeyAllowed) => {
          notes.push(biokeyAllowed);
          return { value: bioKey!, wiktype: 'BIO' };
        });
      const { page, login } = situation;
      await isOtp(await page.result(call, { login, bioKey }), situation, given);
      assert.equal((await page.notes()).pop(), true);
    },
  },
};

for (const [mode, useIframe] of modes) {
  describe(`documented operations ${mode}`, () => {
    const visit = useVisit(useIframe);

    for (const [name, operation] of Object.entries(operations)) {
      it(`${name} gives the documented result`, async () => {
        for (const form of forms) {
          const { outcome, situation, given } = await attempt(visit, operation, form);
          assert.equal(outcome.error, undefined);
          await operation.gives(outcome.value, situation, given);
        }
        assert.deepEqual(visit.page.complaints.splice(0), []);
      });
    }

    it('a single function is not a callback: the call returns a promise', async () => {
      const { bank, page } = visit;
      const login = await bank.enrol(page);
      const given = { login, pin };
      const alone: readonly Call[] = [
        (neon, { login, pin, notes }) =>
          neon.getOnlineOtpWithPin(login!, pin, () => notes.push('called')),
        (neon, { login, pin, notes }) =>
          neon.getOnlineOtpWithPin(login!, pin, undefined, () => notes.push('called')),
      ];
      for (const call of alone) assert.match(String(await page.result(call, given)), /^\d{8}$/);
      assert.ok(!(await page.notes()).includes('called'));
    });

    it('an exception in a callback reaches the console, and not the other callback', async () => {
      const { bank, page } = visit;
      const login = await bank.enrol(page);
      const throwing: Call = (neon, { login, pin, notes }) =>
        new Promise((resolve) => {
          void neon.getOnlineOtpWithPin(
            login!,
            pin,
            () => {
              notes.push('told');
              resolve(undefined);
              throw new RangeError('of the page');
            },
            () => notes.push('told as well'),
          );
        });
      const thrown = page.page.waitForEvent('pageerror');
      await page.result(throwing, { login, pin });
      assert.match(String(await thrown), /of the page/);
      const notes = await page.notes();
      assert.deepEqual(notes.splice(notes.indexOf('told')), ['told']);
      page.complaints.length = 0;
    });

    it('exactly one of the two callbacks was called for each call', async () => {
      const heard = await visit.page.heard();
      const calls = Object.keys(operations);
      assert.deepEqual(
        heard,
        calls.map(() => 1),
      );
    });
  });
}
