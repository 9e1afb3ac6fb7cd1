/** `tools/node-tests.mjs`, which runs all test files in Node. */
import assert from 'node:assert/strict';
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { createServer, type AddressInfo, type Socket } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, describe, it } from 'node:test';
import { root } from './support/documents/examples.js';

/** Files by what is to come of them. `PORT` is that of a server of the test. */
const files = {
  passes: `it('passes', () => {});`,
  fails: `it('passes', () => {}); it('fails', () => { throw new Error('a reason'); });`,
  skips: `it('passes', () => {}); it.skip('skips', () => {});`,
  empty: ``,
  breaks: `throw new Error('it broke');`,
  hangs: `it('hangs', async () => {
    const socket = (await import('node:net')).connect(Number(process.env.PORT), '127.0.0.1');
    await new Promise(() => socket.on('data', () => {}));
  });`,
};

describe('the runner of test files in Node', () => {
  const folder = mkdtempSync(join(tmpdir(), 'neon-node-tests-'));
  const server = createServer();

  before(async () => {
    for (const [name, content] of Object.entries(files)) {
      writeFileSync(
        join(folder, `${name}.test.mjs`),
        `import { it } from 'node:test';\n${content}`,
      );
    }
    await once(server.listen(0, '127.0.0.1'), 'listening');
  });

  after(() => {
    server.close();
    rmSync(folder, { recursive: true });
  });

  function start(...args: readonly string[]) {
    const { NODE_TEST_CONTEXT: _, ...environment } = process.env;
    const env = { ...environment, PORT: String((server.address() as AddressInfo).port) };
    const options = { env, stdio: ['ignore', 'pipe', 'inherit'] as ['ignore', 'pipe', 'inherit'] };
    return spawn(process.execPath, [join(root, 'tools/node-tests.mjs'), ...args], options);
  }

  function run(name: keyof typeof files, ...args: readonly string[]) {
    return finished(start(join(folder, `${name}.test.mjs`), ...args));
  }

  async function finished(child: ReturnType<typeof start>) {
    let output = '';
    child.stdout.setEncoding('utf8').on('data', (text: string) => (output += text));
    const [code] = (await once(child, 'close')) as [number];
    return { code, output, tally: output.trimEnd().split('\n').at(-1) };
  }

  it('counts a skipped test, a file without tests and one that breaks as failures', async () => {
    const expected = { skips: [1, 1], empty: [0, 1], breaks: [0, 1] } as const;
    for (const [name, [passed, failed]] of Object.entries(expected)) {
      const { code, tally } = await run(name as keyof typeof expected);
      assert.deepEqual(
        { code, tally },
        { code: 1, tally: `node: ${passed} passed, ${failed} failed` },
      );
    }
  });

  it('prints what failed, and a line for what passed', async () => {
    const failed = await run('fails');
    assert.equal(failed.tally, 'node: 1 passed, 1 failed');
    assert.match(failed.output, /a reason/);
    const passed = await run('passes');
    assert.deepEqual([passed.code, passed.tally], [0, 'node: 1 passed, 0 failed']);
    assert.match(passed.output, /^✔ \S+passes\.test\.mjs  \(1 passed, \d+\.\d s\)\n/);
  });

  it('runs the files of a folder in one process, each with its own hooks, and names those that fail', async () => {
    const folder = mkdtempSync(join(tmpdir(), 'neon-node-tests-'));
    const write = (name: string, content: string) =>
      writeFileSync(
        join(folder, `${name}.test.mjs`),
        `import { beforeEach, it } from 'node:test';\n${content}`,
      );
    write('one', `beforeEach(() => { throw new Error('for one'); }); it('has a hook', () => {});`);
    write('two', `it('has the process of ' + process.argv.length, () => {});`);
    write('three', ``);
    try {
      const { code, output, tally } = await finished(start(join(folder, '*.test.mjs')));
      assert.deepEqual([code, tally], [1, 'node: 1 passed, 1 failed']);
      assert.match(output, /✔ has the process of 5/);
      assert.match(output, /three\.test\.mjs[^]*It has no tests/);
    } finally {
      rmSync(folder, { recursive: true });
    }
  });

  it('fails without a file', async () => {
    const child = start(join(folder, 'nothing-*.test.mjs'));
    child.stdout.resume();
    assert.deepEqual(await once(child, 'close'), [1, null]);
  });

  it('ends a file that does not end, and names what it waits for', async () => {
    const connected = once(server, 'connection') as Promise<[Socket]>;
    const running = run('hangs', '--minutes=0.05');
    const [socket] = await connected;
    const lost = once(socket.resume(), 'close');
    const { code, output, tally } = await running;
    await lost;
    assert.deepEqual([code, tally], [1, 'node: 0 passed, 1 failed']);
    assert.match(output, /^✖ \S+hangs\.test\.mjs/);
    assert.match(output, /It waits for: .*tcp .*to port \d+/);
  });

  it('takes running files along when it is ended', async () => {
    const connected = once(server, 'connection') as Promise<[Socket]>;
    const child = start(join(folder, 'hangs.test.mjs'));
    child.stdout.resume();
    const [socket] = await connected;
    const lost = once(socket.resume(), 'close');
    child.kill('SIGTERM');
    assert.deepEqual(await once(child, 'close'), [1, null]);
    await lost;
  });
});
