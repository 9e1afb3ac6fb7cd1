/**
 * How elements follow what other browsers change, for `<neon-devices>` as for the others.
 */
import { expect, html } from '@open-wc/testing';
import { Harness } from '../support/elements/harness.js';
import { KitPage, onPage } from '../support/elements/kit-page.js';
import { replaced } from '../support/pages/replaced-member.js';

describe('asking for the state of the accounts', () => {
  let kit: KitPage;
  beforeEach(async () => {
    kit = await KitPage.start();
    await kit.enrol('ada');
    await kit.show(html`<neon-devices login="ada"></neon-devices>`);
    const devices = new Harness(onPage('neon-devices'));
    await devices.until(() => devices.parts('device').length === 1);
  });
  afterEach(() => kit.close());

  it('is rarer after failures, as late as the service wants, and as before after a success', async () => {
    const refuse = (status: number, code: string, retryAfter?: number) => {
      const body = JSON.stringify({ status, code });
      const contentType = 'application/problem+json';
      const answer = { status, contentType, body, ...(retryAfter !== undefined && { retryAfter }) };
      return kit.service.plan('/btt/v1/status', answer);
    };
    let told: (delay: number) => void = () => undefined;
    const own = window.setTimeout;
    const record = (run: () => void, delay = 0) => {
      // Shorter ones are of other parts, and 15 s is the time limit of a request.
      if (delay >= 10_000 && delay !== 15_000) told(delay);
      return own(run, delay);
    };
    const statuses = async () =>
      (await kit.service.requests()).filter((path) => path.endsWith('/status')).length;
    /** Shows the page again; resolves with the pause that is made next. */
    const pauseAfterShowing = () =>
      new Promise<number>((resolve) => {
        told = resolve;
        document.dispatchEvent(new Event('visibilitychange'));
      });
    await replaced(window, 'setTimeout', record, async () => {
      for (const pause of [20_000, 40_000, 60_000, 60_000]) {
        await refuse(503, 'SERVICE_UNAVAILABLE');
        expect(await pauseAfterShowing()).to.equal(pause);
      }
      expect(await pauseAfterShowing()).to.equal(10_000);
      await refuse(429, 'RATE_LIMITED');
      expect(await pauseAfterShowing()).to.equal(20_000);
      await refuse(503, 'SERVICE_UNAVAILABLE', 120);
      expect(await pauseAfterShowing()).to.be.within(119_000, 120_000);
      const before = await statuses();
      expect(await pauseAfterShowing()).to.be.within(100_000, 120_000);
      expect(await statuses()).to.equal(before);
    });
  });
});
