/**
 * The chance of a thief, as docs/security.md states it, from the settings and from the service itself.
 */
import assert from 'node:assert/strict';
import { readFile } from 'node:fs/promises';
import { after, before, describe, it } from 'node:test';
import { serviceSettings } from '../../../../src/service/settings/service-settings.js';
import { TestService } from '../../../support/services/test-service.js';
import { enrol, rightPin, wrongPin } from '../../support/tokens/enrolled-token.js';
import { outcomeOf } from '../../support/tokens/operation-outcomes.js';

/** Guesses of a thief who uses the browser between so many right PINs of the owner. */
const guessesBetween = (totalLimit: number, rightPins: number) => totalLimit + rightPins;

let service: TestService;

before(async () => {
  service = await TestService.start();
});

after(() => service.close());

describe('the chance of guessing a PIN', () => {
  it('is stated in docs/security.md as the settings give it', async () => {
    const { pinTriesPerBrowser, pinTotalLimit } = serviceSettings;
    const guesses = [pinTriesPerBrowser.default, guessesBetween(pinTotalLimit.default, 5 * 365)];
    const rows = (await readFile('docs/security.md', 'utf8'))
      .split('\n')
      .filter((line) => /^\| (has stolen|uses the browser)/u.test(line))
      .map((line) =>
        line
          .split('|')
          .slice(2, -1)
          .map((cell) => Number(cell.replace('%', ''))),
      );
    const expected = guesses.map((count) => [
      count,
      ...[4, 6, 8].map((digits) => Number(((100 * count) / 10 ** digits).toPrecision(12))),
    ]);
    assert.deepEqual(rows, expected);
  });

  it('is that of `pinTotalLimit` guesses, and one more for each right PIN of the owner', async () => {
    const limit = 10;
    const rightPins = 30;
    const site = await service.addSite({ pinTotalLimit: limit });
    const token = await enrol(service, site, 'ada');
    let checked = 0;
    /** Guesses as often as leaves one try to the owner. */
    const guessAll = async (spare: number) => {
      for (;;) {
        const { left } = await token.status();
        if (!(Number(left) > spare)) return;
        if ((await outcomeOf(token, 'otp', wrongPin)).startsWith('PASSWORD')) checked++;
      }
    };
    for (let count = 0; count < rightPins; count++) {
      await guessAll(1);
      assert.equal(await outcomeOf(token, 'otp', rightPin), 'OK');
    }
    // The last row may use up a browser and be unlocked: only the count over time has to end it.
    await guessAll(0);
    assert.equal(checked, guessesBetween(limit, rightPins));
    assert.equal(await outcomeOf(token, 'otp', rightPin), 'USER_IS_BLOCKED');
  });
});
