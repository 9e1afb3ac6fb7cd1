import assert from 'node:assert/strict';
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { Writable } from 'node:stream';
import { afterEach, beforeEach, describe, it } from 'node:test';
import { jsonLog } from '../../../src/service/node/json-log.js';
import { Folder } from '../support/services/data-folder.js';
import { program, ServiceProcess } from '../support/services/service-process.js';

describe('a service whose log nobody reads any more', () => {
  let folder: Folder;

  beforeEach(() => {
    folder = new Folder();
  });

  afterEach(() => folder.remove());

  it('goes on, and ends with code 0 at SIGTERM', async () => {
    const service = await ServiceProcess.start({ args: ['--data', folder.data] });
    service.stopReading();
    for (let count = 0; count < 3; count++) {
      assert.equal((await fetch(`${service.url}/healthz`)).status, 200);
      assert.equal((await fetch(`${service.url}/readyz`)).status, 200);
    }
    service.signal('SIGHUP');
    assert.equal((await fetch(`${service.url}/healthz`)).status, 200);
    assert.equal(await service.stop(), 0);
  });

  it('says so on standard error, once', async () => {
    const child = spawn(process.execPath, [program, '--port', '0', '--data', folder.data]);
    const [line] = (await once(child.stdout, 'data')) as [Buffer];
    const { port } = JSON.parse(String(line)) as { port: number };
    let said = '';
    child.stderr.on('data', (text: Buffer) => (said += String(text)));
    child.stdout.destroy();
    for (let count = 0; count < 3; count++) await fetch(`http://127.0.0.1:${port}/healthz`);
    child.kill('SIGTERM');
    const [code] = (await once(child, 'close')) as [number];
    assert.equal(code, 0);
    assert.equal(said, 'The log cannot be written: EPIPE. The service goes on.\n');
  });

  it('goes on while its reader stands still, and ends with code 0 all the same', async () => {
    const child = spawn(process.execPath, [program, '--port', '0', '--data', folder.data]);
    const [line] = (await once(child.stdout, 'data')) as [Buffer];
    const { port } = JSON.parse(String(line)) as { port: number };
    child.stdout.pause();
    // About 500 kB of log, more than pipes hold.
    for (let count = 0; count < 80; count++) {
      const asked = Array.from({ length: 50 }, () => fetch(`http://127.0.0.1:${port}/healthz`));
      for (const answer of await Promise.all(asked)) assert.equal(answer.status, 200);
    }
    child.kill('SIGTERM');
    const [code] = (await once(child, 'exit')) as [number];
    assert.equal(code, 0);
    child.stdout.destroy();
  });

  it('loses lines beyond 4 MB that wait to be read, and says how many', () => {
    const lines: string[] = [];
    let goOn = () => {};
    const stream = new Writable({
      decodeStrings: false,
      write(text: string, _, done) {
        lines.push(text);
        goOn = done;
      },
    });
    const log = jsonLog(stream);
    const note = 'x'.repeat(100_000);
    for (let count = 0; count < 100; count++) log('info', 'tested', { note });
    assert.ok(stream.writableLength < 4_400_000);
    while (stream.writableLength) goOn();
    log('info', 'tested', { note });
    goOn();
    const events = lines.map((text) => JSON.parse(text) as { event: string; lines?: number });
    const [{ lines: lost } = { lines: 0 }] = events.filter(({ event }) => event === 'log.lost');
    assert.equal(events.filter(({ event }) => event === 'tested').length + lost!, 101);
    assert.ok(lost! > 50);
  });

  it('cannot print the result of a command, which says so and ends with code 1', async () => {
    const service = await ServiceProcess.start({ args: ['--data', folder.data] });
    assert.equal(await service.stop(), 0);
    const args = [program, 'service', 'add', '--mac', 'shop', '--data', folder.data];
    const child = spawn('sh', ['-c', '"$@" >/dev/full', 'sh', process.execPath, ...args]);
    let said = '';
    child.stderr.on('data', (text: Buffer) => (said += String(text)));
    const [code] = (await once(child, 'close')) as [number];
    assert.equal(code, 1);
    assert.equal(
      said.trimEnd().split('\n').at(-1),
      'The command is done, but its result cannot be printed: ENOSPC.',
    );
  });
});
