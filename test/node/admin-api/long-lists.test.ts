import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import type { TestSite } from '../../support/services/service-fixture.js';
import type { AdminApi } from '../../support/services/admin-api.js';
import { TestService } from '../../support/services/test-service.js';
import { nodeClient } from '../support/services/node-client.js';
import { assertRefused } from '../support/services/door-answers.js';

type List = 'users' | 'tokens';

/** One item of either list. */
interface Item {
  readonly uid: string;
  readonly tid?: string;
  readonly login: string;
}

const many = 103;

describe('a long list', () => {
  let service: TestService;
  let admin: AdminApi;
  let site: TestSite;
  let other: TestSite;

  before(async () => {
    service = await TestService.start();
    ({ admin } = service);
    site = await service.addSite({ pin: 'none' });
    other = await service.addSite({ pin: 'none' });
    // Many users are made at the same time, as in an import.
    service.clock.stop();
    for (let count = 0; count < many; count++) {
      if (count % 40 === 0) service.clock.advance(1);
      await admin.makeUser(site.mac, `user ${count}`);
    }
    await admin.makeUser(other.mac, 'elsewhere');
  });

  after(() => service.close());

  async function part(list: List, query: object = {}) {
    const parameters = new URLSearchParams({ service: site.mac, ...query });
    const { status, body } = await admin.get(`/${list}?${parameters}`);
    assert.equal(status, 200, JSON.stringify(body));
    return { items: body[list] as Item[], next: body['next'] as { after: string } | undefined };
  }

  /** Reads all pages, and does something after each. */
  async function walk(list: List, limit: number, between = async (_: Item[]) => {}) {
    const all: Item[] = [];
    let asked = { limit: String(limit) };
    for (;;) {
      const { items, next } = await part(list, asked);
      assert.ok(items.length <= limit);
      all.push(...items);
      await between(items);
      if (!next) return all;
      asked = { ...asked, ...next };
    }
  }

  const logins = (items: readonly Item[]) => items.map(({ login }) => login);

  it('is refused after a cursor that is not in it', async () => {
    for (const list of ['users', 'tokens']) {
      for (const place of ['ada', '1', '1.', `x.${'A'.repeat(22)}`, `1.${'A'.repeat(44)}`]) {
        const answer = await admin.get(`/${list}?service=${site.mac}&after=${place}`);
        assertRefused(answer, '400 REQUEST_MALFORMED');
      }
      const none = await admin.get(`/${list}?service=none&after=1.${'A'.repeat(22)}`);
      assertRefused(none, '404 MACID_IS_UNKNOWN');
    }
  });

  it('has 100 items per page by default, and a cursor for the next page', async () => {
    const first = await part('users');
    assert.equal(first.items.length, 100);
    const rest = await part('users', first.next);
    assert.equal(rest.items.length, many - 100);
    assert.equal(rest.next, undefined);
    assert.equal((await part('users', { limit: '1000' })).items.length, many);
    assert.equal((await part('users', { limit: String(many) })).next, undefined);
  });

  it('has each item once, oldest first, with pages of any size', async () => {
    const all = await walk('users', 1000);
    assert.equal(new Set(logins(all)).size, many);
    for (const limit of [1, 7, 40, 102, 103]) assert.deepEqual(await walk('users', limit), all);
    // Forty users were made at a time.
    const times = logins(all).map((login) => Math.floor(Number(login.slice(5)) / 40));
    assert.deepEqual(times, times.toSorted());
  });

  it('leaves out and repeats nobody when users are added and deleted meanwhile', async () => {
    const before = logins(await walk('users', 1000));
    let late = 0;
    service.clock.advance(1);
    const seen = await walk('users', 10, async (items) => {
      // The user after whom the next page begins.
      const { uid } = items.at(-1)!;
      assert.equal((await admin.delete(`/users/${uid}`)).status, 204);
      await admin.makeUser(site.mac, `late ${late++}`);
    });
    assert.deepEqual(logins(seen).slice(0, many), before);
  });

  it('finds the user of a login, on whatever page', async () => {
    const last = (await walk('users', 1000)).at(-1)!;
    const found = await part('users', { login: last.login.toUpperCase(), limit: '1' });
    assert.deepEqual(found, { items: [last], next: undefined });
  });

  it('of browsers has pages too, for one user or for all', async () => {
    const opened = ['first', 'second', 'second'].map(() => nodeClient(service.url, site));
    for (const [index, login] of ['first', 'second', 'second'].entries()) {
      await opened[index]!.activate(await service.issueCode(site, login));
    }
    const all = await walk('tokens', 1000);
    assert.equal(all.length, 3);
    for (const limit of [1, 2]) assert.deepEqual(await walk('tokens', limit), all);
    const { items, next } = await part('tokens', { login: 'second', limit: '1' });
    const { items: rest, next: end } = await part('tokens', { login: 'second', ...next });
    assert.deepEqual(logins([...items, ...rest]), ['second', 'second']);
    assert.notEqual(items[0]!.tid, rest[0]!.tid);
    assert.equal(end, undefined);
  });
});
