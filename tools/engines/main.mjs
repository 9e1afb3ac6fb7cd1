// Runs tests for browsers in Firefox and in WebKitGTK: those that engines can differ in, all with `--all`,
// or those given with `--files=components/neon-otp,…`: below `test`, without the ending.
// An engine that is not installed or does not start is named as not run, and is no failure.
import { existsSync, rmSync } from 'node:fs';
import { mkdir } from 'node:fs/promises';
import { setTimeout as delay } from 'node:timers/promises';
import { startTestRunner } from '@web/test-runner';
import { browserTestConfig } from '../browser-test-config.mjs';
import { tallyOf } from '../browser-tally.mjs';
import { browserTests, writeTestPages } from '../test-pages.mjs';
import { filesFor, selection } from '../../build/tools/engines/engine-tests.js';
import { FirefoxLauncher } from '../../build/test/support/browsers/firefox-launcher.js';
import { WebKitLauncher } from '../../build/test/support/browsers/webkit-launcher.js';

const minute = 60_000;
/** Files for this run, which others may run beside. */
const pages = `build/engines-${process.pid}`;
const isAll = process.argv.includes('--all');
const option = (name) =>
  process.argv.find((text) => text.startsWith(`--${name}=`))?.slice(name.length + 3);
const given = option('minutes');
const files = option('files')?.split(',');
/** Time limit of the whole run, in milliseconds. */
const limit = Number(given ?? (isAll ? 90 : 15)) * minute;

const engines = [
  {
    name: 'Firefox',
    paths: [
      process.env.FIREFOX_PATH,
      '/usr/bin/firefox-esr',
      '/usr/bin/firefox',
      '/Applications/Firefox.app/Contents/MacOS/firefox',
    ],
    start: (path) => FirefoxLauncher.start(path),
  },
  {
    name: 'WebKitGTK',
    paths: [process.env.WEBKIT_DRIVER_PATH, '/usr/bin/WebKitWebDriver'],
    start: (path) => WebKitLauncher.start(path),
  },
];

/** Starts an engine; resolves with nothing, and says why, where that is not possible. */
async function start({ name, paths, start }) {
  const path = paths.find((one) => one && existsSync(one));
  if (!path) return notRun(name, 'it is not installed');
  try {
    return { name, launcher: await start(path) };
  } catch (error) {
    return notRun(name, `it does not start: ${error.message.split('\n')[0]}`);
  }
}

function notRun(name, reason) {
  console.log(`not run: tests in ${name}, since ${reason}`);
  return undefined;
}

/** Writes the pages of an engine, for about twenty files each. */
function pagesFor(engine) {
  const chosen = filesFor(engine, files ?? (isAll ? browserTests() : [...selection]));
  return writeTestPages(`${pages}/${engine}`, chosen, Math.ceil(chosen.length / 20));
}

await mkdir(pages);
process.on('exit', () => rmSync(pages, { recursive: true }));
// Browsers and their screens end with this process.
for (const signal of ['SIGTERM', 'SIGINT', 'SIGHUP']) process.on(signal, () => process.exit(1));
const started = (await Promise.all(engines.map(start))).filter(Boolean);

/** Prints the counts of each engine, and of all as the last line; resolves with whether everything has passed. */
function report(sessions) {
  const total = { passed: 0, failed: 0 };
  for (const { launcher } of started) {
    const { passed, failed } = tallyOf(sessions.filter(({ browser }) => browser === launcher));
    console.log(`${launcher.name}: ${passed} passed, ${failed} failed`);
    total.passed += passed;
    total.failed += failed;
  }
  console.log(`engines: ${total.passed} passed, ${total.failed} failed`);
  return total.failed === 0;
}

if (started.length) {
  const runner = await startTestRunner({
    readCliArgs: false,
    readFileConfig: false,
    autoExitProcess: false,
    config: {
      ...browserTestConfig,
      groups: await Promise.all(
        started.map(async ({ name, launcher }) => ({
          name,
          files: await pagesFor(name),
          browsers: [launcher],
        })),
      ),
      reporters: [],
      browserStartTimeout: 2 * minute,
      testsStartTimeout: 2 * minute,
      testsFinishTimeout: limit,
    },
  });
  // The runner prints logs from a timer, so the process ends a little later.
  const end = (passed) => setTimeout(() => process.exit(passed ? 0 : 1), 100);
  // A test that has not ended by then counts as failed.
  const over = setTimeout(() => {
    console.error(`The tests have not ended within ${limit / minute} minutes.`);
    end(report(Array.from(runner.sessions.all())));
  }, limit);
  runner.on('finished', async () => {
    clearTimeout(over);
    const passed = report(Array.from(runner.sessions.all()));
    // A browser that does not close is ended with this process.
    await Promise.race([runner.stop(), delay(10_000)]);
    end(passed);
  });
}
