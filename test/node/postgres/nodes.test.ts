/**
 * Two services on one database, behind whatever proxy: a message may come to either.
 */
import assert from 'node:assert/strict';
import { after, afterEach, before, describe, it } from 'node:test';
import { sql, type RawBuilder } from 'kysely';
import { readDatabaseUrl } from '../../../src/service/node/data/database-url.js';
import { userCodes } from '../../../src/service/domain/limits/stored-limits.js';
import { publicationLead } from '../../../src/service/domain/keys/key-record.js';
import { rotateSigningKeyFile } from '../../../src/service/node/keys/key-rotation.js';
import { endAfterSetBack } from '../../../src/service/domain/set-back.js';
import { keepHouse } from '../../../src/service/domain/housekeeping.js';
import { openPostgresStore } from '../../../src/service/store/postgres/postgres-store.js';
import { updateToken } from '../../../src/service/store/tables/tokens.js';
import { PostgresServer } from '../../support/services/postgres-server.js';
import type { TestSite } from '../../support/services/service-fixture.js';
import { TestService } from '../../support/services/test-service.js';
import { TestDatabases } from '../../support/services/test-store.js';
import { Folder } from '../support/services/data-folder.js';
import { tokenRow, userRow } from '../support/services/database-rows.js';
import { doorOf, enrol, rightPin, stretched } from '../support/tokens/enrolled-token.js';
import { outcomeOf, outOf, sealArg } from '../support/tokens/operation-outcomes.js';
import { withoutEnd } from '../support/services/endless-statements.js';
import * as push from '../support/tokens/raw-push.js';
import type { RawToken } from '../support/tokens/raw-token.js';
import type { Door } from '../support/tokens/token-door.js';

const hour = 3_600_000;
const text = 'Pay 5 € to Bea';

/** How long a session may take to get where it is waited for, in milliseconds. */
const patience = 60_000;

