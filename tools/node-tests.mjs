// Runs test files in Node, some of them in one process, and ends every process that does not end by itself: it is
// named, with what it still waits for. The test runner of Node waits for such a process for ever.
//
// node tools/node-tests.mjs [--minutes=N] [PATTERN ...]
//
// `--minutes=N`: time that a process may go without a word, 4 unless told otherwise.
import { spawn } from 'node:child_process';
import { glob, mkdtemp, readFile, readdir, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { basename, dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

const minute = 60_000;

const testGroup = fileURLToPath(new URL('test-group.mjs', import.meta.url));

/** Processes at a time: they wait for other processes and browsers about as long as they compute. */
const atOnce = 3;

/** Files that take longest, which are started first: then no long one is left alone at the end. */
const longest = ['packed-package', 'examples', 'process/', 'end-to-end/', 'compatibility/'];

/**
 * Folders whose files have a process each, since they take long. The files of any other folder share processes: to load
 * the service takes a second of processor time, more than most of them take for their tests.
 */
const alone = ['node', 'process', 'end-to-end', 'compatibility'];

/** The most files in a process: one with more would be left alone at the end. */
const groupSize = 6;

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

/** Divides files into those that run in one process. */
function groupsOf(files) {
  const groups = [];
  for (const [folder, members] of Map.groupBy(files, dirname)) {
    const size = alone.includes(basename(folder)) ? 1 : groupSize;
    for (let at = 0; at < members.length; at += size) groups.push(members.slice(at, at + size));
  }
  return groups;
}

/** Processes that run, by the name of their group. */
const running = new Map();

/** Starts files in a process group of their own, which also has the processes that the tests start. */
function start(files, reports) {
  const child = spawn(
    'node',
    [
      '--test-reporter=spec',
      '--report-on-signal',
      '--report-signal=SIGUSR2',
      `--report-directory=${reports}`,
      ...(files.length > 1 ? [testGroup, ...files] : files),
    ],
    { stdio: ['ignore', 'pipe', 'pipe'], detached: true },
  );
  for (const stream of [child.stdout, child.stderr]) stream.setEncoding('utf8');
  return child;
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

/** What a group is called: its file, or its folder with the number of its files. */
function nameOf(files) {
  return files.length > 1 ? `${dirname(files[0])}: ${files.length} files` : files[0];
}

async function runGroup(files, time) {
  const name = nameOf(files);
  const started = performance.now();
  const reports = await mkdtemp(join(tmpdir(), 'neon-test-report-'));
  const child = start(files, reports);
  running.set(child, name);
  let output = '';
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
  for (const stream of [child.stdout, child.stderr]) {
    stream.on('data', (text) => {
      output += text;
      limit.refresh();
    });
  }
  const code = await new Promise((resolve, reject) => {
    child.on('error', reject);
    child.on('close', resolve);
  });
  clearTimeout(limit);
  running.delete(child);
  await rm(reports, { recursive: true });
  const failed = ['fail', 'cancelled', 'skipped', 'todo'].reduce(
    (sum, word) => sum + counted(output, word),
    0,
  );
  const passed = counted(output, 'pass');
  return {
    name,
    seconds: (performance.now() - started) / 1000,
    passed,
    // A file that fails without a count of failures has one, a file without tests as well.
    failed: failed || (code === 0 && passed > 0 ? 0 : 1),
    output,
    waitsFor,
  };
}

function print({ name, seconds, passed, failed, output, waitsFor }) {
  const tests = `${passed} passed${failed ? `, ${failed} failed` : ''}`;
  console.log(`${failed ? '✖' : '✔'} ${name}  (${tests}, ${seconds.toFixed(1)} s)`);
  if (waitsFor) console.log(`It has not ended in time. It waits for: ${waitsFor.join(', ')}`);
  if (failed) console.log(output.trimEnd());
}

/**
 * Runs the files that match, some at a time, and prints a line for each process, all output for those with failures.
 *
 * @param patterns Globs of built test files.
 * @param time Milliseconds without output after which a process is ended and counts as failed.
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
  const groups = groupsOf(files);
  const takeGroups = async () => {
    for (let group = groups.shift(); group; group = groups.shift()) {
      const result = await runGroup(group, time);
      print(result);
      tally.passed += result.passed;
      tally.failed += result.failed;
      tally.output += result.output;
    }
  };
  await Promise.all(Array.from({ length: atOnce }, takeGroups));
  if (tally.passed + tally.failed === 0) tally.failed = 1;
  console.log(`node: ${tally.passed} passed, ${tally.failed} failed`);
  return tally;
}

/** Ends the files that still run, which would outlive this process; returns their names. */
export function endTestFiles() {
  for (const child of running.keys()) endGroup(child);
  return [...running.values()];
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
