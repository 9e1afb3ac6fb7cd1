/**
 * Noise by one enrolled token: what it can leave in the database and in the log is bounded.
 */
import assert from 'node:assert/strict';
import { after, before, beforeEach, describe, it } from 'node:test';
import { insertAuditEntry } from '../../../../src/service/store/tables/audit-entries.js';
import { insertEntry } from '../../../../src/service/store/tables/operation-log.js';
import type { Tx } from '../../../../src/service/store/store.js';
import type { TestSite } from '../../../support/services/service-fixture.js';
import { TestService } from '../../../support/services/test-service.js';
import { doorOf, enrol, rightPin } from '../../support/tokens/enrolled-token.js';
import { ask, refuse } from '../../support/tokens/raw-push.js';
import { RawToken } from '../../support/tokens/raw-token.js';
import { assertStated } from '../../support/tokens/refusal-statement.js';
import { assertRefused } from '../../support/tokens/token-door.js';

const minute = 60_000;

let service: TestService;
let site: TestSite;

before(async () => {
  service = await TestService.start();
  service.clock.stop();
  site = await service.addSite({ pin: 'none', push: true });
});

beforeEach(() => service.clock.advance(minute));

after(() => service.close());

async function rowsOf({ tid }: RawToken): Promise<number> {
  const rows = await service.store.read
    .selectFrom('op_log')
    .select('rid')
    .where('tid', '=', tid)
    .where('outcome', '=', 'abandoned')
    .execute();
  return rows.length;
}

/** Asks what became of an operation that was never sent. */
async function invent(token: RawToken) {
  return token.send(await token.sync(await token.operation('otp', rightPin)));
}

describe('syncs about invented operations', () => {
  it('leave 32 rows of 200, and are then refused until the oldest messages could not be accepted', async () => {
    const token = await enrol(service, site, 'noisy');
    const statuses: number[] = [];
    for (let count = 0; count < 200; count++) statuses.push((await invent(token)).status);
    assert.deepEqual(statuses, [...Array<number>(32).fill(200), ...Array<number>(168).fill(429)]);
    assert.equal(await rowsOf(token), 32);

    const refused = await invent(token);
    assertRefused(refused, '429 RATE_LIMITED');
    const seconds = Number(refused.headers.get('retry-after'));
    service.clock.advance((seconds - 1) * 1_000);
    assert.equal((await invent(token)).status, 429);
    service.clock.advance(1_000);
    assert.equal((await invent(token)).status, 200);
    assert.equal(await rowsOf(token), 1);
  });

  it('do not keep the token from working, nor a promise from being kept', async () => {
    const token = await enrol(service, site, 'working');
    const abandoned = await token.operation('otp');
    const sync = await token.sync(abandoned);
    assert.equal((await token.openSync(sync, await token.send(sync)))['outcome'], 'not_applied');
    for (let count = 0; count < 40; count++) await invent(token);
    assertRefused(await token.send(abandoned), '409 SUPERSEDED');
    // A repeated question adds nothing and is answered.
    const again = await token.sync(abandoned);
    assert.equal((await token.openSync(again, await token.send(again)))['outcome'], 'not_applied');
    assert.equal((await token.run('otp'))['ok'], true);

    service.clock.advance(311_000);
    await invent(token);
    assertRefused(await token.send(abandoned), '409 CHALLENGE_STALE');
  });

  it('of one token do not limit another', async () => {
    const [token, other] = [await enrol(service, site, 'one'), await enrol(service, site, 'two')];
    for (let count = 0; count < 33; count++) await invent(token);
    assert.equal((await invent(token)).status, 429);
    assert.equal((await invent(other)).status, 200);
  });
});

/** Performs operations until one is refused; tells how many were performed. */
async function performUntilLimited(token: RawToken, op: string, arg: object = {}) {
  for (let count = 0; ; count++) {
    const operation = await token.operation(op, undefined, { core: { arg } });
    const reply = await token.send(operation);
    if (reply.status !== 200) return { count, reply };
    assert.equal((await token.open(operation, reply))['ok'], true);
    token.follow(operation);
  }
}

/** Stores earlier operations of a token, as if its positions had begun below 0. */
async function storeOperations(tx: Tx, { tid }: RawToken, count: number): Promise<void> {
  const at = service.clock.now();
  for (let n = -count; n < 0; n++) {
    const entry = { tid, rid: `earlier${n}`, n, ch: '', outcome: 'applied', op: 'otp' } as const;
    await insertEntry(tx, { ...entry, result: '{}', response: null, at, superseded_at: at });
  }
}

/** Stores earlier entries of the audit trail that a token has caused. */
async function storeEntries(tx: Tx, { tid }: RawToken, count: number): Promise<void> {
  const entry = { at: service.clock.now(), actor: tid, kind: 'seal.made', subject: tid };
  for (let one = 0; one < count; one++) {
    await insertAuditEntry(tx, { ...entry, detail: '{}' }, () => '');
  }
}

/** Kinds of the entries of the audit trail that a token has caused. */
async function entriesOf({ tid }: RawToken): Promise<string[]> {
  const rows = await service.store.read
    .selectFrom('audit')
    .select('kind')
    .where('actor', '=', tid)
    .orderBy('seq')
    .execute();
  return rows.map(({ kind }) => kind);
}

