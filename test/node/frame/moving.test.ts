import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import type { Page } from 'playwright-core';
import type { NeonClient } from '../../../src/index.js';
import { pin } from '../../support/clients/pins.js';
import {
  makeClient,
  openClientPage,
  useFrames,
  type ClientAt,
  type Neon,
} from './support/frames.js';

declare const neon: Neon;
declare const client: NeonClient;
declare const framed: NeonClient;
declare const own: NeonClient;

describe('an enrolment that is moved', () => {
  const frames = useFrames();

  /** A page with a client of each mode; `ada` is enrolled in one of them. */
  async function enrolled(where: 'framed' | 'own', service: object = {}) {
    const site = await frames.site({ hostPin: true }, service);
    const page = await openClientPage(await frames.profile(), site.origin);
    await page.evaluate(
      ([at, place]) => {
        const { service: origin, alias } = at as ClientAt;
        const inFrame = neon.createClient({ service: origin, alias, iframe: true });
        const here = neon.createClient({ service: origin, alias });
        Object.assign(globalThis, { framed: inFrame, own: here });
        Object.assign(globalThis, { client: place === 'own' ? here : inFrame });
      },
      [frames.at(site), where] as const,
    );
    const code = await frames.service.issueCode(site, 'ada');
    await page.evaluate(
      ([typed, secret]) => client.activate(typed!, { pin: secret, tokenName: 'Laptop' }),
      [code, pin],
    );
    return { site, page };
  }

  const move = (page: Page, from: 'framed' | 'own', to: 'framed' | 'own', secret = pin) =>
    page.evaluate(
      async ([first, second, typed]) => {
        const of = (name: string) => (name === 'own' ? own : framed);
        return neon.moveEnrolment(of(first!), of(second!), 'ada', { pin: typed }).then(
          () => 'moved',
          (error: { code?: string; name: string }) => error.code ?? error.name,
        );
      },
      [from, to, secret],
    );

  /** Names of the enrolments: in the frame, and on the page. */
  const places = (page: Page) =>
    page.evaluate(async () => {
      const names = async (of: NeonClient) => (await of.accounts()).map((one) => one.tokenName);
      return [await names(framed), await names(own)];
    });

  const works = (page: Page, where: 'framed' | 'own') =>
    page.evaluate(
      async ([name, secret]) =>
        (await (name === 'own' ? own : framed).getOnlineOtp('ada', { pin: secret })).value,
      [where, pin],
    );

  for (const [from, to] of [
    ['framed', 'own'],
    ['own', 'framed'],
  ] as const) {
    it(`stays where it was when the move fails, from ${from} to ${to}`, async () => {
      const { page, site } = await enrolled(from, { maxTools: 1 });
      const before = await places(page);
      assert.equal(await move(page, from, to, '135790'), 'PASSWORD_IS_WRONG');
      assert.equal(await move(page, from, to), 'MAX_NB_TOOLS');
      const cancelled = await page.evaluate(
        ([first, second]) => {
          const prompter = {
            askForPin: () => Promise.reject(new neon.NeonError('USER_CANCELLED')),
            definePin: () => Promise.reject(new neon.NeonError('USER_CANCELLED')),
          };
          const of = (name: string) => (name === 'own' ? own : framed);
          return neon
            .moveEnrolment(of(first!), of(second!), 'ada', { prompter })
            .catch((error: { code: string }) => error.code);
        },
        [from, to],
      );
      assert.equal(cancelled, 'USER_CANCELLED');
      assert.deepEqual(await places(page), before);
      assert.equal(await frames.service.verifyOtp(site, 'ada', await works(page, from)), true);
      await page.context().close();
    });

    it(`works only at the new place afterwards, from ${from} to ${to}`, async () => {
      const { page, site } = await enrolled(from, { maxTools: 2 });
      assert.equal(await move(page, from, to), 'moved');
      const laptop = ['Laptop'];
      assert.deepEqual(await places(page), to === 'own' ? [[], laptop] : [laptop, []]);
      assert.equal(await frames.service.verifyOtp(site, 'ada', await works(page, to)), true);
      // And back.
      assert.equal(await move(page, to, from), 'moved');
      assert.equal(await frames.service.verifyOtp(site, 'ada', await works(page, from)), true);
      await page.context().close();
    });
  }

  it('is not lost when both clients share one token record', async () => {
    const { page, site } = await enrolled('framed', { maxTools: 2 });
    const other = await openClientPage(page.context(), site.origin);
    await makeClient(other, frames.at(site));
    await page.evaluate((at) => {
      Object.assign(globalThis, { own: neon.createClient({ ...at, iframe: true }) });
    }, frames.at(site));
    assert.equal(await move(page, 'framed', 'own'), 'TypeError');
    assert.equal(await frames.service.verifyOtp(site, 'ada', await works(page, 'framed')), true);
    await page.context().close();
  });
});
