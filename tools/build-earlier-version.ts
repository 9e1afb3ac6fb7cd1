/**
 * Builds the earlier version that the compatibility tests need.
 * @module
 */
import { earlierVersion } from './earlier-version.js';

try {
  await earlierVersion();
} catch (error) {
  console.error(error instanceof Error ? error.message : error);
  process.exitCode = 1;
}
