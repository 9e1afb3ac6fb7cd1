import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { openBankElsewhere } from './support/second-bank.js';
import { useStage } from './support/stage.js';
import { Visitor } from './support/visitor.js';

const hour = 3_600_000;

/** Ways in which a browser has no lasting storage: scripts that run before the page's own. */
const forgetful = {
  'has no IndexedDB': () => {
    Object.defineProperty(globalThis, 'indexedDB', { value: undefined });
  },
  'throws when IndexedDB is opened': () => {
    IDBFactory.prototype.open = () => {
      throw new DOMException('The operation is insecure.', 'SecurityError');
    };
  },
  'gives null back for a stored key': () => {
    const result = Object.getOwnPropertyDescriptor(IDBRequest.prototype, 'result')!;
    const isRecord = (value: unknown) => Object(value).sk instanceof CryptoKey;
    Object.defineProperty(IDBRequest.prototype, 'result', {
      get(this: IDBRequest) {
        const value: unknown = result.get!.call(this);
        return Array.isArray(value) ? value.map((one) => (isRecord(one) ? null : one)) : value;
      },
    });
  },
} as const;

const sentences: Readonly<Record<keyof typeof forgetful, RegExp>> = {
  'has no IndexedDB': /cannot use its storage/,
  'throws when IndexedDB is opened': /cannot use its storage/,
  'gives null back for a stored key': /cannot keep keys.* your code is still good/,
};

describe('the demo in a browser that', () => {
  const stage = useStage();

  for (const [habit, script] of Object.entries(forgetful) as [
    keyof typeof forgetful,
    () => void,
  ][]) {
    it(`${habit} says so and leaves the code unspent`, async () => {
      const login = habit.replaceAll(' ', '.').toLowerCase();
      const code = await stage.demo.issueCode(login);
      const profile = await stage.profile();
      await profile.addInitScript(script);
      const visitor = await Visitor.arrive(profile, stage.demo.url);
      await visitor.submitCode(code);
      await visitor.problem(visitor.activation, sentences[habit]).waitFor();
      assert.deepEqual(visitor.complaints, []);

      const healthy = await stage.visitor();
      await healthy.submitCode(code);
      await healthy.choosePin();
      await healthy.activated(login);
    });
  }

  for (const [habit, offset] of [
    ['fast', hour],
    ['slow', -hour],
  ] as const) {
    it(`has a clock an hour ${habit} gets a password that is accepted`, async () => {
      const profile = await stage.profile();
      await profile.clock.install({ time: Date.now() + offset });
      const visitor = await Visitor.arrive(profile, stage.demo.url);
      const login = `clock.${habit}`;
      await visitor.setUp(login);
      const otp = await visitor.getOtp();
      assert.equal((await stage.demo.signIn(login, otp)).status, 303);
    });
  }

  it('is at an origin that is not registered says so and leaves the code unspent', async () => {
    const code = await stage.demo.issueCode('elsewhere');
    const elsewhere = await openBankElsewhere(stage.demo);
    try {
      const visitor = await stage.visitor(elsewhere.url);
      await visitor.problem(visitor.logins, /cannot be used at this address/).waitFor();
      await visitor.submitCode(code);
      await visitor.problem(visitor.activation, /cannot be used at this address/).waitFor();
    } finally {
      await elsewhere.close();
    }
    const visitor = await stage.visitor();
    await visitor.submitCode(code);
    await visitor.choosePin();
    await visitor.activated('elsewhere');
  });
});
