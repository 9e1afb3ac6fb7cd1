import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import type { NeonClient } from '../../../src/client/client.js';
import { pin } from '../../support/clients/pins.js';
import type { TestSite } from '../../support/services/service-fixture.js';
import type { AdminApi } from '../../support/services/admin-api.js';
import { TestService } from '../../support/services/test-service.js';
import { nodeClient } from '../support/services/node-client.js';
import { call, type Answer, type Call } from '../../support/services/door-call.js';
import { assertRefused } from '../support/services/door-answers.js';

const typed = 'text of at most 1024 characters';

describe('a relying party that has a one-time password verified', () => {
  let service: TestService;
  let admin: AdminApi;
  let site: TestSite;
  let browser: NeonClient;

  before(async () => {
    service = await TestService.start();
    ({ admin } = service);
    site = await service.addSite();
    browser = nodeClient(service.url, site);
    await browser.activate(await service.issueCode(site, 'Ada'), { pin });
  });

  after(() => service.close());

  function verify(claim: unknown, options: Call = {}): Promise<Answer> {
    const body = claim as object;
    const url = `${service.url}/rp/v1/otp/verify`;
    return call(url, { method: 'POST', body, key: site.apiKey, ...options });
  }

  const claimOf = (otp: string, login = 'ada') => ({ service: site.mac, login, otp });

  async function newOtp(): Promise<string> {
    return (await browser.getOnlineOtp('Ada', { pin })).value;
  }

  it('is refused unless it sends JSON of the right form', async () => {
    const refused: [unknown, string][] = [
      ['{', 'The body is not JSON in UTF-8.'],
      ['null', 'The body has to be a JSON object.'],
      [`{"otp":"1","otp":"2"}`, 'The body has a member twice.'],
      [{ service: site.mac, login: 'ada' }, 'otp is missing.'],
      [{ service: site.mac, otp: '1' }, 'login is missing.'],
      [{ login: 'ada', otp: '1' }, 'service is missing.'],
      [{ ...claimOf('1'), extra: 1 }, 'extra is not known here.'],
      [{ ...claimOf('1'), otp: 12345678 }, `otp has to be ${typed}.`],
      [{ ...claimOf('1'), otp: '1'.repeat(1025) }, `otp has to be ${typed}.`],
      [{ ...claimOf('1'), login: null }, `login has to be ${typed}.`],
      [{ ...claimOf('1'), service: 'x'.repeat(1025) }, `service has to be ${typed}.`],
    ];
    for (const [claim, detail] of refused) {
      assertRefused(await verify(claim), '400 REQUEST_MALFORMED', detail);
    }
    const headers = { 'content-type': 'text/plain' };
    assertRefused(await verify(claimOf('1'), { headers }), '415 REQUEST_MALFORMED');
    const long = await verify(claimOf('1'.repeat(66_000)));
    assertRefused(long, '413 REQUEST_MALFORMED', 'The body is longer than 65536 bytes.');
  });

  it('is refused with a malformed idempotency key', async () => {
    const detail = 'Idempotency-Key has to be 1 to 255 visible ASCII characters.';
    for (const key of ['a b', 'x'.repeat(256), 'ä']) {
      const answer = await verify(claimOf('1'), { headers: { 'idempotency-key': key } });
      assertRefused(answer, '400 REQUEST_MALFORMED', detail);
    }
  });

  it('learns only that it is not valid, whatever is wrong', async () => {
    const otp = await newOtp();
    const wrong = [
      claimOf(''),
      claimOf('x'),
      claimOf(otp.slice(0, -1)),
      claimOf(otp, 'nobody'),
      claimOf(otp, ''),
      claimOf(otp, 'a\u202eda'),
      claimOf(otp, 'x'.repeat(1024)),
    ];
    for (const claim of wrong) {
      const { status, body } = await verify(claim);
      assert.deepEqual([status, body], [200, { ok: false }]);
    }
  });

  it('learns who signs in and how they authenticated, once', async () => {
    const otp = await newOtp();
    const { status, body } = await verify(claimOf(otp));
    const { uid, authTime, amr, ...rest } = body;
    assert.deepEqual([status, rest], [200, { ok: true, login: 'Ada' }]);
    assert.match(String(uid), /^[\w-]{22}$/);
    assert.ok(Math.abs(Number(authTime) - service.clock.now()) < 60_000);
    assert.ok((amr as string[]).includes('pin'));
    assert.deepEqual((await verify(claimOf(otp))).body, { ok: false });
  });

  it('may pass blanks, dashes and digits of any script, and any spelling of the login', async () => {
    const arabic = (otp: string) =>
      otp.replace(/\d/g, (digit) => String.fromCodePoint(0x6f0 + Number(digit)));
    const spellings: ((otp: string) => string)[] = [
      (otp) => ` ${otp.slice(0, 4)}\u00a0${otp.slice(4)}\n`,
      (otp) => `${otp.slice(0, 4)}-${otp.slice(4)}\u200b`,
      (otp) => `\u200f${arabic(otp)}`,
    ];
    for (const spell of spellings) {
      const claim = claimOf(spell(await newOtp()), '  ａDA ');
      assert.equal((await verify(claim)).body['ok'], true);
    }
  });

  it('spends no try for what cannot be a one-time password', async () => {
    const otp = await newOtp();
    for (const typed of ['', '-', '12345', '12345678901', 'correct horse', `${otp}x`]) {
      assert.deepEqual((await verify(claimOf(typed))).body, { ok: false });
    }
    assert.equal((await verify(claimOf(otp))).body['ok'], true);
  });

  it('gets the same answer to a repeated request, and a refusal for another password', async () => {
    const otp = await newOtp();
    const headers = { 'idempotency-key': 'sign-in-1' };
    const first = await verify(claimOf(otp), { headers });
    assert.equal(first.body['ok'], true);
    assert.deepEqual((await verify(claimOf(otp), { headers })).body, first.body);
    assert.deepEqual((await verify(claimOf('00000000'), { headers })).body, { ok: false });
    assert.deepEqual((await verify(claimOf(otp))).body, { ok: false });
    service.clock.advance(31_000);
    assert.deepEqual((await verify(claimOf(otp), { headers })).body, { ok: false });
  });

  const another = (otp: string) => (otp.startsWith('1') ? '2' : '1') + otp.slice(1);

  it('does not use up the tries of a live password by repeating a wrong one under one key, in turn or at once', async () => {
    const otp = await newOtp();
    const wrong = claimOf(another(otp));
    const headers = { 'idempotency-key': 'retried' };
    for (let count = 0; count < 6; count++) {
      assert.deepEqual((await verify(wrong, { headers })).body, { ok: false });
    }
    const atOnce = { 'idempotency-key': 'retried at once' };
    await Promise.all(Array.from({ length: 6 }, () => verify(wrong, { headers: atOnce })));
    // These were two tries. With two more and the right one it is not yet void.
    for (let count = 0; count < 2; count++) await verify(wrong);
    assert.equal((await verify(claimOf(otp))).body['ok'], true);
  });

  it('counts another wrong password under the same key, and the same one after thirty seconds', async () => {
    const headers = { 'idempotency-key': 'guessing' };
    const otp = await newOtp();
    const guesses = Array.from(
      { length: 5 },
      (_, index) => otp.slice(0, -1) + ((Number(otp.at(-1)) + index + 1) % 10),
    );
    for (const guess of guesses) await verify(claimOf(guess), { headers });
    assert.deepEqual((await verify(claimOf(otp))).body, { ok: false });

    const rows = () =>
      service.store.read.selectFrom('otp').select('tries').orderBy('created', 'desc');
    await newOtp();
    const late = { 'idempotency-key': 'late' };
    await verify(claimOf(guesses[0]!), { headers: late });
    assert.equal((await rows().executeTakeFirst())?.tries, 1);
    service.clock.advance(15_000);
    await newOtp();
    service.clock.advance(16_000);
    await verify(claimOf(guesses[0]!), { headers: late });
    assert.equal((await rows().executeTakeFirst())?.tries, 1);
  });

  it('has a password accepted once among concurrent requests', async () => {
    const claim = claimOf(await newOtp());
    const answers = await Promise.all(Array.from({ length: 20 }, () => verify(claim)));
    assert.equal(answers.filter(({ body }) => body['ok'] === true).length, 1);
  });

  it('is told that it is not valid when the service is closed', async () => {
    const otp = await newOtp();
    const path = `/services/${site.mac}`;
    await admin.patch(path, { status: 'closed' });
    assert.deepEqual((await verify(claimOf(otp))).body, { ok: false });
    await admin.patch(path, { status: 'open' });
    assert.equal((await verify(claimOf(otp))).body['ok'], true);
  });
});
