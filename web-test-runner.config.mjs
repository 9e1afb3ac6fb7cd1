// Runs the tests for browsers in Chromium, against services that run in this process.
import { writeFileSync } from 'node:fs';
import { ChromiumLauncher } from './build/test/support/browsers/chromium-launcher.js';
import { testServices } from './build/test/support/services/test-service-middleware.js';
import { virtualAuthenticators } from './build/test/support/browsers/virtual-authenticator.js';

/** Prints failures, and stores the counts for `npm test`. */
const tallyReporter = () => ({
  onTestRunFinished({ sessions }) {
    const tally = { passed: 0, failed: 0 };
    for (const { testFile, testResults, errors, passed } of sessions) {
      const tests = testResults ? testsOf(testResults) : [];
      const bad = tests.filter((test) => !test.passed || test.skipped);
      tally.passed += tests.length - bad.length;
      // A file that failed before its tests were registered counts as one failure.
      tally.failed += bad.length || (passed ? 0 : 1);
      if (!passed || bad.length) console.error(`\n✖ ${testFile}`);
      for (const { name, error } of bad) {
        console.error(`  ✖ ${name}\n    ${error?.message ?? 'not run'}\n${error?.stack ?? ''}`);
      }
      for (const { message, stack } of errors) console.error(`  ${message}\n${stack ?? ''}`);
    }
    console.log(`browser tests: ${tally.passed} passed, ${tally.failed} failed`);
    writeFileSync('build/wtr-summary.json', JSON.stringify(tally));
  },
});

function testsOf({ name = '', tests, suites }) {
  const own = tests.map((test) => ({ ...test, name: `${name} ${test.name}` }));
  return [
    ...own,
    ...suites.flatMap((suite) => testsOf({ ...suite, name: `${name} ${suite.name}` })),
  ];
}

/** @hpke/core imports Node's crypto where a platform has no WebCrypto, which every browser has. */
const noNodeCrypto = {
  name: 'no-node-crypto',
  resolveImport: ({ source }) => (source === 'crypto' ? 'data:text/javascript,' : undefined),
};

/** Modules do not change while tests run, so that pages of one browser context fetch them once. */
async function cachedModules(context, next) {
  await next();
  const isModule = /^\/(build|node_modules)\/.*\.js$/.test(context.path);
  if (isModule && context.status === 200) context.set('cache-control', 'max-age=3600');
}

const config = {
  files: ['build/test/**/*.test.js', '!build/test/node/**'],
  nodeResolve: true,
  concurrency: 2,
  browsers: [new ChromiumLauncher()],
  middleware: [testServices(), ...(process.argv.includes('--watch') ? [] : [cachedModules])],
  plugins: [virtualAuthenticators()],
  reporters: [tallyReporter()],
  // Long enough for slow machines, short enough to end what hangs.
  testFramework: { config: { timeout: 60_000 } },
  testsFinishTimeout: 600_000,
};

export default { ...config, plugins: [...(config.plugins ?? []), noNodeCrypto] };
