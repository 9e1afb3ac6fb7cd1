// Runs the tests for browsers in Chromium.
import { writeFileSync } from 'node:fs';
import { ChromiumLauncher } from './build/test/support/browsers/chromium-launcher.js';
import { browserTestConfig } from './tools/browser-test-config.mjs';
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

const forChromium = browserTests().filter((file) => !file.startsWith('engines/'));

export default {
  ...browserTestConfig,
  files: await writeTestPages('build/test-pages', forChromium, 10),
  browsers: [new ChromiumLauncher()],
  reporters: [tallyReporter()],
};
