/**
 * Brings about every cause that docs/errors.md names. A cause without a driver fails, and so does a driver without a cause.
 */
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { after, before, describe, it } from 'node:test';
import { TestService } from '../support/services/test-service.js';
import { useTwoSites } from './compat/support/two-sites.js';
import { accountCauses } from './error-causes/account-causes.js';
import { codeCauses } from './error-causes/code-causes.js';
import { coreCauses } from './error-causes/core-causes.js';
import { pageCauses } from './error-causes/page-causes.js';
import { tabCauses } from './error-causes/tab-causes.js';
import { Scene, type Cause, type Causes } from './error-causes/scene.js';

const guide = readFileSync(join(import.meta.dirname, '../../../docs/errors.md'), 'utf8');

const all: readonly Causes[] = [codeCauses, accountCauses, coreCauses, pageCauses, tabCauses];

/** Code and cause of each row below the two headings. */
function namedCauses(): (readonly [code: string, cause: string])[] {
  return ['Documented codes', 'Own codes'].flatMap((heading) =>
    guide
      .split(`## ${heading}`)[1]!
      .split('\n## ')[0]!
      .split('\n')
      .filter((line) => line.startsWith('| `'))
      .map((line) => line.split('|').map((cell) => cell.trim()))
      .map(([, code, cause]) => [code!.replaceAll('`', ''), cause!] as const),
  );
}

function driverOf(code: string, cause: string): Cause | undefined {
  return all.map((causes) => causes[code]?.[cause]).find((driver) => driver);
}

describe('the causes in docs/errors.md', { timeout: 600_000 }, () => {
  const sites = useTwoSites();
  let service: TestService;
  before(async () => (service = await TestService.start()));
  after(() => service.close());

  it('are those that are brought about here', () => {
    const drivers = all.flatMap((causes) =>
      Object.entries(causes).flatMap(([code, byCause]) =>
        Object.keys(byCause).map((cause) => `${code}: ${cause}`),
      ),
    );
    const named = namedCauses().map(([code, cause]) => `${code}: ${cause}`);
    assert.deepEqual([...drivers].sort(), [...named].sort());
  });

  for (const [code, cause] of namedCauses()) {
    it(`${code}: ${cause}`, async () => {
      const driver = driverOf(code, cause);
      assert.ok(driver, 'there is a driver');
      const ended = await driver(new Scene(service, sites)).catch((error: { code?: string }) => {
        if (error.code === undefined) throw error;
        return error.code;
      });
      assert.equal(ended, code);
    });
  }
});
