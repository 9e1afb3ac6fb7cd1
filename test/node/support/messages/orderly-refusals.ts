/**
 * Refusals of hostile messages.
 */
import assert from 'node:assert/strict';
import type { TestService } from '../../../support/services/test-service.js';
import type { Door, Reply } from '../tokens/token-door.js';
import { leavesNoTrace } from '../services/database-rows.js';

/** A body, and a name for it. */
export interface Hostile {
  readonly name: string;
  readonly body: object | string;
}

/** Checks that a reply is a problem document with a 4xx status and a code. */
function assertOrderly({ status, headers, text }: Reply, about: string): void {
  assert.ok(status >= 400 && status < 500, `${status} for ${about}: ${text}`);
  const { code } = JSON.parse(text) as { code: string };
  assert.match(code, /^[A-Z_]+$/);
  assert.equal(headers.get('access-control-allow-origin'), '*');
}

/** Sends each of the bodies, and checks that it is refused and changes no row. */
export async function assertAllRefused(
  service: TestService,
  door: Door,
  path: string,
  bodies: readonly Hostile[],
): Promise<void> {
  assert.ok(bodies.length > 0);
  await leavesNoTrace(service, async () => {
    for (const { name, body } of bodies) {
      assertOrderly(await door.post(path, body), `${path} with another ${name}`);
    }
  });
}
