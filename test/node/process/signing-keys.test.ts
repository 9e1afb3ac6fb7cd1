import assert from 'node:assert/strict';
import { readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, it } from 'node:test';
import { readKeyRecord, rotateSigningKey } from '../../../src/service/domain/keys/key-record.js';
import { Folder } from '../support/services/data-folder.js';
import { assertComplains, run, ServiceProcess } from '../support/services/service-process.js';

describe('the signing key', () => {
  let folder: Folder;
  let file: string;
  const rotate = () => ({ args: ['signing-key', 'rotate', '--data', folder.data] });
  const read = () => readKeyRecord(JSON.parse(readFileSync(file, 'utf8')), '$');

  beforeEach(async () => {
    folder = new Folder();
    file = join(folder.data, 'keys.json');
    const service = await ServiceProcess.start({ args: ['--data', folder.data] });
    await service.stop();
  });

  afterEach(() => folder.remove());

  it('is not replaced while another process changes the keys', async () => {
    const lock = `${file}.lock`;
    writeFileSync(lock, '');
    const sentence = `Another process changes ${file}: try again, or remove ${lock} if none does.`;
    await assertComplains(rotate(), 2, sentence);
    rmSync(lock);
    assert.equal((await run(rotate())).code, 0);
  });

  it('is not replaced more often than browsers can follow, and the service still starts', async () => {
    let record = read();
    while (record.signing.length < 64) record = await rotateSigningKey(record, Date.now());
    writeFileSync(file, JSON.stringify(record));
    const sentence = 'The signing key has been replaced as often as browsers follow.';
    await assertComplains(rotate(), 2, sentence);
    assert.deepEqual(read(), record);
    const service = await ServiceProcess.start({
      args: ['--data', folder.data, '--public-url', record.iss],
    });
    const { keys } = (await (await fetch(`${service.url}/.well-known/jwks.json`)).json()) as {
      keys: object[];
    };
    assert.equal(keys.length, 64);
    assert.equal(await service.stop(), 0);
  });

  it('is replaced by a new key, and the old private key is removed from the folder', async () => {
    const [before] = read().signing;
    const { code, stdout } = await run(rotate());
    assert.equal(code, 0);
    assert.match((JSON.parse(stdout) as { kid: string }).kid, /^[\w-]{43}$/);
    const { signing, succession } = read();
    assert.deepEqual(
      signing.map(({ d }) => typeof d),
      ['undefined', 'string'],
    );
    assert.equal(signing[0]!.x, before!.x);
    assert.equal(succession.length, 1);
  });
});
