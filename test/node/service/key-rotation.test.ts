/**
 * Rotation of the keys of a service while people use it: nobody is lost, whatever was under way and wherever it ends.
 */
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { after, afterEach, before, describe, it } from 'node:test';
import { listKeys, neededBy } from '../../../src/service/domain/keys/key-list.js';
import {
  rotationLead,
  versionedKeys,
  versionOverlap,
  type VersionedKey,
} from '../../../src/service/domain/keys/key-versions.js';
import { keyFile, readKeys } from '../../../src/service/node/keys/key-files.js';
import {
  dropVersion,
  rotateHpkeKeyFile,
  rotateVersionedKey,
} from '../../../src/service/node/keys/key-rotation.js';
import type { TestSite } from '../../support/services/service-fixture.js';
import { TestService } from '../../support/services/test-service.js';
import { Folder } from '../support/services/data-folder.js';
import { tokenRow, userRow } from '../support/services/database-rows.js';
import { doorOf, enrol, rightPin, stretched, wrongPin } from '../support/tokens/enrolled-token.js';
import { bioKey, otherPin, outcomeOf, outOf } from '../support/tokens/operation-outcomes.js';
import { ask } from '../support/tokens/raw-push.js';
import { RawToken } from '../support/tokens/raw-token.js';

const second = 1_000;

