/**
 * The prompt functions of a page: whatever they answer, or do not, costs no try and no code unless it was an answer.
 */
import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import { pin, otherPin } from '../../support/clients/pins.js';
import { Bank, modes } from './support/bank.js';
import type { Call, CallingPage } from './support/calling-page.js';
import { useTwoSites } from './support/two-sites.js';

/** A call with a prompt that gives this, and the code that it ends with. */
type Answers = Readonly<Record<string, readonly [errCode: string | undefined, call: Call]>>;

/** Answers of `askForPin` that are none. */
const badAnswers: Answers = {
  nothing: ['USER_CANCELLED', (neon, { login }) => neon.getOnlineOtp(login!, (() => {}) as never)],
  null: ['USER_CANCELLED', (neon, { login }) => neon.getOnlineOtp(login!, () => null as never)],
  'a number': [
    'UNEXPECTED_ERROR',
    (neon, { login }) => neon.getOnlineOtp(login!, () => 482917 as never),
  ],
  'a list': [
    'UNEXPECTED_ERROR',
    (neon, { login, pin }) => neon.getOnlineOtp(login!, () => [pin] as never),
  ],
  'an empty object': [
    'UNEXPECTED_ERROR',
    (neon, { login }) => neon.getOnlineOtp(login!, async () => ({}) as never),
  ],
  'an object with a number': [
    'UNEXPECTED_ERROR',
    (neon, { login }) => neon.getOnlineOtp(login!, () => ({ value: 482917 }) as never),
  ],
  'another wikType': [
    'UNEXPECTED_ERROR',
    (neon, { login, pin }) => neon.getOnlineOtp(login!, () => ({ value: pin!, wikType: 'FACE' })),
  ],
  'an empty text': ['USER_CANCELLED', (neon, { login }) => neon.getOnlineOtp(login!, () => '')],
  'an empty value': [
    'USER_CANCELLED',
    (neon, { login }) => neon.getOnlineOtp(login!, () => ({ value: '', wikType: 'PASSWORD' })),
  ],
  'an error with a code of ours': [
    'TOKEN_IS_BLOCKED',
    (neon, { login }) =>
      neon.getOnlineOtp(login!, () => {
        throw Object.assign(new Error(), { errCode: 'TOKEN_IS_BLOCKED' });
      }),
  ],
};

const goodAnswers: Readonly<Record<string, Call>> = {
  'a string': (neon, { login, pin }) => neon.getOnlineOtp(login!, () => pin!),
  'a promise of a string': (neon, { login, pin }) => neon.getOnlineOtp(login!, async () => pin!),
  'what can be awaited': (neon, { login, pin }) =>
    neon.getOnlineOtp(
      login!,
      () => ({ then: (tell: (pin: string) => void) => tell(pin!) }) as never,
    ),
  'an object': (neon, { login, pin }) => neon.getOnlineOtp(login!, () => ({ value: pin! })),
  'an object with wikType': (neon, { login, pin }) =>
    neon.getOnlineOtp(login!, () => ({ value: pin!, wikType: 'PASSWORD' })),
  'a promise of one with wiktype': (neon, { login, pin }) =>
    neon.getOnlineOtp(login!, async () => ({ value: pin!, wiktype: 'PASSWORD' })),
  'two answers, of which the first counts': (neon, { login, pin, otherPin }) =>
    neon.getOnlineOtp(
      login!,
      () =>
        new Promise((resolve) => {
          resolve(pin!);
          resolve(otherPin!);
        }),
    ),
};

/** Answers of `definePin` that are none. */
const badNewPins: Answers = {
  nothing: [
    'PIN_REFUSED',
    (neon, { code, pin }) => neon.activate(code!, 'x', () => pin!, (() => {}) as never),
  ],
  null: [
    'PIN_REFUSED',
    (neon, { code, pin }) =>
      neon.activate(
        code!,
        'x',
        () => pin!,
        async () => null as never,
      ),
  ],
  'an empty value': [
    'PIN_REFUSED',
    (neon, { code, pin }) =>
      neon.activate(
        code!,
        'x',
        () => pin!,
        () => ({ value: '', wikType: 'PASSWORD' }),
      ),
  ],
  'a BioKey': [
    'UNEXPECTED_ERROR',
    (neon, { code, pin }) =>
      neon.activate(
        code!,
        'x',
        () => pin!,
        () => ({ value: pin!, wikType: 'BIO' }),
      ),
  ],
  'a number': [
    'UNEXPECTED_ERROR',
    (neon, { code, pin }) =>
      neon.activate(
        code!,
        'x',
        () => pin!,
        () => 482917 as never,
      ),
  ],
  'an empty text': [
    'PIN_REFUSED',
    (neon, { code, pin }) =>
      neon.activate(
        code!,
        'x',
        () => pin!,
        () => '',
      ),
  ],
  'too short a PIN': [
    'PIN_REFUSED',
    (neon, { code, pin }) =>
      neon.activate(
        code!,
        'x',
        () => pin!,
        () => '48',
      ),
  ],
  'an error of its own': [
    undefined,
    (neon, { code, pin }) =>
      neon.activate(
        code!,
        'x',
        () => pin!,
        () => Promise.reject(new RangeError()),
      ),
  ],
};

