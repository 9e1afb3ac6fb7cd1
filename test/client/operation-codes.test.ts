import { expect } from '@open-wc/testing';
import type { NeonClient } from '../../src/index.js';
import { outcomeOf, setScene, type Scene } from '../support/clients/every-operation.js';
import { newPin, pin, wrongPin } from '../support/clients/pins.js';

const unknown = 'CODE_ENTRY_DOES_NOT_EXIST';
const elsewhere = 'CODE_IS_NOT_ALLOWED_FOR_THIS_TOKEN';
const otherKind = 'CODE_TYPE_NOT_SUPPORTED';

async function blockUser(client: NeonClient): Promise<void> {
  for (let tries = 0; tries < 5; tries++) {
    await outcomeOf(client.getOnlineOtp('ada', { pin: wrongPin }));
  }
}

type Use = (client: NeonClient, code: string) => Promise<unknown>;

/** What takes a code, and the kind of code that it takes. */
const uses: Readonly<Record<string, { readonly kind: string; readonly use: Use }>> = {
  activate: { kind: 'activation', use: (client, code) => client.activate(code, { pin }) },
  restore: { kind: 'restore', use: (client, code) => client.activate(code, { pin }) },
  unlockToken: {
    kind: 'unlock',
    use: (client, unlockCode) => client.unlockToken('ada', { unlockCode, pin }),
  },
  resetPin: {
    kind: 'reset',
    use: (client, resetCode) => client.resetPin('ada', { resetCode, newPin }),
  },
};

/** Where a code comes from that is not to be taken, and what is said of it: by short codes, by long ones. */
interface Source {
  readonly make: (scene: Scene, kind: string) => Promise<string> | string;
  readonly short: string;
  readonly long: string;
}

const otherKinds: Readonly<Record<string, string>> = {
  activation: 'unlock',
  restore: 'reset',
  unlock: 'reset',
  reset: 'unlock',
};

const isLong = (kind: string) => kind === 'activation' || kind === 'restore';

const sources: Readonly<Record<string, Source>> = {
  'that is none': { make: () => 'hello', short: unknown, long: unknown },
  'that nobody was given': {
    make: (_, kind) => (isLong(kind) ? '3AHR-Z6DM-V29G-QY5H' : '1234567897'),
    short: unknown,
    long: unknown,
  },
  'with a typing mistake': {
    make: async ({ bench }, kind) => {
      const code = await bench.code('ada', { kind });
      return code.slice(0, -1) + (code.endsWith('1') ? '2' : '1');
    },
    short: unknown,
    long: unknown,
  },
  'of the other length': {
    make: ({ activationCode, resetCode }, kind) => (isLong(kind) ? resetCode : activationCode),
    short: otherKind,
    long: otherKind,
  },
  'for another purpose': {
    make: ({ bench }, kind) => bench.code('ada', { kind: otherKinds[kind] }),
    short: otherKind,
    long: otherKind,
  },
  'of another service': {
    make: async ({ bench }, kind) => {
      const other = await bench.service.addSite();
      return bench.service.issueCode(other, 'ada', { kind });
    },
    short: unknown,
    long: elsewhere,
  },
  'that was voided by a later one': {
    make: async ({ bench }, kind) => {
      const earlier = await bench.code('ada', { kind });
      await bench.code('ada', { kind });
      return earlier;
    },
    short: unknown,
    long: unknown,
  },
  'that has expired': {
    make: async ({ bench }, kind) => {
      const code = await bench.code('ada', { kind, life: 60 });
      await bench.service.advance(61_000);
      return code;
    },
    short: unknown,
    long: unknown,
  },
};

describe('a code', () => {
  for (const [operation, { kind, use }] of Object.entries(uses)) {
    describe(`for ${operation}`, () => {
      let scene: Scene;
      let client: NeonClient;
      before(async () => ({ client, scene } = await setScene({ maxTools: 10 })));
      after(() => scene.bench.close());

      for (const [source, { make, short, long }] of Object.entries(sources)) {
        it(`is refused ${source}`, async () => {
          const code = await make(scene, kind);
          expect(await outcomeOf(use(client, code))).to.equal(isLong(kind) ? long : short);
        });
      }

      it('is accepted once', async () => {
        const { bench, tid } = scene;
        const isUnlock = kind === 'unlock';
        if (isUnlock) await bench.service.admin.post(`/tokens/${tid}/block`);
        const code = await bench.code('ada', { kind, ...(isUnlock && { tid }) });
        expect(await outcomeOf(use(client, code))).to.equal('OK');
        expect(await outcomeOf(use(client, code))).to.equal(unknown);
      });
    });
  }

  it('of another purpose is told apart in every operation, and can still be used', async () => {
    const { client, scene } = await setScene({ maxTools: 10 });
    const { bench, push } = scene;
    const approve: Use = (_, number) => client.answerPush(push.pid, { approve: true, number, pin });
    const operations = { ...uses, answerPush: { kind: 'number', use: approve } };
    try {
      for (const kind of ['activation', 'restore', 'unlock', 'reset']) {
        const code = await bench.code('ada', { kind });
        for (const [operation, { kind: wanted, use }] of Object.entries(operations)) {
          if (wanted === kind || (isLong(wanted) && isLong(kind))) continue;
          expect(await outcomeOf(use(client, code)), `${kind} in ${operation}`).to.equal(otherKind);
        }
        if (kind === 'unlock') await blockUser(client);
        const { use } = Object.values(uses).find((one) => one.kind === kind)!;
        expect(await outcomeOf(use(client, code)), kind).to.equal('OK');
        if (kind === 'reset') await client.changePin('ada', { oldPin: newPin, newPin: pin });
      }
      expect(await outcomeOf(approve(client, push.number))).to.equal('OK');
    } finally {
      await bench.close();
    }
  });

  it('for another browser is refused, and voids no code for this one', async () => {
    const { client, scene } = await setScene();
    const { bench, tid, otherTid } = scene;
    try {
      await bench.service.admin.post(`/tokens/${tid}/block`);
      const unlockCode = await bench.code('ada', { kind: 'unlock', tid: otherTid });
      const wrongOne = client.unlockToken('ada', { unlockCode, pin });
      expect(await outcomeOf(wrongOne)).to.equal(elsewhere);
      await client.unlockToken('ada', { unlockCode: scene.unlockCode, pin });
    } finally {
      await bench.close();
    }
  });
});