describe('two services on one database', () => {
  let server: Pick<PostgresServer, 'url' | 'stop'>;
  let databases: TestDatabases;
  let folder: Folder;
  let url: string;
  let one: TestService;
  let other: TestService;
  let site: TestSite;

  before(async () => {
    server = await PostgresServer.shared();
    databases = await TestDatabases.at(server.url);
    folder = new Folder();
    url = await databases.makeEmpty();
    const shared = { data: folder.data, database: readDatabaseUrl(url) };
    one = await TestService.start(shared);
    other = await TestService.start({ ...shared, publicUrl: one.url });
    site = await one.addSite({ push: true, seal: true });
  });

  after(async () => {
    await other?.close();
    await one?.close();
    if (url) await databases.drop(url);
    folder?.remove();
    await server?.stop();
  });

  afterEach(() => {
    for (const { clock } of [one, other]) {
      clock.start();
      clock.wallOffset = 0;
    }
  });

  /** The same browser, as it reaches the other service. */
  const elsewhere = (token: RawToken) => {
    const [here, there] = [doorOf(one, site), doorOf(other, site)];
    return token.clone(token.door.at === here.at ? there : here);
  };

  /** Resolves when so many sessions of the database meet a condition, or `isOver`. Rejects when that never comes. */
  async function untilSessions(
    condition: RawBuilder<unknown>,
    count: number,
    isOver = () => false,
  ): Promise<void> {
    const sessions = sql`select pid from pg_stat_activity
      where datname = current_database() and ${condition}`;
    const end = performance.now() + patience;
    while (!isOver() && (await sessions.execute(one.store.read)).rows.length < count) {
      if (performance.now() > end) throw new Error(`Fewer than ${count} sessions got there.`);
    }
  }

  /** Resolves when some work is done, or waits for a row that somebody else holds. */
  async function untilItWaits(work: Promise<void>): Promise<void> {
    let isDone = false;
    const end = () => void (isDone = true);
    work.then(end, end);
    await untilSessions(sql`wait_event_type = 'Lock'`, 1, () => isDone);
  }

  /** Starts a third service, whose check for what others have done at intervals never ends. */
  async function startWithoutCheck(): Promise<TestService> {
    const opened = await openPostgresStore(readDatabaseUrl(url));
    const store = {
      ...opened,
      read: opened.read.withPlugin(withoutEnd('select "pid", "uid", "asker" from "push"')),
    };
    return TestService.start({ data: folder.data, publicUrl: one.url }, 'localhost', store);
  }

  /** Asks at a door for what a new browser approves at the first service: the answer comes before the end of time. */
  async function assertAnswered(door: Door, login: string): Promise<void> {
    const token = await enrol(one, site, login);
    // At the end of its time, a request is answered in any case: another one would end before it.
    const unanswered = push.collect(await push.ask(door, 'cleo'), 20);
    const asked = await push.ask(door, login);
    const waiting = push.collect(asked, 25);
    await push.approve(token, asked.pid, asked.number);
    assert.equal(await Promise.race([unanswered, waiting]), await waiting);
    assert.equal((await waiting).status, 200);
  }

  /** Stops both clocks, the one of `one` ahead of the other by as much as clocks may be. */
  function setAhead(): void {
    for (const { clock } of [one, other]) clock.stop();
    one.clock.wallOffset = 999;
  }

  it('count a wrong PIN whichever of them gets it, and however many come at once', async () => {
    const token = await enrol(one, site, 'ada');
    const guesses = Array.from({ length: 20 }, async (_, index) => {
      const at = index % 2 ? token : elsewhere(token);
      const operation = await at.operation('otp', { pin: { k: 'pwd', p: stretched(50 + index) } });
      return (await at.send(operation)).status;
    });
    await Promise.all(guesses);
    const { pin_fails } = await userRow(one, 'ada');
    const { pin_fails: here, status } = await tokenRow(one, token.tid);
    // Of different messages from one position one is judged, and another one is the evidence of a copy.
    assert.deepEqual([pin_fails, here, status], [1, 1, 'DESYNC']);
  });

  it('block a browser after as many wrong PINs as one service does', async () => {
    const token = await enrol(one, site, 'bea');
    const outcomes: string[] = [];
    for (let guess = 0; guess < 6; guess++) {
      const at = guess % 2 ? token : elsewhere(token);
      outcomes.push(await outcomeOf(at, 'otp', { pin: { k: 'pwd', p: stretched(50 + guess) } }));
      token.at = at.at;
    }
    assert.deepEqual(outcomes, [
      'PASSWORD_IS_WRONG 4',
      'PASSWORD_IS_WRONG 3',
      'PASSWORD_IS_WRONG 2',
      'PASSWORD_IS_WRONG 1',
      'PASSWORD_IS_WRONG 0',
      'TOKEN_IS_BLOCKED',
    ]);
  });

  it('accept a one-time password once, however often both are asked at once', async () => {
    const token = await enrol(one, site, 'cleo');
    for (let round = 0; round < 5; round++) {
      const otp = String((await outOf(token, 'otp', rightPin))['otp']);
      const asked = Array.from({ length: 12 }, (_, index) =>
        (index % 2 ? one : other).verifyOtp(site, 'cleo', otp),
      );
      const accepted = (await Promise.all(asked)).filter((ok) => ok);
      assert.equal(accepted.length, 1);
    }
  });

  it('answer at once who waits at one of them for what was approved at the other', async () => {
    const third = await startWithoutCheck();
    try {
      await assertAnswered(doorOf(third, site), 'dora');
    } finally {
      await third.close();
    }
  });

  it('answer also when the connections that listen are lost, and listen again', async () => {
    const { rows } = await sql`select pg_terminate_backend(pid) from pg_stat_activity
      where datname = current_database() and query = 'listen neon'`.execute(one.store.read);
    // That of a service that has just ended may still be there.
    assert.ok(rows.length >= 2);
    await assertAnswered(doorOf(other, site), 'fay');
    await untilSessions(sql`query = 'listen neon'`, 2);
  });

  for (const [name, work] of [
    ['while it keeps house', keepHouse],
    ['after its clock was put back', endAfterSetBack],
  ] as const) {
    it(`leave a browser whose activation the other is completing ${name}, and remove another one`, async () => {
      const [token, late] = [await enrol(one, site, 'ivy'), await enrol(one, site, 'ivy')];
      const provisional = { status: 'PROVISIONAL', expires: 1 } as const;
      const tids = [token.tid, late.tid];
      const all = one.store.read.updateTable('token').where('tid', 'in', tids);
      await all.set(provisional).execute();
      const held = Promise.withResolvers<void>();
      const asked = Promise.withResolvers<void>();
      const activation = other.store.transaction(async (tx) => {
        const locked = tx.selectFrom('token').select('tid').where('tid', '=', token.tid);
        await locked.forUpdate().execute();
        held.resolve();
        await asked.promise;
        await updateToken(tx, token.tid, { status: 'ACTIVE', expires: null });
      });
      await held.promise;
      const cleaning = work(one).then(() => undefined);
      await untilItWaits(cleaning);
      asked.resolve();
      await Promise.all([activation, cleaning]);
      const rest = await one.store.read
        .selectFrom('token')
        .select('tid')
        .where('tid', 'in', tids)
        .execute();
      assert.deepEqual(rest, [{ tid: token.tid }]);
    });
  }

  it('log the SQLSTATE of a failure, and no value', async () => {
    const token = await enrol(one, site, 'jo');
    const otp = String((await outOf(token, 'otp', rightPin))['otp']);
    await sql`alter table otp rename to otp_away`.execute(one.store.read);
    try {
      const claim = { service: site.mac, login: 'jo', otp };
      assert.equal((await one.rp('/otp/verify', site.apiKey, claim)).status, 500);
    } finally {
      await sql`alter table otp_away rename to otp`.execute(one.store.read);
    }
    const line = one.log.find((text) => text.includes('request.failed'))!;
    assert.equal((JSON.parse(line) as { code: unknown }).code, '42P01');
    assert.ok(!line.includes(otp));
  });

  it('take what the other has just made, also when the clock of the other is ahead', async () => {
    setAhead();
    const token = await enrol(one, site, 'gus');
    const otp = String((await outOf(token, 'otp', rightPin))['otp']);
    assert.equal(await other.verifyOtp(site, 'gus', otp), true);
    const jwt = String((await outOf(token, 'jwt', rightPin))['access_token']);
    const asked = await other.rp('/jwt/introspect', site.apiKey, { token: jwt });
    assert.equal(asked.body['active'], true);
    const arg = await sealArg(token, text);
    const seal = String((await outOf(token, 'seal', rightPin, arg))['seal']);
    const claim = { service: site.mac, seal, data: text, once: true };
    const verify = (at: TestService) =>
      at.rp('/seal/verify', site.apiKey, claim, { 'idempotency-key': 'order-1' });
    const first = await verify(one);
    assert.equal(first.status, 200);
    assert.deepEqual((await verify(other)).body, first.body);
  });

  it('take what the other has signed with a new key, also before it is their own', async () => {
    setAhead();
    await rotateSigningKeyFile(folder.data, one.clock.now(), false);
    for (const service of [one, other]) {
      await service.refresh();
      service.clock.advance(publicationLead);
    }
    // The other one looks at the keys within a minute.
    await one.refresh();
    const token = await enrol(one, site, 'kit');
    const jwt = String((await outOf(token, 'jwt', rightPin))['access_token']);
    const arg = await sealArg(token, text);
    const seal = String((await outOf(token, 'seal', rightPin, arg))['seal']);
    const asked = await other.rp('/jwt/introspect', site.apiKey, { token: jwt });
    assert.equal(asked.body['active'], true);
    const claim = { service: site.mac, seal, data: text };
    assert.equal((await other.rp('/seal/verify', site.apiKey, claim)).status, 200);
  });

  it('count the activation codes that the other has issued, also when its clock is ahead', async () => {
    setAhead();
    const token = await enrol(one, site, 'hal');
    for (let n = 0; n < userCodes.max; n++) await one.issueCode(site, 'hal');
    const operation = await elsewhere(token).operation('code.new', rightPin);
    assert.equal((await elsewhere(token).send(operation)).status, 429);
  });

  it('take challenges of each other, also once the clock of one of them was put back', async () => {
    const isTaken = async (token: RawToken) => {
      const operation = await token.operation('otp', rightPin, {
        core: { chal: await token.door.challenge() },
      });
      return (await elsewhere(token).send(operation)).status;
    };
    assert.equal(await isTaken(await enrol(one, site, 'eve')), 200);
    // One service is an hour ahead, until somebody sets it right.
    for (const ms of [hour, -hour]) {
      one.clock.wallOffset += ms;
      await one.refresh();
    }
    const [line] = one.log.filter((text) => text.includes('clock.set-back'));
    assert.ok(line);
    await other.refresh();
    assert.equal(await isTaken(await enrol(one, site, 'eve')), 200);
    assert.equal(await isTaken(await enrol(other, site, 'eve')), 200);
  });
});
