// Runs everything that has to pass and prints one tally at the end. What does not depend on each other runs side by
// side; the output of a step is printed as a whole when the step has ended.
//
// `--engines`: also in Firefox and WebKitGTK, which are installed meanwhile where that is possible.
// `--minutes=N`: everything has to be over after N minutes.
import { spawn } from 'node:child_process';
import { readFile, rm } from 'node:fs/promises';

const minute = 60_000;
const withEngines = process.argv.includes('--engines');
const [, given] = process.argv.find((text) => text.startsWith('--minutes='))?.split('=') ?? [];
const tally = { passed: 0, failed: 0 };
const notes = new Set();
const wtrSummary = 'build/wtr-summary.json';

/** Runs a command; resolves with its exit code and what it printed. */
function run(command, args) {
  const started = performance.now();
  return new Promise((resolve, reject) => {
    const child = spawn(command, args, {
      stdio: ['ignore', 'pipe', 'pipe'],
      shell: process.platform === 'win32',
    });
    let output = '';
    for (const stream of [child.stdout, child.stderr]) {
      stream.setEncoding('utf8').on('data', (text) => (output += text));
    }
    child.on('error', reject);
    child.on('close', (code) => {
      const seconds = ((performance.now() - started) / 1000).toFixed(1);
      console.log(`\n> ${[command, ...args].join(' ')}  (${seconds} s)\n${output.trimEnd()}`);
      resolve({ code, output });
    });
  });
}

/** A step that fails without a count of failures has one failure. */
function count({ code, passed, failed }) {
  tally.passed += passed;
  tally.failed += failed || (code === 0 ? 0 : 1);
}

/** Runs a step without tests of its own, which counts as one; resolves with whether it passed. */
async function check(command, ...args) {
  const { code } = await run(command, args);
  count({ code, passed: code === 0 ? 1 : 0, failed: 0 });
  return code === 0;
}

async function nodeTests() {
  const { code, output } = await run('node', [
    '--test',
    '--test-reporter=spec',
    '--test-concurrency=3',
    'build/test/node/**/*.test.js',
  ]);
  const number = (name) => Number(new RegExp(`^\\S* ?${name} (\\d+)$`, 'm').exec(output)?.[1] ?? 0);
  const failed = number('fail') + number('cancelled') + number('skipped') + number('todo');
  count({ code, passed: number('pass'), failed });
  note(output);
}

/** Keeps what a step says that it has not done, to be printed again at the end. */
function note(output) {
  for (const [line] of output.matchAll(/^not (run|installed): .*$/gm)) notes.add(line);
}

async function browserTests() {
  await rm(wtrSummary, { force: true });
  const { code } = await run('wtr', []);
  const none = { passed: 0, failed: 0 };
  count({ code, ...(await readFile(wtrSummary, 'utf8').then(JSON.parse, () => none)) });
}

async function galleryTests() {
  const { code, output } = await run('node', ['build/tools/gallery/check.js']);
  const [, passed = 0, failed = 0] = /^gallery: (\d+) passed, (\d+) failed$/m.exec(output) ?? [];
  count({ code, passed: Number(passed), failed: Number(failed) });
}

/** Runs last: browsers beside each other on two cores would all be slow. */
async function engineTests() {
  const left = given === undefined ? 15 : Math.floor(given - performance.now() / minute) - 1;
  if (left < 4) {
    notes.add(`not run: tests in Firefox and WebKitGTK, since only ${left} minutes were left`);
    return;
  }
  const limit = `--minutes=${Math.min(left, 15)}`;
  const { code, output } = await run('node', ['tools/engines/main.mjs', limit]);
  const [, passed = 0, failed = 0] = /^engines: (\d+) passed, (\d+) failed$/m.exec(output) ?? [];
  count({ code, passed: Number(passed), failed: Number(failed) });
  note(output);
}

console.log('Running; the output of each step follows when the step has ended.');
const enginesInstalled = withEngines ? run('bash', ['tools/engines/install.sh']) : undefined;
const [built] = await Promise.all([
  check('npm', 'run', '--silent', 'build'),
  check('prettier', '--check', '--log-level=warn', '.').then(() => check('eslint', '.')),
]);
if (built) {
  const checkedInBrowsers = async () => {
    const galleryBuilt = await check('npm', 'run', '--silent', 'gallery:build');
    await browserTests();
    if (galleryBuilt) await galleryTests();
  };
  const checkedInNode = async () => {
    await check('node', 'build/tools/build-earlier-version.js');
    await nodeTests();
  };
  await Promise.all([checkedInNode(), checkedInBrowsers()]);
  if (withEngines) {
    note((await enginesInstalled).output);
    await engineTests();
  }
}
for (const line of notes) console.log(`\n${line}`);
console.log(`\n${tally.passed} passed, ${tally.failed} failed`);
process.exitCode = tally.failed === 0 && tally.passed > 0 ? 0 : 1;
