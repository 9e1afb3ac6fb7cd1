import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import type { TestSite } from '../../../support/services/service-fixture.js';
import { TestService } from '../../../support/services/test-service.js';
import {
  blockUser,
  doorOf,
  enrol,
  rightPin,
  stretched,
} from '../../support/tokens/enrolled-token.js';
import type { RawToken } from '../../support/tokens/raw-token.js';
import { userRow } from '../../support/services/database-rows.js';

interface Verdict {
  readonly ok: boolean;
  readonly uid?: string;
  readonly amr?: string[];
}

let service: TestService;
let site: TestSite;

before(async () => {
  service = await TestService.start();
  service.clock.stop();
  site = await service.addSite();
});

after(() => service.close());

async function otpOf(token: RawToken): Promise<string> {
  // No two are issued at one time: which is the oldest counts.
  service.clock.advance(1);
  const answer = await token.run('otp', rightPin);
  return (answer['out'] as { otp: string }).otp;
}

async function verify(
  login: string,
  otp: string,
  { key, apiKey = site.apiKey }: { key?: string; apiKey?: string } = {},
): Promise<Verdict> {
  const body = { service: site.mac, login, otp };
  const headers: Record<string, string> = key === undefined ? {} : { 'idempotency-key': key };
  const answer = await service.rp<Verdict & object>('/otp/verify', apiKey, body, headers);
  assert.equal(answer.status, 200);
  return answer.body;
}

async function keyFor(aliases?: string[]): Promise<string> {
  const body = { service: site.mac, scopes: ['otp.verify'], ...(aliases && { aliases }) };
  return (await service.admin.post<{ key: string }>('/keys', body)).body.key;
}

function triesOf(login: string): Promise<number[]> {
  return userRow(service, login).then(async ({ uid }) => {
    const query = service.store.read.selectFrom('otp').select('tries').where('uid', '=', uid);
    return (await query.orderBy('created').execute()).map(({ tries }) => tries);
  });
}

/** Some OTP that is none of the given. */
function notAny(...otps: string[]): string {
  const candidates = otps.concat('x').map((_, index) => String(index).repeat(8));
  return candidates.find((candidate) => !otps.includes(candidate))!;
}

describe('an OTP', () => {
  it('is refused for another login, an unknown one, and the user of another service', async () => {
    const token = await enrol(service, site, 'owner');
    await enrol(service, site, 'neighbour');
    const otp = await otpOf(token);
    for (const login of ['neighbour', 'unknown', '', '\u0000']) {
      assert.deepEqual(await verify(login, otp), { ok: false });
    }
    assert.equal((await verify('owner', otp)).ok, true);
  });

  it('is refused to the relying party of another alias, and stays unspent', async () => {
    const otherAlias = await service.addAlias(site.mac, site.origin);
    const token = await enrol(service, site, 'alias');
    const otp = await otpOf(token);
    const apiKey = await keyFor([otherAlias]);
    for (let count = 0; count < 6; count++) {
      assert.deepEqual(await verify('alias', otp, { apiKey }), { ok: false });
    }
    assert.deepEqual(await triesOf('alias'), [0]);
    assert.equal((await verify('alias', otp)).ok, true);
  });

  it('is refused twenty seconds after it was issued', async () => {
    const token = await enrol(service, site, 'expired');
    const [early, late] = [await otpOf(token), await otpOf(token)];
    service.clock.advance(19_999);
    assert.deepEqual(await verify('expired', early), { ok: false });
    assert.equal((await verify('expired', late)).ok, true);
  });

  it('is refused the second time', async () => {
    const token = await enrol(service, site, 'second');
    const otp = await otpOf(token);
    assert.equal((await verify('second', otp)).ok, true);
    assert.deepEqual(await verify('second', otp), { ok: false });
  });

  it('is void when its token turns out to be copied, or its user is disabled', async () => {
    const token = await enrol(service, site, 'copied');
    const copy = token.clone();
    const otp = await otpOf(token);
    const operation = await copy.operation('otp', rightPin);
    await copy.send(operation);
    assert.deepEqual(await verify('copied', otp), { ok: false });

    const other = await enrol(service, site, 'disabled');
    const second = await otpOf(other);
    const { uid } = await userRow(service, 'disabled');
    await service.admin.post(`/users/${uid}/disable`);
    await service.admin.post(`/users/${uid}/enable`);
    assert.deepEqual(await verify('disabled', second), { ok: false });
  });

  it('is void when wrong PINs block its user, and when a code has defined a new PIN', async () => {
    const token = await enrol(service, site, 'guessed');
    const otp = await otpOf(token);
    await blockUser(service, site, 'guessed');
    assert.deepEqual(await verify('guessed', otp), { ok: false });

    const other = await enrol(service, site, 'forgetful');
    const second = await otpOf(other);
    const code = await service.issueCode(site, 'forgetful', { kind: 'reset' });
    assert.equal((await other.run('pin.reset', { code, npin: stretched(3) }))['ok'], true);
    assert.deepEqual(await verify('forgetful', second), { ok: false });
  });

  it('is accepted with blanks in it, and says how the person authenticated', async () => {
    const token = await enrol(service, site, 'blanks');
    const otp = await otpOf(token);
    const verdict = await verify(' BLANKS ', ` ${otp.slice(0, 4)} ${otp.slice(4)}`);
    assert.deepEqual([verdict.ok, verdict.amr], [true, ['swk', 'pin', 'mfa']]);
  });

  it('is one of three at most: a fourth voids the oldest', async () => {
    const token = await enrol(service, site, 'fourth');
    const otps: string[] = [];
    for (let count = 0; count < 4; count++) otps.push(await otpOf(token));
    const verdicts: boolean[] = [];
    for (const otp of otps) verdicts.push((await verify('fourth', otp)).ok);
    assert.deepEqual(verdicts, [false, true, true, true]);
  });
});

