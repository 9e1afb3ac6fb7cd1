/**
 * Constructors, several instances, several copies of the script and several tabs, and what the list of logins says.
 */
import assert from 'node:assert/strict';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { after, before, describe, it } from 'node:test';
import { pin } from '../../support/clients/pins.js';
import { Bank, modes } from './support/bank.js';
import { CallingPage, callingPage, type Call } from './support/calling-page.js';
import { useTwoSites } from './support/two-sites.js';

const list: Call = (neon) => neon.initOnline();
const otp: Call = (neon, { login, pin }) => neon.getOnlineOtpWithPin(login!, pin);
const asking: Call = (neon, { login, pin }) => neon.getOnlineOtp(login!, async () => pin!);
const nobody = 'f'.repeat(32);

describe('the constructor', () => {
  const sites = useTwoSites();
  let bank: Bank;
  let page: CallingPage;
  before(async () => {
    bank = await Bank.open(sites);
    page = await bank.visit(true);
  });
  after(() => page.page.context().close());

  /** Whether an instance keeps its keys in a frame. */
  async function usesFrame(name: string): Promise<boolean> {
    const frames = await page.page.locator('iframe').count();
    await page.result(list, {}, name);
    return (await page.page.locator('iframe').count()) > frames;
  }

  it('says what it needs when it gets nothing', async () => {
    for (const options of ['', 'undefined', 'null', '7']) {
      const message = await page.page.evaluate(`
        (() => { try { new Neon.Neon(${options}); } catch (error) { return String(error); } })()
      `);
      const sentence = 'TypeError: new Neon.Neon() needs an object with the alias: { alias: "…" }';
      assert.equal(message, sentence);
    }
  });

  it('refuses a malformed alias', async () => {
    for (const options of [[], [{}], ['bank'], [{ alias: `${nobody}0` }], [{ alias: 7 }]]) {
      assert.equal(await page.construct(options, 'wrong'), 'TypeError', JSON.stringify(options));
    }
  });

  it('takes an object, or an alias and a description, and uses the frame unless told otherwise', async () => {
    const { alias } = bank.site;
    const ways: readonly (readonly [isFrame: boolean, options: readonly unknown[]])[] = [
      [true, [{ alias }]],
      [true, [{ alias: alias.toUpperCase(), appDescription: 'bank', useIframe: true }]],
      [true, [{ alias, useIframe: null }]],
      [true, [alias, 'bank']],
      [true, [alias]],
      [false, [{ alias, useIframe: false }]],
    ];
    for (const [at, [isFrame, options]] of ways.entries()) {
      assert.equal(await page.construct(options, `way-${at}`), undefined);
      assert.equal(await usesFrame(`way-${at}`), isFrame, JSON.stringify(options));
    }
  });

  it('takes the service where the script was not loaded from it', async () => {
    const { host, service } = sites;
    const lib = join(import.meta.dirname, '../../../../dist/lib/simple-neon-lib.js');
    host.scripts.set('/own.js', await readFile(lib, 'utf8'));
    host.html = callingPage('/own.js');
    const hosted = await CallingPage.open(page.page.context(), bank.site.origin);
    for (const useIframe of [true, false]) {
      const options = { alias: bank.site.alias, useIframe, service: service.url };
      await hosted.construct([options]);
      const login = await bank.enrol(hosted);
      assert.ok(await bank.accepts(login, await hosted.result(otp, { login, pin })));
    }
    await hosted.page.close();
  });

  it('takes the service that the script came from, whatever elements of the page are called', async () => {
    const elsewhere = sites.host.origin('elsewhere.localhost');
    const head = `<img name="currentScript" alt="" src="${elsewhere}/neon/current/simple-neon-lib.js">`;
    for (const useIframe of [true, false]) {
      const injected = await bank.visit(useIframe, { head });
      assert.equal(await injected.page.evaluate('document.currentScript?.nodeName'), 'IMG');
      const login = await bank.enrol(injected);
      assert.ok(await bank.accepts(login, await injected.result(otp, { login, pin })));
      await injected.page.context().close();
    }
  });
});

