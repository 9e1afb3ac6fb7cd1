/**
 * Where things are kept: with the frame at the service's origin and nowhere else, without it at the page's.
 */
import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import type { Frame } from 'playwright-core';
import { pin } from '../../support/clients/pins.js';
import { Bank, modes } from './support/bank.js';
import type { Call, CallingPage } from './support/calling-page.js';
import { useTwoSites } from './support/two-sites.js';

/** What an origin keeps in a frame of a page: names of databases and caches, and of entries of the other kinds. */
const kept = `Promise.all([
  indexedDB.databases().then((databases) => databases.map(({ name }) => name)),
  caches.keys(),
  navigator.serviceWorker.getRegistrations().then((workers) => workers.map(({ scope }) => scope)),
]).then((lists) => [lists.flat(), Object.keys(localStorage), Object.keys(sessionStorage), document.cookie].flat())`;

const keptIn = (frame: Frame): Promise<string[]> => frame.evaluate<string[]>(kept);

for (const serviceHost of ['neon.localhost', 'localhost']) {
  for (const [mode, useIframe] of modes) {
    describe(`storage ${mode}, the service being at ${serviceHost}`, () => {
      const sites = useTwoSites(serviceHost);
      let bank: Bank;
      let page: CallingPage;
      before(async () => {
        bank = await Bank.open(sites);
        // The service's origin has a frame there in either mode.
        const src = `${sites.service.url}/frame/v1/${bank.site.alias}`;
        page = await bank.visit(useIframe, {
          body: `<iframe title="of the service" src="${src}"></iframe>`,
        });
      });
      after(() => page.page.context().close());

      it('belongs to one origin only', async () => {
        const login = await bank.enrol(page);
        const calls: readonly Call[] = [
          (neon) => neon.initOnline(),
          (neon, { login, pin }) => neon.getOnlineOtp(login!, () => pin!),
          (neon, { login, pin }) => neon.setBioKey(login!, '0123456789', () => pin!),
          (neon, { login, pin }) => neon.sealDataWithPin(login!, pin, 'data'),
        ];
        for (const call of calls) await page.result(call, { login, pin });

        const [ofBank, ofService] = page.page.frames();
        assert.ok(ofService!.url().startsWith(sites.service.url));
        assert.match(await ofService!.title(), /./);
        const database = ['', bank.site.alias];
        const [there, elsewhere] = useIframe ? [ofService!, ofBank!] : [ofBank!, ofService!];
        const names = await keptIn(there);
        assert.match(names[0]!, new RegExp(`${database[1]!}$`));
        assert.deepEqual(names.slice(1), ['']);
        assert.deepEqual(await keptIn(elsewhere), ['']);
        assert.deepEqual(await page.page.context().cookies(), []);
      });

      it('of the frame is partitioned by the embedding site', async () => {
        // At the service's own address there is nothing of it.
        const direct = await page.page.context().newPage();
        await direct.goto(`${sites.service.url}/.well-known/jwks.json`);
        assert.deepEqual(await keptIn(direct.mainFrame()), ['']);
        await direct.close();
      });
    });
  }
}
