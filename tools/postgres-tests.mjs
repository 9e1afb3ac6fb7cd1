// Runs the tests of the service on PostgreSQL: on that of `TEST_DATABASE_URL`, or else on one from npm that is started
// for them and ended afterwards.
//
// node tools/postgres-tests.mjs [PATTERN ...]
import { PostgresServer } from '../build/test/support/services/postgres-server.js';
import { runTestFiles } from './node-tests.mjs';

/** The folders whose tests start a service of their own in their process. */
const folders = [
  'admin-api',
  'door-causes',
  'protocol',
  'rp',
  'rp-api',
  'token-api',
  'service',
  'postgres',
];

const patterns = process.argv.slice(2);
const own = process.env.TEST_DATABASE_URL ? undefined : await PostgresServer.start();
try {
  process.env.NEON_TEST_STORE = 'postgres';
  process.env.TEST_DATABASE_URL ??= own.url;
  const { failed } = await runTestFiles(
    patterns.length ? patterns : folders.map((name) => `build/test/node/${name}/**/*.test.js`),
  );
  process.exitCode = failed === 0 ? 0 : 1;
} finally {
  await own?.stop();
}
