/**
 * Brings about every cause that docs/errors.md names for the doors of administrators and relying parties. A cause without
 * a driver fails, and so does a driver without a cause, and a refusal of the doors without a row.
 */
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { after, afterEach, before, describe, it } from 'node:test';
import { auditCauses } from './door-causes/audit-causes.js';
import { DoorScene, outcomeOf, type DoorCauses } from './door-causes/door-scene.js';
import { keyCauses } from './door-causes/key-causes.js';
import { outageCauses } from './door-causes/outage-causes.js';
import { peopleCauses } from './door-causes/people-causes.js';
import { pushCauses } from './door-causes/push-causes.js';
import { requestCauses } from './door-causes/request-causes.js';
import { sealCauses } from './door-causes/seal-causes.js';
import { settingCauses } from './door-causes/setting-causes.js';
import { rowsBelow } from './support/documents/tables.js';

const groups: readonly DoorCauses[] = [
  keyCauses,
  peopleCauses,
  settingCauses,
  pushCauses,
  sealCauses,
  requestCauses,
  outageCauses,
  auditCauses,
];

const rows = rowsBelow(
  readFileSync(join(import.meta.dirname, '../../../docs/errors.md'), 'utf8'),
  'Answers of the other doors',
).map(([code, status, cause]) => ({
  outcome: `${status} ${code!.replaceAll('`', '')}`,
  cause: cause!,
}));

/** Answers of unknown paths, of files, of a failed service, and of the command line. */
const ofNoRoute = [
  '404 NOT_FOUND',
  '405 REQUEST_MALFORMED',
  '500 SERVICE_UNAVAILABLE',
  '– AUDIT_BROKEN',
] as const;

interface Document {
  readonly paths: Record<
    string,
    Record<string, { readonly responses: Record<string, { readonly description: string }> }>
  >;
}

/** Statuses and codes of the refusals that a document of OpenAPI describes. */
function refusalsOf({ paths }: Document): string[] {
  return Object.values(paths)
    .flatMap((methods) => Object.values(methods))
    .flatMap(({ responses }) => Object.entries(responses))
    .filter(([status]) => Number(status) >= 400)
    .flatMap(([status, { description }]) =>
      description.split(', ').map((code) => `${status} ${code}`),
    );
}

describe('the answers of the other doors in docs/errors.md', () => {
  let scene: DoorScene;

  before(async () => (scene = await DoorScene.open()));

  // None meets a limit that another one has reached: the longest is that of requests for an approval.
  afterEach(() => scene.service.clock.advance(31 * 60_000));

  after(() => scene.close());

  it('are those that are brought about here', () => {
    const drivers = groups.flatMap((group) =>
      Object.entries(group).flatMap(([outcome, causes]) =>
        Object.keys(causes).map((cause) => `${outcome}: ${cause}`),
      ),
    );
    const named = rows.map(({ outcome, cause }) => `${outcome}: ${cause}`);
    assert.deepEqual([...drivers].sort(), [...named].sort());
  });

  it('are those that the documents of the doors describe, and those of no route', async () => {
    const described: string[] = [...ofNoRoute];
    for (const door of ['admin', 'rp']) {
      const response = await fetch(`${scene.service.localUrl}/${door}/v1/openapi.json`);
      described.push(...refusalsOf((await response.json()) as Document));
    }
    const named = rows.map(({ outcome }) => outcome);
    assert.deepEqual([...new Set(named)].sort(), [...new Set(described)].sort());
  });

  for (const { outcome, cause } of rows) {
    it(`${outcome}: ${cause}`, async () => {
      const driver = groups.map((group) => group[outcome]?.[cause]).find((found) => found);
      assert.ok(driver, 'there is a driver');
      assert.equal(outcomeOf(await driver(scene)), outcome);
    });
  }
});
