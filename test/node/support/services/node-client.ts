/**
 * A browser in Node: the real core over HTTP, its enrolments in memory.
 */
import { createClient } from '../../../../src/browser/create-client.js';
import type { NeonClient } from '../../../../src/client/client.js';
import { memoryTokenStore } from '../../../../src/storage/memory-token-store.js';

/** Opens a page of a site in a browser that is enrolled nowhere. */
export function nodeClient(service: string, site: { alias: string; origin: string }): NeonClient {
  const { alias, origin } = site;
  return createClient({ service, alias, origin, store: memoryTokenStore() });
}
