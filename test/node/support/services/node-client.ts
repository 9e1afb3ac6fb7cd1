/**
 * The core in Node: over HTTP, with enrolments in memory.
 */
import { createClient, type ClientOptions } from '../../../../src/browser/create-client.js';
import type { NeonClient } from '../../../../src/client/client.js';
import { memoryTokenStore } from '../../../../src/storage/memory-token-store.js';

/** A client of a site that is not enrolled. */
export function nodeClient(
  service: string,
  { alias, origin }: { alias: string; origin: string },
  options: Partial<ClientOptions> = {},
): NeonClient {
  return createClient({ service, alias, origin, store: memoryTokenStore(), ...options });
}
