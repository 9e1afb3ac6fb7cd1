// Runs everything that has to pass, one step after the other, and prints one tally at the end.
import { spawn } from 'node:child_process';
import { readFile, rm } from 'node:fs/promises';

const tally = { passed: 0, failed: 0 };
const wtrSummary = 'build/wtr-summary.json';

/** Runs a command with its output shown; resolves with its exit code and what it printed. */
function run(command, args) {
  console.log(`\n> ${[command, ...args].join(' ')}`);
  return new Promise((resolve, reject) => {
    const child = spawn(command, args, {
      stdio: ['ignore', 'pipe', 'inherit'],
      shell: process.platform === 'win32',
    });
    let output = '';
    child.stdout.on('data', (chunk) => {
      output += chunk;
      process.stdout.write(chunk);
    });
    child.on('error', reject);
    child.on('close', (code) => resolve({ code, output }));
  });
}

function count(passed, failed) {
  tally.passed += passed;
  tally.failed += failed;
}

/** A step without a test count of its own counts as one. */
async function check(command, args) {
  const { code } = await run(command, args);
  count(code === 0 ? 1 : 0, code === 0 ? 0 : 1);
  return code === 0;
}

async function nodeTests() {
  const args = [
    '--test',
    '--test-reporter=spec',
    '--test-concurrency=3',
    'build/test/node/**/*.test.js',
  ];
  const { code, output } = await run('node', args);
  const number = (name) => Number(new RegExp(`^\\S* ?${name} (\\d+)$`, 'm').exec(output)?.[1] ?? 0);
  const failed = number('fail') + number('cancelled') + number('skipped') + number('todo');
  count(number('pass'), failed || (code === 0 ? 0 : 1));
}

async function browserTests() {
  await rm(wtrSummary, { force: true });
  const { code } = await run('wtr', []);
  const { passed, failed } = await readFile(wtrSummary, 'utf8').then(JSON.parse, () => ({
    passed: 0,
    failed: 0,
  }));
  count(passed, failed || (code === 0 ? 0 : 1));
}

async function galleryCheck() {
  if (!(await check('npm', ['run', '--silent', 'gallery:build']))) return;
  const { code, output } = await run('node', ['build/tools/gallery/check.js']);
  const [, passed = 0, failed = 0] = /^gallery: (\d+) passed, (\d+) failed$/m.exec(output) ?? [];
  count(Number(passed), Number(failed) || (code === 0 ? 0 : 1));
}

await check('prettier', ['--check', '--log-level=warn', '.']);
const built = await check('npm', ['run', '--silent', 'build']);
if (built) {
  await check('eslint', ['.']);
  await nodeTests();
  await browserTests();
  await galleryCheck();
}
console.log(`\n${tally.passed} passed, ${tally.failed} failed`);
process.exitCode = tally.failed === 0 && tally.passed > 0 ? 0 : 1;
