import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import type { TestSite } from '../../../support/services/service-fixture.js';
import { TestService } from '../../../support/services/test-service.js';
import { enrol } from '../../support/tokens/enrolled-token.js';
import { HonestBrowser, isFork, Network, seeded } from '../../support/tokens/honest-browser.js';
import { tokenRow } from '../../support/services/database-rows.js';
import { assertStated } from '../../support/tokens/refusal-statement.js';

let service: TestService;
let site: TestSite;

before(async () => {
  service = await TestService.start();
  service.clock.stop();
  site = await service.addSite({ maxTools: 20 });
});

after(() => service.close());

/** Ids of the OTP operations that the service has executed for a token. */
async function executed(tid: string): Promise<string[]> {
  const { read } = service.store;
  const rows = await read
    .selectFrom('op_log')
    .select('rid')
    .where('tid', '=', tid)
    .where('outcome', '=', 'applied')
    .where('op', '=', 'otp')
    .execute();
  return rows.map(({ rid }) => rid).sort();
}

async function issued(tid: string): Promise<number> {
  const { uid } = await tokenRow(service, tid);
  const { read } = service.store;
  return (await read.selectFrom('otp').select('id').where('uid', '=', uid).execute()).length;
}

describe('a browser with two tabs and no lock, on a network that loses, repeats and delays', () => {
  for (const seed of [1, 2, 3]) {
    it(`is never taken for a copy, and gets each operation executed once (seed ${seed})`, async () => {
      const random = seeded(seed);
      const network = new Network(random, 0.3);
      const token = await enrol(service, site, `tabs ${seed}`);
      const browser = new HonestBrowser(token, network);
      const tab = async () => {
        for (let count = 0; count < 25; count++) {
          await browser.act();
          if (random() < 0.3) await network.stir();
          service.clock.advance(Math.floor(random() * 4_000));
        }
      };
      await Promise.all([tab(), tab()]);

      assert.equal(browser.fork, undefined);
      assert.ok(network.lateReplies.length > 0);
      assert.ok(!network.lateReplies.some(isFork));
      const healed = new HonestBrowser(token, new Network(random, 0));
      healed.pending = browser.pending;
      await healed.resolve();
      assert.equal(healed.pending, undefined);
      await healed.act();
      const known = [...browser.applied, ...healed.applied].sort();
      assert.deepEqual(await executed(token.tid), [...new Set(known)]);
      assert.equal(await issued(token.tid), known.length);
      assert.equal((await tokenRow(service, token.tid)).status, 'ACTIVE');
    });
  }
});

describe('a copy of a browser, taken at any moment', () => {
  for (const seed of [11, 12, 13, 14, 15, 16, 17, 18]) {
    it(`and its original never both get something done unnoticed (seed ${seed})`, async () => {
      const random = seeded(seed);
      const token = await enrol(service, site, `copied ${seed}`);
      const owner = new HonestBrowser(token, new Network(random, 0.4));
      const before = Math.floor(random() * 5);
      for (let count = 0; count < before; count++) await owner.act();
      const sides = [owner, owner.copy()];
      const pending = owner.pending?.step.rid;
      for (const side of sides) side.applied.clear();

      for (let acts = 0; !sides.some(({ fork }) => fork); acts++) {
        assert.ok(acts < 100, 'neither of them is left hanging');
        const side = sides[Math.floor(random() * 2)]!;
        // Longer than the doubt that a late message is granted.
        service.clock.advance(6_000);
        await side.act();
        const active = sides.filter(({ applied }) => [...applied].some((rid) => rid !== pending));
        assert.ok(active.length < 2, 'only one of them has got something done');
      }
      const found = sides.find(({ fork }) => fork)!;
      await assertStated(found.token, found.fork!.message, found.fork!.reply, 'fork');
      assert.equal((await tokenRow(service, token.tid)).status, 'DESYNC');
    });
  }
});
