/**
 * From one mode to the other, as docs/migrate.md has it.
 */
import assert from 'node:assert/strict';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, it } from 'node:test';
import { pin } from '../../support/clients/pins.js';
import { Bank } from './support/bank.js';
import type { Call } from './support/calling-page.js';
import { useTwoSites } from './support/two-sites.js';

const list: Call = (neon) => neon.initOnline();

describe('the example that moves enrolments', () => {
  const sites = useTwoSites();

  it('moves every login', async () => {
    const guide = await readFile(join(import.meta.dirname, '../../../../docs/migrate.md'), 'utf8');
    const [, example] = /^```js\n(const before = [^]*?)^```$/m.exec(guide)!;
    const bank = await Bank.open(sites);
    const page = await bank.visit(true);
    const logins = [await bank.enrol(page), await bank.enrol(page)];
    await page.construct([{ alias: bank.site.alias, useIframe: false }], 'now');
    assert.deepEqual(await page.result(list, {}, 'now'), []);

    const move = (askForPin: string) =>
      page.page.evaluate(`(async (alias, askForPin, definePin) => { ${example} })(
        '${bank.site.alias}', ${askForPin}, () => { throw new Error('there is a PIN'); })`);
    await move(`async () => '${pin}'`);
    assert.deepEqual(((await page.result(list, {}, 'now')) as string[]).sort(), logins);
    const otp: Call = (neon, { login, pin }) => neon.getOnlineOtpWithPin(login!, pin);
    for (const login of logins) {
      const value = await page.result(otp, { login, pin }, 'now');
      assert.equal(await bank.accepts(login, value), true);
      assert.equal((await bank.tokens(login)).length, 2);
    }
    await move(`() => { throw new Error('all are there'); }`);
    assert.deepEqual(page.complaints, []);
    await page.page.context().close();
  });
});
