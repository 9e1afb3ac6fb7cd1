// Runs everything that has to pass and prints one tally at the end. What does not depend on each other runs side by
// side; the output of a step is printed as a whole when the step has ended.
import { spawn } from 'node:child_process';
import { readFile, rm } from 'node:fs/promises';

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
  for (const [note] of output.matchAll(/^not run: .*$/gm)) notes.add(note);
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

console.log('Running; the output of each step follows when the step has ended.');
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
}
for (const note of notes) console.log(`\n${note}`);
console.log(`\n${tally.passed} passed, ${tally.failed} failed`);
process.exitCode = tally.failed === 0 && tally.passed > 0 ? 0 : 1;