for (const [mode, useIframe] of modes) {
  describe(`prompts of a page ${mode}`, () => {
    const sites = useTwoSites();
    let bank: Bank;
    let page: CallingPage;
    let login: string;
    before(async () => {
      bank = await Bank.open(sites, { bio: 'off' });
      page = await bank.visit(useIframe);
      login = await bank.enrol(page);
    });
    after(() => page.page.context().close());

    for (const [what, [errCode, call]] of Object.entries(badAnswers)) {
      it(`${what} for a PIN costs no try`, async () => {
        const outcome = await page.outcome(call, { login, pin });
        assert.equal(outcome.error?.errCode, errCode);
        assert.equal((await bank.user(login)).pin_total, 0);
      });
    }

    for (const [what, [errCode, call]] of Object.entries(badNewPins)) {
      it(`${what} for a new PIN costs no code`, async () => {
        const person = bank.newLogin();
        const given = { code: await bank.code(person), pin };
        const { error } = await page.outcome(call, given);
        assert.ok(error);
        assert.equal(error.errCode, errCode);
        const again: Call = (neon, { code, pin }) => neon.activateWithPin(code!, pin);
        assert.equal(await page.result(again, given), person);
      });
    }

    it('a BioKey where none is allowed costs no try, and the prompt was told that it is not', async () => {
      const call: Call = (neon, { login, notes }) =>
        neon.getOnlineOtp(login!, (biokeyAllowed) => {
          notes.push(biokeyAllowed);
          return { value: '0123456789', wikType: 'BIO' };
        });
      assert.equal(await page.refusal(call, { login }), 'BIO_KEY_NOT_ALLOWED');
      assert.deepEqual((await page.notes()).splice(0), [false]);
      assert.equal((await bank.user(login)).pin_total, 0);
    });

    it('the object that a prompt throws is the one that the call rejects with', async () => {
      const calls: readonly Call[] = [
        (neon, { login }) => {
          const mine = new RangeError('of the page');
          const thrown = neon.getOnlineOtp(login!, () => {
            throw mine;
          });
          return thrown!.catch((error: unknown) => error === mine);
        },
        (neon, { login }) => {
          const mine = { code: 7 };
          const rejected = neon.getOnlineOtp(login!, () => Promise.reject(mine));
          return rejected!.catch((error: unknown) => error === mine);
        },
        (neon, { login }) =>
          new Promise((resolve) => {
            const ask = () => Promise.reject('a text');
            void neon.getOnlineOtp(login!, ask, resolve, (error) => resolve(error === 'a text'));
          }),
      ];
      page.complaints.length = 0;
      for (const call of calls) assert.equal(await page.result(call, { login }), true);
      assert.equal((await bank.user(login)).pin_total, 0);
      assert.deepEqual(page.complaints, []);
    });

    for (const [what, call] of Object.entries(goodAnswers)) {
      it(`${what} is taken as a PIN`, async () => {
        const otp = await page.result(call, { login, pin, otherPin });
        assert.equal(await bank.accepts(login, otp), true);
      });
    }

    it('a prompt that never answers blocks no other call', async () => {
      const asked: Call = (neon, { login }) =>
        new Promise((resolve) => {
          void neon.getOnlineOtp(login!, () => new Promise(() => resolve(undefined)));
        });
      await page.result(asked, { login });
      const call: Call = (neon, { login, pin }) => neon.getOnlineOtp(login!, () => pin!);
      assert.equal(await bank.accepts(login, await page.result(call, { login, pin })), true);
      assert.ok(await bank.enrol(page));
    });

    it('the other prompt is called when a PIN is set elsewhere meanwhile', async () => {
      // Somebody has begun in one browser, and left off before there was a PIN.
      const person = bank.newLogin();
      const elsewhere = await bank.visit(useIframe);
      const leaveOff: Call = (neon, { code }) =>
        neon.activate(code!, 'Phone', undefined, () => null as never);
      const begun = { code: await bank.code(person) };
      assert.equal(await elsewhere.refusal(leaveOff, begun), 'PIN_REFUSED');
      const [{ tid } = { tid: '' }] = await bank.tokens(person, 'PROVISIONAL');

      const activate: Call = (neon, { code, pin, otherPin, notes }) =>
        neon.activate(
          code!,
          'Laptop',
          () => {
            notes.push('askForPin');
            return pin!;
          },
          () => {
            notes.push('definePin');
            return new Promise((resolve) => {
              const page = globalThis as unknown as { define: () => void };
              page.define = () => resolve(otherPin!);
            });
          },
        );
      const here = await bank.visit(useIframe);
      const activated = here.result(activate, { code: await bank.code(person), pin, otherPin });
      await here.page.waitForFunction(() => 'define' in globalThis);

      const restoring = { code: await bank.code(person, { kind: 'restore', tid }), pin };
      await elsewhere.result((neon, { code, pin }) => neon.activateWithPin(code!, pin), restoring);
      await here.page.evaluate(() => (globalThis as unknown as { define: () => void }).define());
      assert.equal(await activated, person);
      assert.deepEqual(await here.notes(), ['definePin', 'askForPin']);
      const otp: Call = (neon, { person, pin }) => neon.getOnlineOtpWithPin(person!, pin);
      assert.equal(await bank.accepts(person, await here.result(otp, { person, pin })), true);
      for (const { page } of [here, elsewhere]) await page.context().close();
    });
  });
}
