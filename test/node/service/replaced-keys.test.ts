/**
 * How soon a running service uses a key that was replaced because it was stolen.
 */
import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import { rotationLead, versionOverlap } from '../../../src/service/domain/keys/key-versions.js';
import { keyFile } from '../../../src/service/node/keys/key-files.js';
import {
  closeTrailOfFile,
  rotateAuditKeyFile,
  rotateSigningKeyFile,
} from '../../../src/service/node/keys/key-rotation.js';
import { withoutOthers } from '../../../src/service/node/data/private-file.js';
import { TestService } from '../../support/services/test-service.js';
import { Folder } from '../support/services/data-folder.js';

const day = 24 * 60 * 60_000;

describe('a stolen key', () => {
  let folder: Folder;
  let service: TestService;

  before(async () => {
    folder = new Folder();
    service = await TestService.start({ data: folder.data });
    service.clock.stop();
  });

  after(async () => {
    await service.close();
    folder.remove();
  });

  const now = () => service.clock.now();

  const replace = async () => {
    const { version } = await rotateSigningKeyFile(folder.data, now(), true);
    return `signing-key.replaced","kid":"${version}"`;
  };

  const isLogged = (part: string) => service.log.some((line) => line.includes(part));

  it('waits for no work in the database', { timeout: 60_000 }, async (t) => {
    const { promise: held, resolve: release } = Promise.withResolvers<void>();
    t.after(() => release());
    const begun = Promise.withResolvers<void>();
    const work = service.store.transaction(() => (begun.resolve(), held));
    await begun.promise;
    const runs: Promise<void>[] = [];
    for (let count = 0; count < 2; count++) {
      const replaced = service.nextLine(await replace());
      runs.push(service.refresh());
      await replaced;
    }
    release();
    await Promise.all([work, ...runs]);
  });

  it('goes although the file cannot be changed when another key is due', async () => {
    service.clock.advance(31 * day);
    const replaced = await replace();
    await withoutOthers(keyFile(folder.data), () => service.refresh());
    assert.ok(isLogged(`Another process changes ${keyFile(folder.data)}: try again.`));
    assert.ok(isLogged(replaced));
    await service.refresh();
    assert.ok(isLogged('service-key.replaced","key":"hpke"'));
  });

  it('is replaced while the audit trail is linked to its end', async () => {
    await rotateAuditKeyFile(folder.data, now());
    await service.refresh();
    service.clock.advance(rotationLead);
    await service.refresh();
    service.clock.advance(versionOverlap);
    let replaced = '';
    await closeTrailOfFile(folder.data, now(), async () => {
      replaced = await replace();
      return { seq: 0, hash: '' };
    });
    await service.refresh();
    assert.ok(isLogged(replaced));
  });
});
