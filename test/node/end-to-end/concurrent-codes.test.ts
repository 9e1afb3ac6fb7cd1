import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import type { Page } from 'playwright-core';
import type { Device } from './support/device.js';
import { login } from './support/page-server.js';
import { Stage } from './support/stage.js';

const pin = '739164820';
const newPin = '820461937';
const usedUp = 'CODE_ENTRY_DOES_NOT_EXIST';

/** Calls a method of the core of a page; resolves with how that ended. */
const call = (page: Page, method: string, ...args: unknown[]): Promise<string> =>
  page.evaluate(async ([name, given]) => (await observed.call(name, ...given)).code, [
    method,
    args,
  ] as const);

describe('one code used at the same time', { timeout: 240_000 }, () => {
  let stage: Stage;
  let browser: Device;
  let tabs: readonly Page[];
  before(async () => {
    stage = await Stage.open({});
    browser = await stage.device('a browser');
    const other = await browser.context.newPage();
    await other.goto(stage.pages.url);
    tabs = [browser.page, other];
  });
  after(() => stage.close());

  /** Runs the same call in several pages at once. @returns the codes with which they ended, sorted. */
  const inAll = async (pages: readonly Page[], method: string, ...args: unknown[]) => {
    const ends = await Promise.all(pages.map((page) => call(page, method, ...args)));
    return ends.sort();
  };

  const tokens = async () => {
    const { token = [] } = await stage.service.dump();
    return token as { tid: string; status: string }[];
  };
  const active = async () => (await tokens()).filter(({ status }) => status === 'ACTIVE');

  for (const kind of ['activation', 'restore']) {
    it(`activates one of two tabs: ${kind} code`, async () => {
      const code = await stage.code(kind);
      assert.deepEqual(await inAll(tabs, 'activate', code, { pin }), [usedUp, 'OK']);
      assert.equal((await active()).length, 1);
      // Both tabs have what the browser has.
      assert.deepEqual(await inAll(tabs, 'getOnlineOtp', login, { pin }), ['OK', 'OK']);
    });
  }

  it('activates one of two browsers', async () => {
    const [one, other] = [await stage.device('one'), await stage.device('other')];
    const before = (await active()).length;
    const code = await stage.code('activation');
    const ends = await inAll([one.page, other.page], 'activate', code, { pin });
    assert.deepEqual(ends, [usedUp, 'OK']);
    assert.equal((await active()).length, before + 1);
  });

  it('unlocks the token in one of two tabs', async () => {
    const { value } = await browser.call('devices', login);
    const { tid } = (value as { tid: string; isThis: boolean }[]).find(({ isThis }) => isThis)!;
    await stage.service.admin.post(`/tokens/${tid}/block`);
    const unlockCode = await stage.code('unlock', { tid });
    const ends = await inAll(tabs, 'unlockToken', login, { unlockCode, pin });
    assert.deepEqual(ends, [usedUp, 'OK']);
    assert.deepEqual(await inAll(tabs, 'getOnlineOtp', login, { pin }), ['OK', 'OK']);
  });

  it('sets a new PIN in one of two tabs', async () => {
    const resetCode = await stage.code('reset');
    assert.deepEqual(await inAll(tabs, 'resetPin', login, { resetCode, newPin }), [usedUp, 'OK']);
    assert.deepEqual(await inAll(tabs, 'getOnlineOtp', login, { pin: newPin }), ['OK', 'OK']);
  });
});
