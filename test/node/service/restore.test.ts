/**
 * A data folder that is restored from a backup.
 */
import assert from 'node:assert/strict';
import {
  chmodSync,
  existsSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, it } from 'node:test';
import { verifyAudit } from '../../../src/service/domain/audit/audit-chain.js';
import { openKeyRing } from '../../../src/service/domain/keys/key-ring.js';
import { rotationLead, versionOverlap } from '../../../src/service/domain/keys/key-versions.js';
import { findCommand } from '../../../src/service/node/commands/commands.js';
import { keyFile, readKeys } from '../../../src/service/node/keys/key-files.js';
import { rotateAuditKeyFile } from '../../../src/service/node/keys/key-rotation.js';
import { openSqliteStore } from '../../../src/service/store/sqlite/sqlite.js';
import type { TestSite } from '../../support/services/service-fixture.js';
import { TestService } from '../../support/services/test-service.js';
import { Folder } from '../support/services/data-folder.js';
import { doorOf, enrol, rightPin } from '../support/tokens/enrolled-token.js';
import { outcomeOf, outOf } from '../support/tokens/operation-outcomes.js';
import { RawToken } from '../support/tokens/raw-token.js';

const publicUrl = 'https://mfa.example.com';

describe('a data folder that is restored', () => {
  let folder: Folder;
  let service: TestService | undefined;
  let site: TestSite;
  let token: RawToken;

  beforeEach(async () => {
    folder = new Folder();
    mkdirSync(folder.file('data', 'lib', '0.0.1'), { recursive: true });
    writeFileSync(folder.file('data', 'lib', '0.0.1', 'simple-neon-lib.js'), '// a version');
    site = await (await start()).addSite();
    token = await enrol(service!, site, 'ada');
  });

  afterEach(async () => {
    await service?.close();
    folder.remove();
  });

  async function start(): Promise<TestService> {
    service = await TestService.inFolder(folder.data, { publicUrl });
    return service;
  }

  async function stop(): Promise<void> {
    await service?.close();
    service = undefined;
  }

  async function run(name: string, values: object = {}) {
    const place = folder.file('backup');
    const { command } = findCommand([...name.split(' '), place])!;
    return (await command.run({ folder: folder.data }, values, place)).result as {
      readonly replaced?: string;
      readonly ended: Record<string, number>;
    };
  }

  const restore = () => run('restore', { withoutAudit: true });

  it('is not touched while a service runs, or before the person knows what is lost', async () => {
    await run('backup');
    await assert.rejects(restore(), /^OperationalError: Another service runs on /);
    await stop();
    const kept = readFileSync(folder.file('data', 'neon.sqlite'));
    await assert.rejects(
      run('restore'),
      /^OperationalError: What was done since the backup is lost/,
    );
    writeFileSync(folder.file('backup', 'neon.sqlite'), kept.subarray(0, 5000));
    await assert.rejects(restore(), /was cut off or changed: use another backup/);
    assert.deepEqual(readFileSync(folder.file('data', 'neon.sqlite')), kept);
    assert.ok(!readdirSync(folder.data).some((name) => /restore|sqlite\./.test(name)));
  });

  it('is not mixed with the keys of another service', async () => {
    await run('backup');
    await stop();
    rmSync(folder.data, { recursive: true });
    await start();
    await stop();
    const kept = readFileSync(keyFile(folder.data));
    await assert.rejects(
      restore(),
      /^OperationalError: The keys in .+ are not those of the database/,
    );
    assert.deepEqual(readFileSync(keyFile(folder.data)), kept);
  });

  it('has the state of the backup, in which nothing can be used twice', async () => {
    const code = await service!.issueCode(site, 'bea');
    const otp = String((await outOf(token, 'otp', rightPin))['otp']);
    const delayed = await token.operation('otp', rightPin);
    await run('backup');
    const { challenge } = await readKeys(folder.data);
    await enrol(service!, site, 'cyd');
    await stop();

    const { replaced, ended } = await restore();
    assert.deepEqual([ended['codes'], ended['oneTimePasswords']], [1, 1]);
    const aside = await openSqliteStore(join(replaced!, 'neon.sqlite'));
    const logins = await aside.read.selectFrom('app_user').select('login').execute();
    await aside.close();
    assert.deepEqual(logins.map(({ login }) => login).sort(), ['ada', 'bea', 'cyd']);
    const renewed = (await readKeys(folder.data)).challenge;
    assert.deepEqual([renewed.length, renewed[0]!.v], [1, challenge.at(-1)!.v + 1]);

    await start();
    const door = doorOf(service!, site);
    assert.equal(
      (await (await RawToken.make(door)).begin(code))['err'],
      'CODE_ENTRY_DOES_NOT_EXIST',
    );
    assert.equal(await service!.verifyOtp(site, 'ada', otp), false);
    const late = await token.clone(door).send(delayed);
    assert.match(JSON.stringify(late), /CHALLENGE/);
    assert.equal(await outcomeOf(token.clone(door), 'otp', rightPin), 'OK');
    const users = await service!.store.read.selectFrom('app_user').select('login').execute();
    assert.deepEqual(users.map(({ login }) => login).sort(), ['ada', 'bea']);
  });

  it('comes back whole where everything was lost', async () => {
    await run('backup');
    await stop();
    rmSync(folder.data, { recursive: true });
    chmodSync(folder.file('backup', 'neon.sqlite'), 0o644);
    assert.equal((await restore()).replaced, undefined);
    assert.equal(statSync(folder.file('data', 'neon.sqlite')).mode & 0o777, 0o600);
    assert.ok(existsSync(folder.file('data', 'lib', '0.0.1', 'simple-neon-lib.js')));
    await start();
    assert.equal(await outcomeOf(token.clone(doorOf(service!, site)), 'otp', rightPin), 'OK');
  });

  it('has a trail that verifies, also when its keys were replaced after the backup', async () => {
    await run('backup');
    service!.clock.stop();
    const now = () => service!.clock.now();
    await rotateAuditKeyFile(folder.data, now());
    for (const ms of [0, rotationLead, versionOverlap]) {
      service!.clock.advance(ms);
      await service!.admin.makeUser(site.mac, `after-${ms}`);
      await service!.refresh();
    }
    await stop();
    await restore();
    await start();
    await service!.admin.makeUser(site.mac, 'new');
    await service!.refresh();
    const keys = await openKeyRing(await readKeys(folder.data), Date.now());
    const { unlinked } = await verifyAudit({ store: service!.store, keys });
    assert.equal(unlinked, 0);
    assert.ok(!service!.log.some((line) => /audit.broken|housekeeping.failed/.test(line)));
    const entries = await service!.store.read
      .selectFrom('audit')
      .select('kind')
      .where('kind', '=', 'database.restored')
      .execute();
    assert.equal(entries.length, 1);
  });
});