describe('a wrong OTP', () => {
  it('counts against every live OTP of the user, and five void all of them', async () => {
    const token = await enrol(service, site, 'five');
    const otps = [await otpOf(token), await otpOf(token)];
    for (let count = 0; count < 4; count++) await verify('five', notAny(...otps));
    assert.deepEqual(await triesOf('five'), [4, 4]);
    assert.equal((await verify('five', otps[0]!)).ok, true);
    await verify('five', notAny(...otps));
    assert.deepEqual(await verify('five', otps[1]!), { ok: false });
  });

  it('voids them also when a hundred wrong OTPs come at once', async () => {
    const token = await enrol(service, site, 'hundred');
    const otp = await otpOf(token);
    const wrong = notAny(otp);
    const verdicts = await Promise.all(Array.from({ length: 100 }, () => verify('hundred', wrong)));
    assert.ok(verdicts.every(({ ok }) => !ok));
    assert.deepEqual(await triesOf('hundred'), [100]);
    assert.deepEqual(await verify('hundred', otp), { ok: false });
  });

  it('neither blocks the user nor counts as a wrong PIN', async () => {
    const token = await enrol(service, site, 'unblocked');
    const otp = await otpOf(token);
    for (let count = 0; count < 20; count++) await verify('unblocked', notAny(otp));
    const { pin_fails, blocked_at } = await userRow(service, 'unblocked');
    assert.deepEqual([pin_fails, blocked_at], [0, null]);
    assert.equal((await verify('unblocked', await otpOf(token))).ok, true);
  });
});

describe('one OTP verified twenty times at once', () => {
  const twenty = <T>(work: (index: number) => Promise<T>) =>
    Promise.all(Array.from({ length: 20 }, (_, index) => work(index)));

  it('is accepted exactly once without an idempotency key, and with twenty different ones', async () => {
    const token = await enrol(service, site, 'parallel');
    const otp = await otpOf(token);
    const plain = await twenty(() => verify('parallel', otp));
    assert.equal(plain.filter(({ ok }) => ok).length, 1);
    const other = await otpOf(token);
    const keyed = await twenty((index) => verify('parallel', other, { key: `key-${index}` }));
    assert.equal(keyed.filter(({ ok }) => ok).length, 1);
  });

  it('gets the same answer each time under one idempotency key', async () => {
    const token = await enrol(service, site, 'one key');
    const otp = await otpOf(token);
    const verdicts = await twenty(() => verify('one key', otp, { key: 'same' }));
    assert.equal(verdicts[0]!.ok, true);
    for (const verdict of verdicts) assert.deepEqual(verdict, verdicts[0]);
  });
});

describe('an idempotency key', () => {
  it('repeats the answer only for the same relying party, OTP and login, for thirty seconds', async () => {
    const token = await enrol(service, site, 'idem');
    await enrol(service, site, 'idem too');
    const [otp, other] = [await otpOf(token), await otpOf(token)];
    const key = 'idem-1';
    const first = await verify('idem', otp, { key });
    assert.equal(first.ok, true);
    assert.deepEqual(await verify('idem', other, { key }), { ok: false });
    assert.deepEqual(await verify('idem too', otp, { key }), { ok: false });
    assert.deepEqual(await verify('idem', otp, { key, apiKey: await keyFor() }), { ok: false });
    assert.deepEqual(await verify('idem', otp, { key: 'idem-2' }), { ok: false });
    assert.deepEqual(await verify('idem', otp), { ok: false });

    service.clock.advance(30_000);
    assert.deepEqual(await verify('idem', otp, { key }), first);
    service.clock.advance(1);
    assert.deepEqual(await verify('idem', otp, { key }), { ok: false });
  });

  it('that was used with another OTP does not spend the new one', async () => {
    const token = await enrol(service, site, 'unspent');
    const [otp, other] = [await otpOf(token), await otpOf(token)];
    await verify('unspent', otp, { key: 'unspent' });
    await verify('unspent', other, { key: 'unspent' });
    assert.equal((await verify('unspent', other, { key: 'another' })).ok, true);
  });
});

describe('the token of another alias', () => {
  it('gets OTPs that a relying party of all aliases of the service can verify', async () => {
    const alias = await service.addAlias(site.mac, site.origin);
    const token = await enrol(service, { ...site, alias }, 'other alias');
    assert.equal(token.door.als, doorOf(service, { ...site, alias }).als);
    assert.equal((await verify('other alias', await otpOf(token))).ok, true);
  });
});
