/** Frames whose storage ends with the browser, as WebKit has them: what the platform says of itself is injected. */
import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import type { NeonClient } from '../../../src/index.js';
import { makeClient, openClientPage, pin, useFrames, type Neon } from './support/frames.js';

declare const neon: Neon;
declare const client: NeonClient;

describe('a frame that keeps nothing beyond the session', () => {
  const frames = useFrames();

  /** A page in an engine that says so of itself. */
  async function open(vendor: string, hasAccess: boolean) {
    const site = await frames.site({ hostPin: true });
    const context = await frames.profile();
    await context.addInitScript(`
      Object.defineProperty(Navigator.prototype, 'vendor', { get: () => '${vendor}' });
      Document.prototype.hasStorageAccess = async () => ${hasAccess};
    `);
    const page = await openClientPage(context, site.origin);
    await makeClient(page, frames.at(site));
    const code = await frames.service.issueCode(site, 'ada');
    const activate = () =>
      page.evaluate(
        ([typed, secret]) =>
          client.activate(typed!, { pin: secret }).catch((error: { code: string }) => error.code),
        [code, pin],
      );
    return { site, page, code, activate };
  }

  it('is refused the code, which stays good', async () => {
    const { page, site, code, activate } = await open('Apple Computer, Inc.', false);
    assert.equal(await activate(), 'STORAGE_NOT_PERSISTENT');
    assert.deepEqual(await page.evaluate(() => client.accounts()), []);
    const login = await page.evaluate(
      ([at, typed, secret]) =>
        neon.createClient(at as { service: string; alias: string }).activate(typed as string, {
          pin: secret as string,
        }),
      [frames.at(site), code, pin] as const,
    );
    assert.equal(login, 'ada');
    await page.context().close();
  });

  it('enrols where the page says that this will do', async () => {
    const { page, site, code } = await open('Apple Computer, Inc.', false);
    const login = await page.evaluate(
      ([at, typed, secret]) => {
        const options = at as { service: string; alias: string };
        const short = neon.createClient({ ...options, iframe: true, allowEphemeral: true });
        return short.activate(typed as string, { pin: secret as string });
      },
      [frames.at(site), code, pin] as const,
    );
    assert.equal(login, 'ada');
    await page.context().close();
  });

  it('is none of the same site, and none of another engine', async () => {
    for (const [vendor, hasAccess] of [
      ['Apple Computer, Inc.', true],
      ['Google Inc.', false],
    ] as const) {
      const { page, activate } = await open(vendor, hasAccess);
      assert.equal(await activate(), 'ada', vendor);
      await page.context().close();
    }
  });
});
