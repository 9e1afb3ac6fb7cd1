import assert from 'node:assert/strict';
import { writeFileSync } from 'node:fs';
import { afterEach, beforeEach, describe, it } from 'node:test';
import { replaceSigningKey } from '../../../src/service/domain/keys/key-record.js';
import { assertComplains, run, ServiceProcess } from '../support/services/service-process.js';
import { StoppedService } from '../support/services/stopped-service.js';

describe('the signing key', () => {
  let kept: StoppedService;

  beforeEach(async () => {
    kept = await StoppedService.make();
  });

  afterEach(() => kept.folder.remove());

  it('is not replaced more often than browsers can follow, and the service still starts', async () => {
    let record = kept.readKeys();
    while (record.signing.length < 64) record = await replaceSigningKey(record, Date.now());
    writeFileSync(kept.keyFile, JSON.stringify(record));
    const sentence = 'The signing key has been replaced as often as browsers follow.';
    await assertComplains(kept.rotation(), 2, sentence);
    assert.deepEqual(kept.readKeys(), record);
    const service = await ServiceProcess.start({
      args: ['--data', kept.folder.data, '--public-url', record.iss],
    });
    const { keys } = (await (await fetch(`${service.url}/.well-known/jwks.json`)).json()) as {
      keys: object[];
    };
    assert.equal(keys.length, 64);
    assert.equal(await service.stop(), 0);
  });

  it('is published and signs a quarter of an hour later, and is not replaced again before', async () => {
    const began = Date.now();
    const { code, stdout } = await run(kept.rotation());
    assert.equal(code, 0);
    const { kid, signsFrom } = JSON.parse(stdout) as { kid: string; signsFrom: number };
    const { signing, succession, iss } = kept.readKeys();
    assert.deepEqual(
      signing.map(({ d }) => typeof d),
      ['string', 'string'],
    );
    assert.deepEqual([signing[0]!.until, signing[1]!.from], [signsFrom, signsFrom]);
    assert.ok(signsFrom >= began + 15 * 60_000 && signsFrom <= Date.now() + 15 * 60_000);
    assert.equal(succession.length, 1);
    await assertComplains(kept.rotation(), 2, /^A new key is published already, and signs from 20/);
    assert.deepEqual(kept.readKeys().signing, signing);

    const service = await ServiceProcess.start({
      args: ['--data', kept.folder.data, '--public-url', iss],
    });
    const { keys } = (await (await fetch(`${service.url}/.well-known/jwks.json`)).json()) as {
      keys: { kid: string; nbf: number; exp?: number }[];
    };
    assert.deepEqual(
      keys.map(({ exp }) => exp),
      [Math.ceil(signsFrom / 1000) + 120, undefined],
    );
    assert.deepEqual([keys[1]!.kid, keys[1]!.nbf], [kid, Math.floor(signsFrom / 1000)]);
    assert.equal(await service.stop(), 0);
  });

  it('is replaced at once where it may be stolen, and the old private key leaves the folder', async () => {
    const [before] = kept.readKeys().signing;
    await run(kept.rotation());
    const { code, stdout } = await run(kept.rotation('--now'));
    assert.equal(code, 0);
    assert.ok((JSON.parse(stdout) as { signsFrom: number }).signsFrom <= Date.now());
    const { signing, succession } = kept.readKeys();
    assert.deepEqual(
      signing.map(({ d }) => typeof d),
      ['undefined', 'string'],
    );
    assert.equal(signing[0]!.x, before!.x);
    assert.equal(succession.length, 1);
  });
});
