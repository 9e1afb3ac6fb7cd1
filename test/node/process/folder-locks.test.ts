import assert from 'node:assert/strict';
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { readFileSync, watch, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, it } from 'node:test';
import { readKeyRecord } from '../../../src/service/domain/keys/key-record.js';
import { fingerprint, makeCertificate } from '../support/services/certificate.js';
import { Folder } from '../support/services/data-folder.js';
import { assertComplains, run, ServiceProcess } from '../support/services/service-process.js';

describe('two services on one data folder', () => {
  let folder: Folder;
  let first: ServiceProcess;

  const start = () => ServiceProcess.start({ args: ['--data', folder.data] });

  beforeEach(async () => {
    folder = new Folder();
    first = await start();
  });

  afterEach(async () => {
    await first.stop();
    folder.remove();
  });

  it('are refused: the second does not start, and the first works on', async () => {
    await assertComplains(
      { args: ['--port', '0', '--data', folder.data] },
      1,
      `Another service runs on ${folder.data}: end it first, or give this one a folder of its own.`,
    );
    assert.equal((await fetch(`${first.url}/readyz`)).status, 200);
    const added = await run({ args: ['service', 'add', '--mac', 'shop', '--data', folder.data] });
    assert.equal(added.code, 0, added.stderr);
  });

  it('may follow one another, also after a crash', async () => {
    first.signal('SIGKILL');
    await first.ended();
    first = await start();
    assert.equal(await first.stop(), 0);
    first = await start();
  });
});

describe('the lock of the key file', () => {
  let folder: Folder;
  let file: string;
  const rotate = (...args: string[]) => ({
    args: ['signing-key', 'rotate', '--data', folder.data, ...args],
  });
  const read = () => readKeyRecord(JSON.parse(readFileSync(file, 'utf8')), '$');

  beforeEach(async () => {
    folder = new Folder();
    file = join(folder.data, 'keys.json');
    const service = await ServiceProcess.start({ args: ['--data', folder.data] });
    await service.stop();
  });

  afterEach(() => folder.remove());

  /** Holds the lock in another process until it is killed; resolves with what kills it. */
  async function hold(): Promise<() => Promise<void>> {
    const module = join(import.meta.dirname, '../../../src/service/node/file-lock.js');
    const script = `
      const { takeFileLock } = await import(${JSON.stringify(`file://${module}`)});
      if (await takeFileLock(${JSON.stringify(`${file}.lock`)})) console.log('held');
      setInterval(() => {}, 1000);`;
    const child = spawn(process.execPath, ['--input-type=module', '--eval', script]);
    assert.equal(String((await once(child.stdout, 'data'))[0]).trim(), 'held');
    return async () => {
      child.kill('SIGKILL');
      await once(child, 'close');
    };
  }

  it('is respected while its holder lives, and is free once the holder was killed', async () => {
    const kill = await hold();
    await assertComplains(rotate(), 1, `Another process changes ${file}: try again.`);
    assert.equal(read().signing.length, 1);
    await kill();
    assert.equal((await run(rotate())).code, 0);
    assert.equal(read().signing.length, 2);
  });

  it('is free where an earlier version left its file', async () => {
    writeFileSync(`${file}.lock`, '');
    assert.equal((await run(rotate())).code, 0);
    assert.equal((await run(rotate('--now'))).code, 0);
  });

  it('keeps a service from replacing keys, but not from taking over a certificate', async () => {
    const pem = (name: string) => folder.file(name);
    const place = ({ cert, key }: { cert: string; key: string }) => {
      writeFileSync(pem('cert.pem'), cert);
      writeFileSync(pem('key.pem'), key, { mode: 0o600 });
    };
    const [old, next] = [makeCertificate(), makeCertificate()];
    place(old);
    const record = read();
    writeFileSync(file, JSON.stringify({ ...record, hpke: [{ ...record.hpke[0]!, from: 0 }] }));
    const files = ['--tls-cert', pem('cert.pem'), '--tls-key', pem('key.pem')];
    const service = await ServiceProcess.start({
      args: ['--data', folder.data, '--public-url', record.iss, ...files],
    });
    const kill = await hold();
    try {
      assert.notEqual(fingerprint(old), fingerprint(next));
      place(next);
      service.signal('SIGHUP');
      const { message } = await service.logged('housekeeping.failed');
      assert.equal(message, `Another process changes ${file}: try again.`);
      await service.logged('certificate.replaced');
      assert.equal(read().hpke.length, 1);
    } finally {
      await kill();
    }
    const watcher = watch(folder.data);
    const replaced = new Promise<void>((resolve) => {
      watcher.on('change', (_, name) => name === 'keys.json' && resolve());
    });
    service.signal('SIGHUP');
    await replaced;
    watcher.close();
    assert.equal(read().hpke.length, 2);
    assert.equal(await service.stop(), 0);
  });
});
