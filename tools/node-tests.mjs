// Runs test files in Node, each in a process of its own, and ends every one that does not end by itself: it is named,
// with what it still waits for. The test runner of Node waits for such a file for ever.
//
// node tools/node-tests.mjs [--minutes=N] [PATTERN ...]
//
// `--minutes=N`: time for each file, 4 unless told otherwise.
import { spawn } from 'node:child_process';
import { glob, mkdtemp, readFile, readdir, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

const minute = 60_000;

/** Test files at a time: they wait for processes and browsers about as long as they compute. */
const atOnce = 3;

/** Folders whose files take longest, which are started first: then no long file is left alone at the end. */
const longest = ['packed-package', 'examples', 'process/', 'end-to-end/', 'compatibility/'];

/** Names a handle that keeps a process alive, from a report of Node. */
function handleText({ type, firesInMsFromNow, localEndpoint, remoteEndpoint, pid }) {
  const details = [
    firesInMsFromNow === undefined ? '' : `fires in ${firesInMsFromNow} ms`,
    localEndpoint ? `at port ${localEndpoint.port}` : '',
    remoteEndpoint ? `to port ${remoteEndpoint.port}` : '',
    pid === undefined ? '' : `process ${pid}`,
  ];
  return [type, ...details.filter(Boolean)].join(' ');
}

/** The handles in the newest report of a folder. */
async function openHandles(folder) {
  const [name] = await readdir(folder);
  if (!name) return ['it wrote no report: its main thread is busy'];
  const { libuv } = JSON.parse(await readFile(join(folder, name), 'utf8'));
  return libuv.filter((handle) => handle.is_active && handle.is_referenced).map(handleText);
}

/** Processes of the files that run, by file. */
const running = new Map();

/** Starts a file in a process group of its own, which also has the processes that the test starts. */
function start(file, reports) {
  const child = spawn(
    'node',
    [
      '--test-reporter=spec',
      '--report-on-signal',
      '--report-signal=SIGUSR2',
      `--report-directory=${reports}`,
      file,
    ],
    { stdio: ['ignore', 'pipe', 'pipe'], detached: true },
  );
  const printed = { text: '' };
  for (const stream of [child.stdout, child.stderr]) {
    stream.setEncoding('utf8').on('data', (text) => (printed.text += text));
  }
  return { child, printed };
}

/** Ends a process with what it has started. */
function endGroup({ pid }) {
  try {
    process.kill(-pid, 'SIGKILL');
  } catch {
    // It has ended meanwhile.
  }
}

/** The number behind a word of the summary at the end of a file's output. */
function counted(output, word) {
  return Number(new RegExp(`^\\S* ?${word} (\\d+)$`, 'm').exec(output)?.[1] ?? 0);
}

async function runFile(file, time) {
  const started = performance.now();
  const reports = await mkdtemp(join(tmpdir(), 'neon-test-report-'));
  const { child, printed } = start(file, reports);
  running.set(file, child);
  let waitsFor;
  const limit = setTimeout(async () => {
    child.kill('SIGUSR2');
    await new Promise((resolve) => setTimeout(resolve, 3000));
    waitsFor = await openHandles(reports).catch((error) => [String(error)]);
    endGroup(child);
    // A process outside of the group can still hold the pipes.
    child.stdout.destroy();
    child.stderr.destroy();
  }, time);
  const code = await new Promise((resolve, reject) => {
    child.on('error', reject);
    child.on('close', resolve);
  });
  clearTimeout(limit);
  running.delete(file);
  await rm(reports, { recursive: true });
  const failed = ['fail', 'cancelled', 'skipped', 'todo'].reduce(
    (sum, word) => sum + counted(printed.text, word),
    0,
  );
  const passed = counted(printed.text, 'pass');
  return {
    file,
    seconds: (performance.now() - started) / 1000,
    passed,
    // A file that fails without a count of failures has one, a file without tests as well.
    failed: failed || (code === 0 && passed > 0 ? 0 : 1),
    output: printed.text,
    waitsFor,
  };
}

function print({ file, seconds, passed, failed, output, waitsFor }) {
  const tests = `${passed} passed${failed ? `, ${failed} failed` : ''}`;
  console.log(`${failed ? '✖' : '✔'} ${file}  (${tests}, ${seconds.toFixed(1)} s)`);
  if (waitsFor) console.log(`It has not ended in time. It waits for: ${waitsFor.join(', ')}`);
  if (failed) console.log(output.trimEnd());
}

/**
 * Runs the files that match, some at a time, and prints a line for each, all output for those with failures.
 *
 * @param patterns Globs of built test files.
 * @param time Milliseconds after which a file is ended and counts as failed.
 * @returns how many tests passed and failed, and all output.
 */
export async function runTestFiles(patterns, time = 4 * minute) {
  const rank = (file) => {
    const place = longest.findIndex((name) => file.includes(`node/${name}`));
    return place < 0 ? longest.length : place;
  };
  const files = [...new Set(await Array.fromAsync(glob(patterns)))];
  files.sort((one, other) => rank(one) - rank(other) || (one < other ? -1 : 1));
  const tally = { passed: 0, failed: 0, output: '' };
  const takeFiles = async () => {
    for (let file = files.shift(); file; file = files.shift()) {
      const result = await runFile(file, time);
      print(result);
      tally.passed += result.passed;
      tally.failed += result.failed;
      tally.output += result.output;
    }
  };
  await Promise.all(Array.from({ length: atOnce }, takeFiles));
  if (tally.passed + tally.failed === 0) tally.failed = 1;
  console.log(`node: ${tally.passed} passed, ${tally.failed} failed`);
  return tally;
}

/** Ends the files that still run, which would outlive this process; returns their names. */
export function endTestFiles() {
  for (const child of running.values()) endGroup(child);
  return [...running.keys()];
}

for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP']) {
  process.once(signal, () => {
    endTestFiles();
    process.exit(1);
  });
}

if (import.meta.main) {
  const [, given] = process.argv.find((text) => text.startsWith('--minutes='))?.split('=') ?? [];
  const patterns = process.argv.slice(2).filter((text) => !text.startsWith('--'));
  const { failed } = await runTestFiles(
    patterns.length ? patterns : ['build/test/node/**/*.test.js'],
    given === undefined ? undefined : Number(given) * minute,
  );
  process.exitCode = failed === 0 ? 0 : 1;
}
