// Runs what `tsc -b` has built for browsers, in Chromium, against services that run in this process.
import { writeFile } from 'node:fs/promises';
import { playwrightLauncher } from '@web/test-runner-playwright';
import { defaultReporter } from '@web/test-runner';
import { findChromium } from './build/tools/wtr/chromium.js';
import { testServices } from './build/tools/wtr/test-services.js';

const { executablePath, args } = await findChromium();

/** Leaves the numbers for the tally of `npm test`. */
const tallyReporter = () => ({
  async onTestRunFinished({ sessions }) {
    const tests = [];
    const collect = (suite) => {
      tests.push(...(suite?.tests ?? []));
      suite?.suites?.forEach(collect);
    };
    for (const { testResults } of sessions) collect(testResults);
    const passed = tests.filter((test) => test.passed && !test.skipped).length;
    const broken = sessions.filter(
      ({ passed: whole, testResults }) => !whole && !testResults?.suites,
    );
    const failed = tests.length - passed + broken.length;
    await writeFile('build/wtr-summary.json', JSON.stringify({ passed, failed }));
  },
});

export default {
  files: ['build/test/**/*.test.js', '!build/test/node/**'],
  nodeResolve: true,
  concurrency: 2,
  browsers: [playwrightLauncher({ product: 'chromium', launchOptions: { executablePath, args } })],
  middleware: [testServices()],
  reporters: [
    defaultReporter({ reportTestResults: true, reportTestProgress: false }),
    tallyReporter(),
  ],
  testFramework: { config: { timeout: 20_000 } },
};
