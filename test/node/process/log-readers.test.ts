import assert from 'node:assert/strict';
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { afterEach, beforeEach, describe, it } from 'node:test';
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
