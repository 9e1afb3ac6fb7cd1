import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import { pin } from '../../support/clients/pins.js';
import type { TestSite } from '../../support/services/service-fixture.js';
import type { AdminApi } from '../../support/services/admin-api.js';
import { TestService } from '../../support/services/test-service.js';
import { nodeClient } from '../support/services/node-client.js';
import { call } from '../../support/services/door-call.js';
import { assertRefused } from '../support/services/door-answers.js';
import { doorOf, enrol, rightPin } from '../support/tokens/enrolled-token.js';
import { outOf, sealArg } from '../support/tokens/operation-outcomes.js';
import * as push from '../support/tokens/raw-push.js';
import { rejectionCode } from '../../support/clients/rejection.js';

const forwarded = { 'x-forwarded-for': '203.0.113.7' };
const line = /^[a-z_]+(?:\{(?:[a-z]+="(?:[^"\\\n]|\\["\\n])*",?)+\})? \d+(?:\.\d+)?(?:e-\d+)?$/;

describe('the metrics', () => {
  let service: TestService;
  let admin: AdminApi;
  let site: TestSite;

  before(async () => {
    service = await TestService.start();
    ({ admin } = service);
    site = await service.addSite();
  });

  after(() => service.close());

  async function read(): Promise<string> {
    const response = await fetch(`${service.url}/metrics`);
    assert.equal(response.status, 200);
    assert.equal(response.headers.get('content-type'), 'text/plain; version=0.0.4; charset=utf-8');
    return response.text();
  }

  /** Value of a sample; 0 while there is none. */
  async function value(sample: string): Promise<number> {
    const found = (await read()).split('\n').find((one) => one.startsWith(`${sample} `));
    return Number(found?.slice(sample.length) ?? 0);
  }

  it('are refused through a proxy without the admin key', async () => {
    const url = `${service.url}/metrics`;
    for (const headers of [forwarded, { forwarded: 'for=203.0.113.7' }]) {
      assertRefused(await call(url, { headers }), '401 NOT_AUTHORIZED');
      assertRefused(await call(url, { headers, key: site.apiKey }), '401 NOT_AUTHORIZED');
    }
    const authorization = `Bearer ${service.adminKey}`;
    const response = await fetch(url, { headers: { ...forwarded, authorization } });
    assert.equal(response.status, 200);
  });

  it('are read by Prometheus: every sample has a type, a help and a number', async () => {
    const lines = (await read()).trimEnd().split('\n');
    const typed = lines.flatMap(
      (one) => /^# TYPE (\S+) (counter|summary|gauge)$/.exec(one)?.[1] ?? [],
    );
    assert.ok(typed.length >= 5);
    for (const name of typed)
      assert.ok(
        lines.some((one) => one.startsWith(`# HELP ${name} `)),
        name,
      );
    for (const one of lines.filter((text) => !text.startsWith('#'))) {
      assert.match(one, line);
      const name = /^[a-z_]+/.exec(one)![0].replace(/_(?:sum|count)$/, '');
      assert.ok(typed.includes(name) || typed.includes(/^[a-z_]+/.exec(one)![0]), one);
    }
  });

  it('tell when the process began', async () => {
    const seconds = await value('process_start_time_seconds');
    assert.ok(Math.abs(seconds * 1000 - Date.now()) < 60_000);
  });

  it('count requests by pattern and class, and how long they took', async () => {
    const labels = 'method="POST",route="/admin/v1/users/:uid/disable"';
    const requests = `neon_http_requests_total{${labels},status="4xx"}`;
    const durations = `neon_http_request_duration_seconds_count{${labels}}`;
    const before = { requests: await value(requests), durations: await value(durations) };
    await admin.post('/users/canary-one/disable');
    await admin.post('/users/canary-two/disable');
    assert.equal(await value(requests), before.requests + 2);
    assert.equal(await value(durations), before.durations + 2);
    assert.ok((await value(`neon_http_request_duration_seconds_sum{${labels}}`)) >= 0);
    await fetch(`${service.url}/canary-three`);
    assert.equal(await value('neon_http_requests_total{method="GET",route="/*",status="4xx"}'), 1);
    assert.doesNotMatch(await read(), /canary/);
  });

  it('count operations by outcome, one-time passwords and refused keys', async () => {
    const browser = nodeClient(service.url, site);
    await browser.activate(await service.issueCode(site, 'ada'), { pin });
    assert.equal(
      await rejectionCode(browser.getOnlineOtp('ada', { pin: '739154' })),
      'PASSWORD_IS_WRONG',
    );
    const otp = await browser.getOnlineOtp('ada', { pin });
    await service.verifyOtp(site, 'ada', otp.value);
    await service.verifyOtp(site, 'ada', otp.value);
    service.clock.advance(61_000);
    const refused = await value('neon_keys_refused_total{door="rp"}');
    await call(`${service.url}/rp/v1/otp/verify`, { key: 'wrong', method: 'POST' });

    const expected: Record<string, number> = {
      'neon_operations_total{operation="activate",code="OK"}': 1,
      'neon_operations_total{operation="otp",code="OK"}': 1,
      'neon_operations_total{operation="otp",code="PASSWORD_IS_WRONG"}': 1,
      'neon_otp_verifications_total{outcome="accepted"}': 1,
      'neon_otp_verifications_total{outcome="refused"}': 1,
      'neon_keys_refused_total{door="rp"}': refused + 1,
    };
    for (const [sample, count] of Object.entries(expected)) {
      assert.equal(await value(sample), count, sample);
    }
    const text = await read();
    for (const personal of ['ada', site.mac, site.alias, otp.value]) {
      assert.ok(!text.includes(`"${personal}"`), personal);
    }
  });

  it('count seals and access tokens that relying parties ask about', async () => {
    const sealing = await service.addSite({ seal: true });
    const { mac } = sealing;
    const scopes = ['seal.verify', 'jwt.introspect'];
    const key = String((await admin.made('/keys', { service: mac, scopes }))['key']);
    const token = await enrol(service, sealing, 'cleo');
    const { seal } = await outOf(token, 'seal', rightPin, await sealArg(token, 'text'));
    const { access_token: jwt } = await outOf(token, 'jwt', rightPin);
    for (const data of ['text', 'other', 'third']) {
      await service.rp('/seal/verify', key, { service: mac, seal, data });
    }
    for (const one of [jwt, 'none']) await service.rp('/jwt/introspect', key, { token: one });
    assert.equal(await value('neon_seal_verifications_total{outcome="accepted"}'), 1);
    assert.equal(await value('neon_seal_verifications_total{outcome="refused"}'), 2);
    assert.equal(await value('neon_introspections_total{outcome="active"}'), 1);
    assert.equal(await value('neon_introspections_total{outcome="inactive"}'), 1);
  });

  it('count requests for approval, and how they ended', async () => {
    const strict = await service.addSite({ push: true, pushPerAddress: 6 });
    const page = doorOf(service, strict);
    const token = await enrol(service, strict, 'dora');
    const ask = (login: string) => push.ask(page, login);
    const approved = await ask('dora');
    await push.approve(token, approved.pid, approved.number);
    await push.refuse(token, (await ask('dora')).pid);
    const wrong = await ask('dora');
    for (let tries = 0; tries < 3; tries++) {
      await push.approve(token, wrong.pid, push.otherThan(wrong.number));
    }
    for (const login of ['dora', 'nobody']) await push.cancel(await ask(login));
    await ask('dora');
    assert.equal((await push.requestPush(page, 'dora')).status, 429);
    const expected: Record<string, number> = {
      'neon_push_requests_total{outcome="accepted"}': 6,
      'neon_push_requests_total{outcome="limited"}': 1,
      'neon_push_answers_total{outcome="approved"}': 1,
      'neon_push_answers_total{outcome="denied"}': 2,
      'neon_push_answers_total{outcome="cancelled"}': 2,
    };
    for (const [sample, count] of Object.entries(expected)) {
      assert.equal(await value(sample), count, sample);
    }
  });

  it('count repeated messages separately', async () => {
    const browser = nodeClient(service.url, site);
    await browser.activate(await service.issueCode(site, 'bea'), { pin });
    service.proxy.plan('/btt/v1/op', 'lose-reply');
    await browser.getOnlineOtp('bea', { pin });
    const sync = 'neon_http_requests_total{method="POST",route="/btt/v1/sync",status="2xx"}';
    const repeated = 'neon_operations_total{operation="otp",code="REPEATED"}';
    assert.equal((await value(sync)) + (await value(repeated)), 1);
  });
});
