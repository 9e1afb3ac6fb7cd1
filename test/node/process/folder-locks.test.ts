import assert from 'node:assert/strict';
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, renameSync, rmSync, statSync, watch, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, it } from 'node:test';
import { fingerprint, makeCertificate } from '../support/services/certificate.js';
import { Folder } from '../support/services/data-folder.js';
import { assertComplains, run, ServiceProcess } from '../support/services/service-process.js';
import { StoppedService } from '../support/services/stopped-service.js';

/** Holds the lock of a file in another process until it is killed; resolves with what kills it. */
async function holdLock(path: string): Promise<() => Promise<void>> {
  const module = join(import.meta.dirname, '../../../src/service/node/data/file-lock.js');
  const script = `
    const { takeFileLock } = await import(${JSON.stringify(`file://${module}`)});
    // Kept, since a lock that is collected as garbage is free.
    globalThis.lock = takeFileLock(${JSON.stringify(path)});
    if (globalThis.lock) console.log('held');
    setInterval(() => {}, 1000);`;
  const child = spawn(process.execPath, ['--input-type=module', '--eval', script]);
  assert.equal(String((await once(child.stdout, 'data'))[0]).trim(), 'held');
  const closed = once(child, 'close');
  return async () => {
    child.kill('SIGKILL');
    await closed;
  };
}

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

  it('are refused too after somebody has removed the lock: the first one makes it anew at once', async () => {
    const lock = join(folder.data, 'service.lock');
    for (let time = 0; time < 2; time++) {
      const { ino } = statSync(lock);
      const watcher = watch(folder.data);
      const restored = new Promise<void>((resolve) => {
        watcher.on('change', () => existsSync(lock) && statSync(lock).ino !== ino && resolve());
      });
      rmSync(lock);
      await restored;
      watcher.close();
      await assertComplains(
        { args: ['--port', '0', '--data', folder.data] },
        1,
        `Another service runs on ${folder.data}: end it first, or give this one a folder of its own.`,
      );
      assert.equal((await fetch(`${first.url}/readyz`)).status, 200);
    }
  });

  it('never write both: the first one is not ready while another process has a lock in its place', async () => {
    const lock = join(folder.data, 'service.lock');
    const foreign = folder.file('foreign.lock');
    const kill = await holdLock(foreign);
    renameSync(foreign, lock);
    try {
      assert.equal((await fetch(`${first.url}/readyz`)).status, 503);
      const { message } = await first.logged('service.unready');
      assert.equal(message, `${lock} was replaced, and another service has locked it`);
    } finally {
      await kill();
    }
    assert.equal((await fetch(`${first.url}/readyz`)).status, 200);
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
  let kept: StoppedService;
  let kill: () => Promise<void>;
  let service: ServiceProcess | undefined;

  beforeEach(async () => {
    kill = async () => {};
    service = undefined;
    kept = await StoppedService.make();
  });

  afterEach(async () => {
    await kill();
    await service?.stop();
    kept.folder.remove();
  });

  const hold = async () => (kill = await holdLock(`${kept.keyFile}.lock`));

  it('is respected while its holder lives, and is free once the holder was killed', async () => {
    await hold();
    await assertComplains(
      kept.rotation(),
      1,
      `Another process changes ${kept.keyFile}: try again.`,
    );
    assert.equal(kept.readKeys().signing.length, 1);
    await kill();
    assert.equal((await run(kept.rotation())).code, 0);
    assert.equal(kept.readKeys().signing.length, 2);
  });

  it('is free where an earlier version left its file', async () => {
    writeFileSync(`${kept.keyFile}.lock`, '');
    assert.equal((await run(kept.rotation())).code, 0);
    assert.equal((await run(kept.rotation('--now'))).code, 0);
  });

  it('keeps a service from replacing keys, but not from taking over a certificate', async () => {
    const pem = (name: string) => kept.folder.file(name);
    const place = ({ cert, key }: { cert: string; key: string }) => {
      writeFileSync(pem('cert.pem'), cert);
      writeFileSync(pem('key.pem'), key, { mode: 0o600 });
    };
    const [old, next] = [makeCertificate(), makeCertificate()];
    place(old);
    const record = kept.readKeys();
    writeFileSync(
      kept.keyFile,
      JSON.stringify({ ...record, hpke: [{ ...record.hpke[0]!, from: 0 }] }),
    );
    const files = ['--tls-cert', pem('cert.pem'), '--tls-key', pem('key.pem')];
    service = await ServiceProcess.start({
      args: ['--data', kept.folder.data, '--public-url', record.iss, ...files],
    });
    await hold();
    assert.notEqual(fingerprint(old), fingerprint(next));
    place(next);
    service.signal('SIGHUP');
    const { message } = await service.logged('housekeeping.failed');
    assert.equal(message, `Another process changes ${kept.keyFile}: try again.`);
    await service.logged('certificate.replaced');
    assert.equal(kept.readKeys().hpke.length, 1);
    await kill();
    const watcher = watch(kept.folder.data);
    const replaced = new Promise<void>((resolve) => {
      watcher.on('change', (_, name) => name === 'keys.json' && resolve());
    });
    service.signal('SIGHUP');
    await replaced;
    watcher.close();
    assert.equal(kept.readKeys().hpke.length, 2);
    assert.equal(await service.stop(), 0);
  });
});
