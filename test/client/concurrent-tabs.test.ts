import { expect } from '@open-wc/testing';
import { noLocks } from '../../src/storage/web-locks.js';
import type { Channels, Locks, NeonClient, TokenStore } from '../../src/index.js';
import { broadcastChannels } from '../../src/storage/broadcast.js';
import { idbTokenStore } from '../../src/storage/idb-token-store.js';
import { Bench } from '../support/clients/bench.js';
import { pin } from '../support/clients/pins.js';
import { databaseOf } from '../support/clients/token-database.js';
import { outcomeOf } from '../support/clients/every-operation.js';
import { rejectionCode } from '../support/clients/rejection.js';
import { ScriptedPrompter } from '../support/clients/scripted-prompter.js';

describe('several tabs', () => {
  let bench: Bench;
  beforeEach(async () => (bench = await Bench.make()));
  afterEach(() => bench.close());

  /** Each of the clients gets OTPs, all at the same time. */
  async function crowd(clients: readonly NeonClient[], each: number): Promise<string[]> {
    const many = clients.map(async (client) => {
      const values: string[] = [];
      for (let count = 0; count < each; count++)
        values.push((await client.getOnlineOtp('ada')).value);
      return values;
    });
    return (await Promise.all(many)).flat();
  }

  async function expectOneHealthyToken(operations: number) {
    const [token, ...more] = await bench.rows('token');
    expect(more).to.deep.equal([]);
    expect(token?.['status']).to.equal('ACTIVE');
    // Nothing was executed twice: one step for the activation and one for each operation.
    expect(token?.['n']).to.equal(operations + 1);
    const alarms = (await bench.service.log()).filter((line) => line.includes('token.copied'));
    expect(alarms).to.deep.equal([]);
  }

  it('get one-time passwords at the same moment, and both are accepted', async () => {
    const first = await bench.enrolled();
    const second = bench.client();
    const values = await crowd([first, second], 1);
    expect(await bench.accepts(values[0]!)).to.equal(true);
    expect(await bench.accepts(values[1]!)).to.equal(true);
    await expectOneHealthyToken(2);
  });

  for (const tabs of [2, 8]) {
    it(`take their turns when there are ${tabs} of them`, async () => {
      const clients = [await bench.enrolled()];
      while (clients.length < tabs) clients.push(bench.client());
      const values = await crowd(clients, 3);
      expect(new Set(values).size).to.equal(tabs * 3);
      await expectOneHealthyToken(tabs * 3);
    });
  }

  // Locks can be missing, and those that are held can be lost: after a page came back from the back/forward cache.
  it('do not interfere without locks either', async () => {
    const options = { locks: noLocks };
    const clients = [await bench.enrolled(options), bench.client(options), bench.client(options)];
    const values = await crowd(clients, 2);
    expect(new Set(values).size).to.equal(6);
    const [token] = await bench.rows('token');
    expect(token?.['status']).to.equal('ACTIVE');
  });

  it('wait for their turn without locks, however many there are', async () => {
    const options = { locks: noLocks };
    const clients = [await bench.enrolled(options)];
    while (clients.length < 32) clients.push(bench.client(options));
    const values = await crowd(clients, 1);
    expect(new Set(values).size).to.equal(32);
    const [token] = await bench.rows('token');
    expect(token?.['status']).to.equal('ACTIVE');
    const alarms = (await bench.service.log()).filter((line) => line.includes('token.copied'));
    expect(alarms).to.deep.equal([]);
  });

  for (const kind of ['activation', 'restore']) {
    it(`that have both shown one code enrol one of them: ${kind} code`, async () => {
      let shown = 0;
      let go!: () => void;
      const bothHave = new Promise<void>((resolve) => (go = resolve));
      const enrol = async (code: string) => {
        const prompter = new ScriptedPrompter(pin);
        prompter.definePin = async () => {
          if (++shown === 2) go();
          await bothHave;
          return pin;
        };
        return outcomeOf(bench.client({ prompter }).activate(code));
      };
      const code = await bench.code('ada', { kind });
      const ends = await Promise.all([enrol(code), enrol(code)]);
      expect(ends.sort()).to.deep.equal(['CODE_ENTRY_DOES_NOT_EXIST', 'OK']);
      // The one that lost has left nothing behind.
      const records = await databaseOf(bench.site.alias).records();
      expect(records.map(({ state }) => state)).to.deep.equal(['active']);
      expect(await bench.accepts((await bench.client().getOnlineOtp('ada')).value)).to.equal(true);
    });
  }

  it('hear each other over the channels that the page gives, and over no others', async () => {
    const joined = new Set<string>();
    const channels: Channels = {
      join: (name, hear) => {
        joined.add(name.replace(bench.site.alias, 'alias').replace(/[\w-]{43}/, 'tid'));
        return broadcastChannels.join(`other:${name}`, hear);
      },
    };
    const watching = bench.client({ channels });
    const heard = new Promise<void>((resolve) => {
      const stop = watching.subscribe(() => resolve(stop()));
    });
    const client = await bench.enrolled({ channels });
    await heard;
    const told = new Promise<void>((resolve) => {
      const stop = client.watchPushRequests(() => resolve(stop()));
    });
    await told;
    expect([...joined].sort()).to.deep.equal([
      'btt1.alias',
      'btt1:inbox:alias',
      'btt1:inbox:alias:alive',
      'btt1:tid:alive',
    ]);
  });

  it('can open at once while one of them works', async () => {
    const first = await bench.enrolled();
    const others = Array.from({ length: 6 }, () => bench.client());
    await Promise.all([
      first.getOnlineOtp('ada'),
      ...others.map((client) => client.initOnline()),
      first.getOnlineOtp('ada'),
    ]);
    await expectOneHealthyToken(2);
  });

  it('are notified of an enrolment added or removed in another tab', async () => {
    const watching = bench.client();
    const heard = () =>
      new Promise<void>((resolve) => {
        const stop = watching.subscribe(() => {
          stop();
          resolve();
        });
      });
    const made = heard();
    const client = await bench.enrolled();
    await made;
    expect((await watching.accounts()).map(({ login }) => login)).to.deep.equal(['ada']);
    const removed = heard();
    await client.forget('ada');
    await removed;
    expect(await rejectionCode(watching.getOnlineOtp('ada'))).to.equal('USER_ENTRY_DOES_NOT_EXIST');
  });

  it('never send a challenge that is newer than the record they read', async () => {
    const inner = idbTokenStore(bench.site.alias, broadcastChannels);
    let armed = false;
    let meddle = false;
    // From the moment at which the record may be read, another call of this tab gets newer challenges.
    const locks: Locks = {
      run: (_name, _signal, work) => {
        meddle = armed;
        return work();
      },
    };
    const store: TokenStore = {
      ...inner,
      records: async () => {
        const records = await inner.records();
        if (meddle) {
          meddle = false;
          await client.initOnline();
        }
        return records;
      },
    };
    const client = bench.client({ store, locks });
    await client.activate(await bench.code());
    armed = true;
    const before = (await bench.service.requests()).length;
    const otp = await client.getOnlineOtp('ada');
    expect(await bench.accepts(otp.value)).to.equal(true);
    const messages = (await bench.service.messages()).slice(before);
    const op = messages.findIndex(({ path }) => path === '/btt/v1/op');
    const meanwhile = messages.slice(0, op).map(({ reply }) => decode(reply.split('.')[1]!).chal);
    expect(meanwhile.length).to.equal(2);
    const { payload } = JSON.parse(messages[op]!.body) as { payload: string };
    expect(meanwhile).to.not.include(decode(payload).chal);
  });
});

function decode(text: string): { chal: string } {
  return JSON.parse(atob(text.replaceAll('-', '+').replaceAll('_', '/'))) as { chal: string };
}
