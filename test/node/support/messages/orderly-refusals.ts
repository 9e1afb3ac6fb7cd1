/**
 * The only thing that may come of a hostile message.
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

/** Checks a reply to something that must not work: refused in good order. */
function assertOrderly({ status, headers, text }: Reply, about: string): void {
  assert.ok(status >= 400 && status < 500, `${status} for ${about}: ${text}`);
  const { code } = JSON.parse(text) as { code: string };
  assert.match(code, /^[A-Z_]+$/);
  assert.equal(headers.get('access-control-allow-origin'), '*');
}

/** Sends each of the bodies, and checks that none of them works or leaves a trace. */
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
