/**
 * The core in Node: over HTTP, with enrolments in memory.
 */
import { createClient } from '../../../../src/browser/create-client.js';
import type { NeonClient } from '../../../../src/client/client.js';
import { memoryTokenStore } from '../../../../src/storage/memory-token-store.js';

/** A client of a site that is not enrolled. */
export function nodeClient(service: string, site: { alias: string; origin: string }): NeonClient {
  const { alias, origin } = site;
  return createClient({ service, alias, origin, store: memoryTokenStore() });
}