for (const [mode, useIframe] of modes) {
  describe(`instances ${mode}`, () => {
    const sites = useTwoSites();
    let bank: Bank;
    let page: CallingPage;
    let login: string;
    before(async () => {
      bank = await Bank.open(sites);
      page = await bank.visit(useIframe);
      login = await bank.enrol(page);
    });
    after(() => page.page.context().close());

    const isGood = async (value: unknown) => assert.equal(await bank.accepts(login, value), true);

    it('an unknown alias is MACID_IS_UNKNOWN', async () => {
      await page.construct([{ alias: nobody, useIframe }], 'unknown');
      assert.equal(await page.refusal(list, {}, 'unknown'), 'MACID_IS_UNKNOWN');
      const activate: Call = (neon, { code, pin }) => neon.activateWithPin(code!, pin);
      const given = { code: await bank.code(bank.newLogin()), pin };
      assert.equal(await page.refusal(activate, given, 'unknown'), 'MACID_IS_UNKNOWN');
      await page.result(activate, given);
    });

    it('another macId than that of the service is MACID_IS_UNKNOWN', async () => {
      const { alias, mac } = bank.site;
      await page.construct([{ alias, useIframe, macId: `${mac}x` }], 'elsewhere-mac');
      assert.equal(await page.refusal(list, {}, 'elsewhere-mac'), 'MACID_IS_UNKNOWN');
      assert.equal(await page.refusal(otp, { login, pin }, 'elsewhere-mac'), 'MACID_IS_UNKNOWN');
      await page.construct([{ alias, useIframe, macId: mac }], 'same-mac');
      assert.deepEqual(await page.result(list, {}, 'same-mac'), await page.result(list));
      await isGood(await page.result(otp, { login, pin }, 'same-mac'));
    });

    it('operations work without initOnline', async () => {
      const fresh = await bank.visit(useIframe, { context: page });
      await isGood(await fresh.result(otp, { login, pin }));
      await fresh.page.close();
    });

    it('two of one alias share their state, also when made at once', async () => {
      await page.construct([{ alias: bank.site.alias, useIframe }], 'second');
      assert.deepEqual(await page.result(list, {}, 'second'), await page.result(list));
      const given = { login, pin };
      const otps = ['neon', 'second', 'neon', 'second'].map((name, at) =>
        page.result(at % 2 ? asking : otp, given, name),
      );
      const values = await Promise.all(otps);
      assert.equal(new Set(values).size, 4);
      // The service has a person's last three.
      await isGood(values.at(-1));
    });

    it('those of another alias, and of the other mode, have logins of their own', async () => {
      const other = await Bank.open(sites);
      await page.construct([{ alias: other.site.alias, useIframe }], 'elsewhere');
      await page.construct([{ alias: bank.site.alias, useIframe: !useIframe }], 'otherwise');
      for (const name of ['elsewhere', 'otherwise']) {
        assert.deepEqual(await page.result(list, {}, name), []);
        assert.equal(await page.refusal(otp, { login, pin }, name), 'USER_ENTRY_DOES_NOT_EXIST');
      }
      const theirs = await other.enrol(page, 'somebody', 'elsewhere');
      const [mine, value] = await Promise.all([
        page.result(asking, { login, pin }),
        page.result(asking, { login: theirs, pin }, 'elsewhere'),
      ]);
      await isGood(mine);
      assert.equal(await other.accepts(theirs, value), true);
      assert.deepEqual(await page.result(list, {}, 'elsewhere'), [theirs]);
    });

    it('two tabs use one enrolment at once, and see each other’s enrolments', async () => {
      const tab = await bank.visit(useIframe, { context: page });
      const values = await Promise.all(
        [page, tab, tab].map((one) => one.result(asking, { login, pin })),
      );
      for (const value of values) await isGood(value);
      const late = await bank.enrol(tab);
      assert.ok(((await page.result(list)) as string[]).includes(late));
      await tab.page.close();
    });

    it('the script can be loaded twice', async () => {
      const head = `<script src="${sites.lib}"></script><script>const First = Neon.Neon</script>`;
      const twice = await bank.visit(useIframe, { context: page, head });
      const otherClass: Call = (_, { alias, login, mode }) => {
        const { First } = { First: (0, eval)('First') as new (options: object) => never };
        const first = new First({ alias, useIframe: mode === 'with the frame' });
        return (first as Parameters<Call>[0]).getOnlineOtp(login!);
      };
      const given = { alias: bank.site.alias, login, mode };
      for (const call of [((neon, { login }) => neon.getOnlineOtp(login!)) as Call, otherClass]) {
        const where = useIframe ? twice.page.frameLocator('iframe').last() : twice.page;
        const field = where.locator('neon-pin-prompt [part=input]');
        const refused = twice.refusal(call, given);
        await field.waitFor();
        await twice.page.keyboard.press('Escape');
        assert.equal(await refused, 'USER_CANCELLED');
        const done = twice.result(call, given);
        await field.fill(pin);
        await twice.page.keyboard.press('Enter');
        await isGood(await done);
      }
      assert.deepEqual(twice.complaints, []);
      await twice.page.close();
    });

    it('a restored login is listed once, whether or not initOnline is called again', async () => {
      const own = await bank.visit(useIframe);
      const person = await bank.enrol(own);
      for (const again of [true, false]) {
        await own.result(list);
        const code = await bank.code(person, { kind: 'restore' });
        const restore: Call = (neon, { code, pin }) => neon.activate(code!, 'x', () => pin!);
        assert.equal(await own.result(restore, { code, pin }), person);
        if (again) assert.deepEqual(await own.result(list), [person]);
        const value = await own.result(otp, { login: person, pin });
        assert.equal(await bank.accepts(person, value), true);
      }
      await own.page.reload();
      await own.construct([{ alias: bank.site.alias, useIframe }]);
      assert.deepEqual(await own.result(list), [person]);
      await own.page.context().close();
    });

    it('initOnline leaves out blocked and revoked enrolments, and does not fail for them', async () => {
      const own = await bank.visit(useIframe);
      assert.deepEqual(await own.result(list), []);
      const good = await bank.enrol(own);
      const [blocked, revoked] = [await bank.enrol(own), await bank.enrol(own)];
      assert.equal(((await own.result(list)) as string[]).length, 3);
      await bank.administer(blocked, 'block', 'tokens');
      await bank.administer(revoked, 'revoke', 'tokens');
      assert.deepEqual(await own.result(list), [good]);
      assert.equal(await own.refusal(otp, { login: blocked, pin }), 'TOKEN_IS_BLOCKED');
      // Somebody who is blocked or disabled stays: what a call says then is for the page to say.
      await bank.administer(good, 'disable', 'users');
      assert.deepEqual(await own.result(list), [good]);
      await own.page.context().close();
    });

    it('initOnline gives the stored logins while the service fails', async () => {
      const known = await page.result(list);
      const { proxy } = sites.service;
      for (const fault of [
        { status: 503, body: '{}' },
        { status: 200, body: 'garbled' },
      ]) {
        proxy.plan('/btt/v1/status', fault, 8);
        assert.deepEqual(await page.result(list), known);
        proxy.clear();
      }
    });
  });
}
