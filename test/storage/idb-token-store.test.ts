import { expect } from '@open-wc/testing';
import type { TokenRecord } from '../../src/client/token-record.js';
import { broadcastChannels } from '../../src/storage/broadcast.js';
import { idbTokenStore } from '../../src/storage/idb-token-store.js';
import { Bench } from '../support/clients/bench.js';
import { databaseOf } from '../support/clients/token-database.js';
import { replaced } from '../support/pages/replaced-member.js';
import { rejection, rejectionCode } from '../support/clients/rejection.js';

describe('enrolments in IndexedDB', () => {
  let bench: Bench;
  beforeEach(async () => (bench = await Bench.make()));
  afterEach(() => bench.close());

  /** Nothing was sent that could have spent the code: it still works in a healthy browser. */
  async function expectUnspent(code: string) {
    expect(await bench.messages()).to.deep.equal([]);
    expect(await bench.client().activate(code)).to.equal('ada');
  }

  it('are refused, and no code is spent, where IndexedDB is missing', async () => {
    const code = await bench.code();
    await replaced(globalThis, 'indexedDB', undefined, async () => {
      const client = bench.client();
      expect(await rejectionCode(client.activate(code))).to.equal('STORAGE_UNAVAILABLE');
      expect(await rejectionCode(client.accounts())).to.equal('STORAGE_UNAVAILABLE');
    });
    await expectUnspent(code);
  });

  it('are refused, and no code is spent, where opening throws or fails', async () => {
    const code = await bench.code();
    const deny = () => {
      throw new DOMException('denied', 'SecurityError');
    };
    await replaced(IDBFactory.prototype, 'open', deny, async () => {
      expect(await rejectionCode(bench.client().activate(code))).to.equal('STORAGE_UNAVAILABLE');
    });
    await expectUnspent(code);
  });

  it('are refused, and no code is spent, where keys cannot be stored', async () => {
    const code = await bench.code();
    for (const name of ['DataCloneError', 'QuotaExceededError']) {
      const refuse = () => {
        throw new DOMException('no', name);
      };
      await replaced(IDBObjectStore.prototype, 'put', refuse, async () => {
        const error = await rejection(bench.client().activate(code));
        expect(error.code).to.be.oneOf(['STORAGE_NOT_PERSISTENT']);
      });
    }
    await expectUnspent(code);
  });

  const losses: Record<string, (record: TokenRecord) => unknown> = {
    'the whole record as null': () => null,
    'the static key as null': (record) => ({ ...record, sk: null }),
    'the wrapping key as null': (record) => ({ ...record, wk: null }),
    'no record at all': () => undefined,
  };
  for (const [name, lose] of Object.entries(losses)) {
    it(`are refused, and no code is spent, where storage gives back ${name}`, async () => {
      const code = await bench.code();
      const { getAll } = IDBObjectStore.prototype;
      const forgetful = function (this: IDBObjectStore) {
        const request = getAll.call(this);
        const result = () =>
          (Reflect.get(IDBRequest.prototype, 'result', request) as TokenRecord[])
            .map(lose)
            .filter((record) => record !== undefined);
        Object.defineProperty(request, 'result', { get: result });
        return request;
      };
      await replaced(IDBObjectStore.prototype, 'getAll', forgetful, async () => {
        expect(await rejectionCode(bench.client().activate(code))).to.equal(
          'STORAGE_NOT_PERSISTENT',
        );
      });
      await databaseOf(bench.site.alias).clear();
      await expectUnspent(code);
    });
  }

  it('show as lost, and refuse to work, when the browser has lost a key later', async () => {
    const client = await bench.enrolled();
    await databaseOf(bench.site.alias).alter({ wk: null as never });
    expect((await client.accounts())[0]).to.include({ state: 'lost', help: 're-enrol' });
    expect(await rejectionCode(client.getOnlineOtp('ada'))).to.equal('STATIC_TOKEN_KEY_IS_INVALID');
    expect(await client.initOnline()).to.deep.equal(['ada']);
    expect((await bench.rows('token'))[0]?.['status']).to.equal('ACTIVE');
  });

  it('are simply gone when site data was cleared, and the browser can be enrolled again', async () => {
    const client = await bench.enrolled();
    await databaseOf(bench.site.alias).clear();
    expect(await client.initOnline()).to.deep.equal([]);
    expect(await rejectionCode(client.getOnlineOtp('ada'))).to.equal('USER_ENTRY_DOES_NOT_EXIST');
    await client.activate(await bench.code());
    expect(await client.initOnline()).to.deep.equal(['ada']);
  });

  it('give the database up for another tab that deletes it, and open it again', async () => {
    const client = await bench.enrolled();
    await databaseOf(bench.site.alias).remove();
    expect(await client.accounts()).to.deep.equal([]);
    await client.activate(await bench.code());
    expect(await bench.accepts((await client.getOnlineOtp('ada')).value)).to.equal(true);
  });

  it('open again when the browser has ended the connection', async () => {
    const client = await bench.enrolled();
    const { transaction } = IDBDatabase.prototype;
    let ended = 0;
    const ending = function (this: IDBDatabase, ...args: Parameters<typeof transaction>) {
      if (ended++ === 0) this.close();
      return transaction.apply(this, args);
    };
    await replaced(IDBDatabase.prototype, 'transaction', ending, async () => {
      expect((await client.accounts()).map(({ login }) => login)).to.deep.equal(['ada']);
    });
    expect(ended).to.equal(2);
  });

  it('are tried once more when the storage fails for a moment', async () => {
    const client = await bench.enrolled();
    const { transaction } = IDBDatabase.prototype;
    let failed = 0;
    const failing = function (this: IDBDatabase, ...args: Parameters<typeof transaction>) {
      if (failed++ === 0) throw new DOMException('for a moment', 'UnknownError');
      return transaction.apply(this, args);
    };
    await replaced(IDBDatabase.prototype, 'transaction', failing, async () => {
      expect((await client.accounts()).map(({ login }) => login)).to.deep.equal(['ada']);
    });
    expect(failed).to.equal(2);
  });

  const refuse = class {
    constructor() {
      throw new DOMException('refused', 'SecurityError');
    }
  };
  const deny = () => Promise.reject(new DOMException('refused', 'SecurityError'));
  const refusals: readonly (readonly [string, object, string, unknown])[] = [
    ['channels between tabs', globalThis, 'BroadcastChannel', refuse],
    ['locks', LockManager.prototype, 'request', deny],
  ];
  for (const [name, owner, member, refusal] of refusals) {
    it(`are made and used where the browser refuses ${name}`, async () => {
      await replaced(owner, member, refusal, async () => {
        const client = await bench.enrolled();
        const stop = client.subscribe(() => undefined);
        const heard = new Promise<void>((resolve) => {
          const end = client.watchPushRequests(() => resolve(end()));
        });
        expect(await bench.accepts((await client.getOnlineOtp('ada')).value)).to.equal(true);
        await heard;
        stop();
      });
    });
  }

  it('are written durably, and nothing is sent before', async () => {
    const { transaction } = IDBDatabase.prototype;
    const durabilities: (string | undefined)[] = [];
    const watch = function (this: IDBDatabase, ...args: Parameters<typeof transaction>) {
      if (args[1] === 'readwrite') durabilities.push(args[2]?.durability);
      return transaction.apply(this, args);
    };
    await replaced(IDBDatabase.prototype, 'transaction', watch, async () => {
      const client = await bench.enrolled();
      await client.getOnlineOtp('ada');
    });
    expect(durabilities.length).to.be.greaterThan(4);
    expect(durabilities.every((durability) => durability === 'strict')).to.equal(true);
  });

  it('are listed in the order in which they were made', async () => {
    const logins = ['zoe', 'ada', 'mia', 'bea'];
    for (const login of logins) await bench.enrolled({}, login);
    expect(await bench.client().initOnline()).to.deep.equal(logins);
  });

  it('hold keys that no script can export', async () => {
    await bench.enrolled();
    const [record] = await databaseOf(bench.site.alias).records();
    for (const key of [record!.sk, record!.wk]) {
      for (const format of ['raw', 'pkcs8', 'jwk'] as const) {
        let exported = false;
        await crypto.subtle.exportKey(format as 'jwk', key).then(
          () => (exported = true),
          () => undefined,
        );
        expect(exported).to.equal(false);
      }
    }
  });

  it('write all or nothing of a change that fails', async () => {
    await bench.enrolled();
    const store = idbTokenStore(bench.site.alias, broadcastChannels);
    const [record] = await store.records();
    await rejection(
      store.change(() => ({
        put: { ...record!, name: 'changed' },
        also: [{ ...record!, tid: 'other', als: (() => undefined) as never }],
      })),
    );
    expect((await store.records()).map(({ name }) => name)).to.deep.equal([record!.name]);
    store.close();
  });
});