describe('a key of a running service that is rotated', () => {
  let folder: Folder;
  let service: TestService;
  let site: TestSite;
  let token: RawToken;

  before(async () => {
    folder = new Folder();
    service = await TestService.inFolder(folder.data, { trustedProxies: ['127.0.0.1'] });
    service.clock.stop();
    site = await service.addSite({ push: true, bio: 'allowed' });
    token = await enrol(service, site, 'ada');
    await outOf(token, 'bio.set', { ...rightPin, nbio: stretched(6) });
  });

  // The clock does not move between tests, so that limits over time would be met.
  afterEach(() => service.clock.advance(versionOverlap));

  after(async () => {
    await service.close();
    folder.remove();
  });

  const now = () => service.clock.now();

  /** Publishes a version, and moves on to shortly before it is used. */
  async function publish(name: VersionedKey): Promise<number> {
    const { version, from } = await rotateVersionedKey(folder.data, name, now());
    assert.equal(from, now() + rotationLead);
    await service.refresh();
    service.clock.advance(rotationLead - 2 * second);
    await service.refresh();
    return Number(version);
  }

  /** Lets the time of a published version come; the service takes notice. */
  async function replace(): Promise<void> {
    service.clock.advance(3 * second);
    await service.refresh();
  }

  const drop = (name: VersionedKey, version: number) =>
    dropVersion(folder.data, { name, version }, now(), {
      needed: () => neededBy(service.store.read, name, version, now()),
    });

  const isLogged = (part: string) => service.log.some((line) => line.includes(part));

  async function versionsOf(name: string) {
    const keys = await listKeys(service.store.read, await readKeys(folder.data), now());
    const { versions } = keys.find(({ key }) => key === name)!;
    return versions.map(({ version, state, needed }) => [version, state, needed]);
  }

  it('is held before it is used, and no second one is made meanwhile', async () => {
    for (const key of versionedKeys) {
      const version = await publish(key);
      const what = `"key":"${key}","version":${version}}`;
      assert.deepEqual(
        [isLogged(`published",${what}`), isLogged(`replaced",${what}`)],
        [true, false],
      );
      await assert.rejects(rotateVersionedKey(folder.data, key, now()), /is waiting already/);
      await replace();
      assert.ok(isLogged(`service-key.replaced",${what}`));
      assert.equal(await outcomeOf(token, 'otp', rightPin), 'OK');
    }
  });

  it('leaves long and short codes good that were issued before', async () => {
    const version = await publish('code');
    const code = await service.issueCode(site, 'bea');
    const reset = await service.issueCode(site, 'ada', { kind: 'reset' });
    const listed = (await versionsOf('code')).find(([one]) => one === version - 1);
    assert.deepEqual(listed, [version - 1, 'current', { codes: 2, 'requests for approval': 0 }]);
    await replace();
    service.clock.advance(versionOverlap);
    await assert.rejects(drop('code', version - 1), /is still needed: 2 codes/);

    const bea = await RawToken.make(doorOf(service, site));
    assert.equal((await bea.begin(code))['ok'], true);
    assert.equal((await bea.run('activate', { npin: stretched(1) }))['ok'], true);
    assert.equal(await outcomeOf(token, 'pin.reset', { code: reset, npin: otherPin }), 'OK');
    const other = { pin: { k: 'pwd', p: otherPin } };
    assert.equal(await outcomeOf(token, 'pin.change', { ...other, npin: stretched(1) }), 'OK');
    await outOf(token, 'bio.set', { ...rightPin, nbio: stretched(6) });
    await drop('code', version - 1);
    await service.refresh();
    assert.ok(!(await versionsOf('code')).some(([one]) => one === version - 1));
    await enrol(service, site, 'cyd');
  });

  it('leaves the number of a request good, and its limits', async () => {
    const version = await publish('code');
    const door = doorOf(service, site);
    const asked = [await ask(door, 'ada'), await ask(door, 'ada')];
    await replace();
    const answer = (pid: string, number: string) =>
      outcomeOf(token, 'push.answer', rightPin, { pid, yes: true, number });
    const [first] = asked;
    const wrong = first!.number === '000000' ? '000001' : '000000';
    assert.equal(await answer(first!.pid, wrong), 'CODE_ENTRY_DOES_NOT_EXIST 2');
    await ask(door, 'ada');
    await assert.rejects(ask(door, 'ada'), /RATE_LIMITED/);
    assert.equal(await answer(first!.pid, first!.number), 'OK');
    service.clock.advance(versionOverlap);
    await assert.rejects(drop('code', version - 1), /is still needed: 2 requests for approval/);
    service.clock.advance(61 * 60 * second);
    await service.refresh();
    await drop('code', version - 1);
  });

  it('leaves one-time passwords good, and the names of requests that verify them', async () => {
    const order = (value: string) => ({ service: site.mac, login: 'ada', otp: value });
    const verify = async (value: string, key: string) =>
      (
        await service.rp<{ ok: boolean }>('/otp/verify', site.apiKey, order(value), {
          'idempotency-key': key,
        })
      ).body.ok;
    const issue = async () => String((await outOf(token, 'otp', rightPin))['otp']);
    await publish('otp');
    const [used, unused] = [await issue(), await issue()];
    const wrong = ['11111111', '22222222'].find((one) => one !== used && one !== unused)!;
    assert.equal(await verify(used, 'first'), true);
    for (let tries = 0; tries < 3; tries++) assert.equal(await verify(wrong, 'wrong'), false);
    await replace();
    assert.equal(await verify(used, 'first'), true);
    // A repetition of one refused request, as before: five of these would void the other.
    for (let tries = 0; tries < 5; tries++) assert.equal(await verify(wrong, 'wrong'), false);
    assert.equal(await verify(unused, 'second'), true);
    assert.equal((await versionsOf('otp')).length, 2);
    service.clock.advance(versionOverlap);
    await service.refresh();
    assert.equal((await versionsOf('otp')).length, 1);
    assert.equal(await verify(await issue(), 'third'), true);
  });

  it('leaves challenges good for their life, and is then forgotten', async () => {
    const door = doorOf(service, site);
    await publish('challenge');
    const chal = await door.challenge();
    await replace();
    const operation = await token.operation('otp', rightPin, { core: { chal } });
    assert.equal((await token.open(operation, await token.send(operation)))['ok'], true);
    token.follow(operation);
    service.clock.advance(versionOverlap);
    await service.refresh();
    assert.equal((await versionsOf('challenge')).length, 1);
    assert.equal(await outcomeOf(token, 'otp', rightPin), 'OK');
  });

  it('changes a verifier with the next right PIN and the next right BioKey, and no sooner', async () => {
    const uid = (await userRow(service, 'ada')).uid;
    const peppers = async () => [
      (await userRow(service, 'ada')).pepper_v,
      (await tokenRow(service, token.tid)).bio_pepper_v,
    ];
    await outOf(token, 'otp', rightPin);
    await outOf(token, 'otp', bioKey(6));
    const [old] = await peppers();
    const version = await publish('pepper');
    assert.equal(old, version - 1);
    await replace();
    service.clock.advance(versionOverlap);
    assert.equal(await outcomeOf(token, 'otp', wrongPin), 'PASSWORD_IS_WRONG 4');
    assert.equal(await outcomeOf(token, 'otp', bioKey(5)), 'BIO_KEY_IS_WRONG 4');
    assert.deepEqual(await peppers(), [old, old]);
    const others = await service.store.read
      .selectFrom('app_user')
      .select('uid')
      .where('pin_v', 'is not', null)
      .where('uid', '<>', uid)
      .execute();
    const pins = others.length + 1;
    const listed = (await versionsOf('pepper')).find(([one]) => one === old);
    assert.deepEqual(listed, [old, 'old', { PINs: pins, BioKeys: 1 }]);
    await assert.rejects(drop('pepper', old!), new RegExp(`still needed: ${pins} PINs, 1 BioKeys`));

    assert.equal(await outcomeOf(token, 'otp', bioKey(6)), 'OK');
    assert.deepEqual(await peppers(), [old, version]);
    assert.equal(await outcomeOf(token, 'otp', rightPin), 'OK');
    assert.deepEqual(await peppers(), [version, version]);
    assert.equal(await outcomeOf(token, 'otp', bioKey(6)), 'OK');
    assert.equal(await outcomeOf(token, 'otp', rightPin), 'OK');
    for (const { uid: other } of others) await service.admin.delete(`/users/${other}`);
    await drop('pepper', old!);
    await service.refresh();
    assert.equal(await outcomeOf(token, 'otp', rightPin), 'OK');
  });

  it('encrypts all secrets anew, also of browsers that nobody uses', async () => {
    const idle = await enrol(service, site, 'dot');
    const version = await publish('kek');
    assert.equal((await tokenRow(service, idle.tid)).kek_v, version - 1);
    await replace();
    assert.equal((await tokenRow(service, idle.tid)).kek_v, version);
    assert.deepEqual(await neededBy(service.store.read, 'kek', version - 1, now()), {
      browsers: 0,
      'collected approvals': 0,
    });
    await assert.rejects(drop('kek', version), /is in use: rotate kek first/);
    await assert.rejects(drop('kek', version - 1), /cannot be dropped before/);
    service.clock.advance(versionOverlap);
    await drop('kek', version - 1);
    await assert.rejects(drop('kek', version - 1), /There is no version/);
    await service.refresh();
    assert.equal(await outcomeOf(idle, 'otp', rightPin), 'OK');
  });

  it('leaves a secret that is damaged as it is, says so, and cannot be dropped', async () => {
    const victim = await enrol(service, site, 'eve');
    const version = await publish('kek');
    const { k_sealed } = await tokenRow(service, victim.tid);
    const store = (sealed: string) =>
      service.store.transaction((tx) =>
        tx.updateTable('token').set({ k_sealed: sealed }).where('tid', '=', victim.tid).execute(),
      );
    await store(`${k_sealed.slice(0, -4)}AAAA`);
    await replace();
    assert.ok(isLogged('secrets.unreadable","table":"token","column":"k_sealed","count":1'));
    service.clock.advance(versionOverlap);
    await assert.rejects(drop('kek', version - 1), /is still needed: 1 browsers/);
    await store(k_sealed);
    await service.refresh();
    assert.equal(await outcomeOf(victim, 'otp', rightPin), 'OK');
    await drop('kek', version - 1);
  });

  it('of HPKE is destroyed by the replacement after the next', async () => {
    const code = await service.issueCode(site, 'fay');
    const begun = await RawToken.make(doorOf(service, site));
    await begun.begin(code);
    const { hpke } = await readKeys(folder.data);
    const { version } = await rotateHpkeKeyFile(folder.data, now());
    await service.refresh();
    assert.ok(isLogged(`service-key.replaced","key":"hpke","version":"${version}"`));
    assert.equal((await begun.run('activate', { npin: stretched(1) }))['ok'], true);
    await rotateHpkeKeyFile(folder.data, now());
    await service.refresh();
    assert.ok(!readFileSync(keyFile(folder.data), 'utf8').includes(hpke.at(-1)!.d));
    await enrol(service, site, 'gus');
  });
});
