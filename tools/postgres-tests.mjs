// Runs the tests of the service on PostgreSQL: on that of `TEST_DATABASE_URL`, or else on one from npm that is started
// for them and ended afterwards.
//
// node tools/postgres-tests.mjs [PATTERN ...]
import { PostgresServer } from '../build/test/support/services/postgres-server.js';
import { runTestFiles } from './node-tests.mjs';

/** Patterns of all files that can run on it: their tests start a service of their own in their process. */
export const allFiles = [
  'admin-api',
  'protocol',
  'rp',
  'rp-api',
  'token-api',
  'service',
  'postgres',
].map((folder) => `build/test/node/${folder}/**/*.test.js`);

/** Those at whose doors most happens at once: `npm test` runs them on both databases. */
export const filesOnBoth = [
  'build/test/node/rp-api/verify.test.js',
  'build/test/node/token-api/push/collect.test.js',
];

/** Starts a PostgreSQL for all tests that `work` runs, unless there is one already. */
export async function withPostgres(work) {
  const given = process.env.TEST_DATABASE_URL;
  const server = await PostgresServer.shared();
  process.env.TEST_DATABASE_URL = server.url;
  try {
    return await work();
  } finally {
    if (!given) delete process.env.TEST_DATABASE_URL;
    await server.stop();
  }
}

/** Runs the files that match with PostgreSQL as the database of each service; resolves with the tally. */
export async function runOnPostgres(patterns) {
  process.env.NEON_TEST_STORE = 'postgres';
  try {
    return await withPostgres(() => runTestFiles(patterns));
  } finally {
    delete process.env.NEON_TEST_STORE;
  }
}

if (import.meta.main) {
  const patterns = process.argv.slice(2);
  const { failed } = await runOnPostgres(patterns.length ? patterns : allFiles);
  process.exitCode = failed === 0 ? 0 : 1;
}
