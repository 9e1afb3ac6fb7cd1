// Runs everything that has to pass and prints one tally at the end. What does not depend on each other runs side by
// side; the output of a step is printed as a whole when the step has ended.
//
// `--postgres`: all tests of the service on PostgreSQL too, not only some.
// `--engines`: also in Firefox and WebKitGTK, which are installed meanwhile where that is possible.
// `--minutes=N`: everything has to be over after N minutes. What still runs then is ended and counts as failed.
import { spawn } from 'node:child_process';
import { readFile, rm } from 'node:fs/promises';
import { endTestFiles, runTestFiles } from './node-tests.mjs';

const minute = 60_000;
const withEngines = process.argv.includes('--engines');
const isWholeOnPostgres = process.argv.includes('--postgres');
const [, given] = process.argv.find((text) => text.startsWith('--minutes='))?.split('=') ?? [];
const tally = { passed: 0, failed: 0 };
const notes = new Set();
const wtrSummary = 'build/wtr-summary.json';

/** Commands that run, each with its process and what that has printed. */
const running = new Map();

/** Runs a command; resolves with its exit code and what it printed. */
function run(command, args) {
  const started = performance.now();
  const line = [command, ...args].join(' ');
  return new Promise((resolve, reject) => {
    const child = spawn(command, args, {
      stdio: ['ignore', 'pipe', 'pipe'],
      shell: process.platform === 'win32',
    });
    let output = '';
    running.set(line, { child, printed: () => output });
    for (const stream of [child.stdout, child.stderr]) {
      stream.setEncoding('utf8').on('data', (text) => (output += text));
    }
    child.on('error', reject);
    child.on('close', (code) => {
      running.delete(line);
      const seconds = ((performance.now() - started) / 1000).toFixed(1);
      console.log(`\n> ${line}  (${seconds} s)\n${output.trimEnd()}`);
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

/** All of them on SQLite, and some or those of the service on PostgreSQL; one server serves all that need one. */
async function nodeTests() {
  // It needs the build.
  const { allFiles, filesOnBoth, runOnPostgres, withPostgres } =
    await import('./postgres-tests.mjs');
  await withPostgres(async () => {
    add(await runTestFiles(['build/test/node/**/*.test.js']));
    add(await runOnPostgres(isWholeOnPostgres ? allFiles : filesOnBoth));
  });
}

function add({ passed, failed, output }) {
  tally.passed += passed;
  tally.failed += failed;
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

/** Says what has not ended, and ends: whoever started the tests would end them without a word. */
function giveUp() {
  for (const [line, { child, printed }] of running) {
    console.log(`\n> ${line}  (has not ended)\n${printed()}`);
    child.kill();
  }
  for (const file of endTestFiles()) console.log(`✖ ${file}  (has not ended)`);
  console.log(`\nnot over after ${given} minutes`);
  process.exit(1);
}

console.log('Running; the output of each step follows when the step has ended.');
if (given !== undefined) setTimeout(giveUp, given * minute - performance.now()).unref();
const enginesInstalled = withEngines ? run('bash', ['tools/engines/install.sh']) : undefined;
const [built] = await Promise.all([
  check('npm', 'run', '--silent', 'build'),
  check('oxfmt', '--check', '.').then(() => check('oxlint')),
]);
if (built) {
  const galleryChecked = async () => {
    if (await check('npm', 'run', '--silent', 'gallery:build')) await galleryTests();
  };
  const checkedInNode = async () => {
    await check('node', 'build/tools/build-earlier-version.js');
    await nodeTests();
  };
  await Promise.all([browserTests(), checkedInNode(), galleryChecked()]);
  if (withEngines) {
    note((await enginesInstalled).output);
    await engineTests();
  }
}
for (const line of notes) console.log(`\n${line}`);
console.log(`\n${tally.passed} passed, ${tally.failed} failed`);
process.exitCode = tally.failed === 0 && tally.passed > 0 ? 0 : 1;
