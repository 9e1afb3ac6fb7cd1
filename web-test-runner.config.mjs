// Runs the tests for browsers in Chromium, against services that run in this process.
import { writeFileSync } from 'node:fs';
import { ChromiumLauncher } from './build/test/support/browsers/chromium-launcher.js';
import { testServices } from './build/test/support/services/test-service-middleware.js';
import { virtualAuthenticators } from './build/test/support/browsers/virtual-authenticator.js';
import { tallyOf } from './tools/browser-tally.mjs';
import { browserTests, writeTestPages } from './tools/test-pages.mjs';

/** Prints failures, and stores the counts for `npm test`. */
const tallyReporter = () => ({
  onTestRunFinished({ sessions }) {
    const tally = tallyOf(sessions);
    console.log(`browser tests: ${tally.passed} passed, ${tally.failed} failed`);
    writeFileSync('build/wtr-summary.json', JSON.stringify(tally));
  },
});

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

const forChromium = browserTests().filter((file) => !file.startsWith('engines/'));

const config = {
  files: await writeTestPages('build/test-pages', forChromium, 10),
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