describe('operations of one token', () => {
  it('are 600 in ten minutes at most; a further one takes no step, and is told when it may come', async () => {
    const token = await enrol(service, site, 'busy');
    await service.store.transaction((tx) => storeOperations(tx, token, 597));
    service.clock.advance(minute);
    const { count, reply } = await performUntilLimited(token, 'token.list');
    // The activation was the third.
    assert.equal(count, 2);
    assertRefused(reply, '429 RATE_LIMITED');
    assert.equal(reply.headers.get('retry-after'), String(9 * 60));
    assert.equal((await token.status())['st'], 'active');
    assert.equal((await (await enrol(service, site, 'busy')).run('token.list'))['ok'], true);
    service.clock.advance(9 * minute - 1_000);
    assert.equal((await performUntilLimited(token, 'token.list')).count, 0);
    service.clock.advance(1_000);
    assert.equal((await token.run('token.list'))['ok'], true);
  });

  it('make ten activation codes of a user in an hour at most', async () => {
    const token = await enrol(service, site, 'making codes');
    service.clock.advance(minute);
    const { count, reply } = await performUntilLimited(token, 'code.new');
    // The code of the first activation was one of them.
    assert.equal(count, 9);
    assertRefused(reply, '429 RATE_LIMITED');
    assert.equal(reply.headers.get('retry-after'), String(59 * 60));
    assert.equal((await token.run('token.list'))['ok'], true);
  });

  it('are not counted from before the clock was put back', async () => {
    const token = await enrol(service, site, 'put back');
    await performUntilLimited(token, 'code.new');
    service.clock.wallOffset -= 60 * minute;
    await service.refresh();
    assert.equal((await token.run('code.new'))['ok'], true);
  });

  it('leave 300 entries in the audit trail in an hour at most', async () => {
    const token = await enrol(service, site, 'renaming');
    await service.store.transaction((tx) => storeEntries(tx, token, 297));
    const arg = { tid: token.tid, name: 'Another' };
    const { reply } = await performUntilLimited(token, 'token.rename', arg);
    assertRefused(reply, '429 RATE_LIMITED');
    assert.equal(reply.headers.get('retry-after'), String(60 * 60));
    const kinds = await entriesOf(token);
    assert.equal(kinds.length, 300);
    assert.equal(kinds.at(-1), 'token.renamed');
    service.clock.advance(60 * minute);
    assert.equal((await token.run('token.list'))['ok'], true);
  });

  it('can deny a request and end the token at the limit of entries, but not mute requests', async () => {
    const token = await enrol(service, site, 'kept busy');
    await service.store.transaction((tx) => storeEntries(tx, token, 300));
    const { pid } = await ask(token.door, 'kept busy');
    const muting = { pid, yes: false, mute: true };
    assert.equal((await performUntilLimited(token, 'push.answer', muting)).count, 0);
    assert.equal((await performUntilLimited(token, 'otp')).count, 0);
    assert.equal((await refuse(token, pid))['ok'], true);
    assert.equal((await token.run('token.revoke'))['ok'], true);
    assert.deepEqual((await entriesOf(token)).slice(-2), ['push.denied', 'token.revoked']);
  });

  it('can end the token at the limit of operations', async () => {
    const token = await enrol(service, site, 'asking on');
    await service.store.transaction((tx) => storeOperations(tx, token, 600));
    assert.equal((await performUntilLimited(token, 'token.list')).count, 0);
    assert.equal((await token.run('token.revoke'))['ok'], true);
    assert.equal((await token.status())['st'], 'gone');
  });
});

describe('activations that begin with one code', () => {
  it('leave ten entries in the audit trail, and can be completed after any number', async () => {
    const code = await service.issueCode(site, 'beginning');
    const tokens: RawToken[] = [];
    for (let count = 0; count < 25; count++) {
      const token = await RawToken.make(doorOf(service, site));
      assert.equal((await token.begin(code))['ok'], true);
      tokens.push(token);
    }
    const kinds = (await Promise.all(tokens.map(entriesOf))).flat();
    assert.deepEqual(kinds, Array<string>(10).fill('activation.begun'));
    const last = tokens.at(-1)!;
    assert.equal((await last.run('activate'))['ok'], true);
    assert.deepEqual(await entriesOf(last), ['token.activated']);
  });
});

describe('messages of a token that is ahead', () => {
  const alarms = ({ tid }: RawToken) =>
    service.log.filter((line) => line.includes('SERVER_ROLLBACK_SUSPECTED') && line.includes(tid));

  it('raise one alarm in an hour, in whatever kind of message, and are answered all the same', async () => {
    const token = await enrol(service, site, 'ahead');
    const at = { ...token.at, n: token.at.n + 5 };
    for (let count = 0; count < 10; count++) {
      const operation = await token.operation('otp', undefined, { at });
      await assertStated(token, operation, await token.send(operation), 'ahead');
      const sync = await token.sync(operation);
      await assertStated(token, sync, await token.send(sync), 'ahead');
      assert.equal((await token.status({ at }))['st'], 'ahead');
    }
    assert.equal(alarms(token).length, 1);
    const other = await enrol(service, site, 'ahead too');
    await other.status({ at: { ...other.at, n: other.at.n + 5 } });
    assert.equal(alarms(other).length, 1);
    service.clock.advance(60 * minute);
    await token.status({ at });
    assert.equal(alarms(token).length, 2);
  });
});
