import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import type { TestSite } from '../../support/services/service-fixture.js';
import { TestService } from '../../support/services/test-service.js';
import { enrol } from '../support/tokens/enrolled-token.js';
import { bend } from '../support/messages/hostile-values.js';
import { userRow } from '../support/services/database-rows.js';

let service: TestService;
let site: TestSite;

before(async () => {
  service = await TestService.start();
  site = await service.addSite();
  await enrol(service, site, 'ada');
});

after(() => service.close());

/** Sends each altered body: a refusal must change no row, and nothing may fail with 500. */
async function assertOrderly(path: string, template: object, method = 'POST'): Promise<void> {
  let last = await service.dump();
  let refused = 0;
  for (const { name, body } of bend(template, 2)) {
    const answer = await service.admin.send<{ code?: string }>(path, { method, body });
    assert.ok(answer.status < 500, `${answer.status} for ${path} with another ${name}`);
    const now = await service.dump();
    if (answer.status >= 400) {
      assert.match(answer.body.code ?? '', /^[A-Z_]+$/);
      assert.deepEqual(now, last);
      refused++;
    }
    last = now;
  }
  assert.ok(refused > 0);
}

describe('an administrative request with a hostile member', () => {
  const bodies: Readonly<Record<string, (of: TestSite) => object>> = {
    '/services': () => ({ name: 'x', pin: 'pin', pinMin: 6, iterations: 100_000, seal: false }),
    '/sites': ({ mac, origin }) => ({
      service: mac,
      name: 'x',
      origins: [origin],
      iframe: false,
      dropIn: true,
    }),
    '/users': ({ mac }) => ({ service: mac, login: 'ada' }),
    '/codes': ({ mac }) => ({ service: mac, login: 'ada', kind: 'activation', life: 60 }),
    '/keys': ({ mac, alias }) => ({ service: mac, scopes: ['otp.verify'], aliases: [alias] }),
  };

  for (const [path, template] of Object.entries(bodies)) {
    it(`is answered with a problem document or a result at ${path}`, async () => {
      await assertOrderly(path, template(site));
    });
  }

  it('is answered with a problem document or a result when a service is changed', async () => {
    const other = await service.addSite();
    const change = { status: 'open', otpDigits: 8, maxTools: 5, idleDays: 90 };
    await assertOrderly(`/services/${other.mac}`, change, 'PATCH');
  });
});

describe('an administrative request with a hostile id in its path', () => {
  it('finds nothing, and changes no row', async () => {
    const { uid } = await userRow(service, 'ada');
    const last = await service.dump();
    for (const id of ['x', '%00', '__proto__', '..%2f..', 'a'.repeat(2_000), "'%20or%201=1", uid]) {
      for (const path of [`/tokens/${id}/block`, `/users/${id}/unblock`, `/services/${id}`]) {
        const method = path.startsWith('/services') ? 'PATCH' : 'POST';
        const { status } = await service.admin.send(path, { method, body: {} });
        assert.ok(status >= 400 && status < 500, `${status} for ${path}`);
      }
    }
    assert.deepEqual(await service.dump(), last);
  });
});
