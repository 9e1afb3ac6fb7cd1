/**
 * Backups of a data folder, and what is wrong with one that is not to be relied on.
 */
import assert from 'node:assert/strict';
import { createHash } from 'node:crypto';
import {
  appendFileSync,
  cpSync,
  existsSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  statSync,
  truncateSync,
  writeFileSync,
} from 'node:fs';
import { join } from 'node:path';
import { after, afterEach, before, describe, it } from 'node:test';
import { copyWithKeys, makeBackup } from '../../../src/service/node/backup/backup.js';
import type { DataPlace } from '../../../src/service/node/data/database-place.js';
import { findCommand } from '../../../src/service/node/commands/commands.js';
import { keyFile, readKeys } from '../../../src/service/node/keys/key-files.js';
import {
  rotateHpkeKeyFile,
  rotateVersionedKey,
} from '../../../src/service/node/keys/key-rotation.js';
import { withoutOthers } from '../../../src/service/node/data/private-file.js';
import { rotationLead } from '../../../src/service/domain/keys/key-versions.js';
import type { TestSite } from '../../support/services/service-fixture.js';
import { TestService } from '../../support/services/test-service.js';
import { Folder } from '../support/services/data-folder.js';
import { enrol, rightPin } from '../support/tokens/enrolled-token.js';
import { outcomeOf } from '../support/tokens/operation-outcomes.js';
import type { RawToken } from '../support/tokens/raw-token.js';

describe('a backup', () => {
  let folder: Folder;
  let service: TestService;
  let site: TestSite;
  let token: RawToken;

  before(async () => {
    folder = new Folder();
    mkdirSync(join(folder.data, 'lib', '0.0.1'), { recursive: true });
    writeFileSync(folder.file('data', 'lib', '0.0.1', 'simple-neon-lib.js'), '// a version');
    service = await TestService.inFolder(folder.data);
    site = await service.addSite();
    token = await enrol(service, site, 'ada');
    await run('backup', folder.file('whole'));
  });

  afterEach(() => {
    for (const name of ['copy', 'other'])
      rmSync(folder.file(name), { recursive: true, force: true });
  });

  after(async () => {
    await service.close();
    folder.remove();
  });

  async function run(name: string, place: string, values: object = {}) {
    return runOn({ folder: folder.data }, name, place, values);
  }

  async function runOn(data: DataPlace, name: string, place: string, values: object = {}) {
    const { command } = findCommand([...name.split(' '), place])!;
    assert.equal(command.name, name);
    return (await command.run(data, values, place)).result as Record<string, unknown>;
  }

  /** A copy of the whole backup, to be damaged. */
  function copyOfWhole(): string {
    cpSync(folder.file('whole'), folder.file('copy'), { recursive: true });
    return folder.file('copy');
  }

  const assertRefused = (place: string, message: string | RegExp, values: object = {}) =>
    assert.rejects(run('backup verify', place, values), { name: 'OperationalError', message });

  it('is refused when it was cut off', async () => {
    const copy = copyOfWhole();
    truncateSync(join(copy, 'neon.sqlite'), statSync(join(copy, 'neon.sqlite')).size - 1);
    const database = join(copy, 'neon.sqlite');
    await assertRefused(copy, `${database} was cut off or changed: use another backup.`);
    rmSync(database);
    await assertRefused(copy, `The backup lacks ${database}: use another backup.`);
    const manifest = join(copy, 'manifest.json');
    truncateSync(manifest, 100);
    await assertRefused(copy, `${manifest} is no manifest of a backup: use another backup.`);
    rmSync(manifest);
    const lacking = `${copy} is no whole backup: it lacks manifest.json, which is written last.`;
    await assertRefused(copy, lacking);
    await assertRefused(folder.file('nowhere'), /^.*nowhere is no whole backup: it lacks/);
  });

  it('is refused when it was changed', async () => {
    for (const path of ['neon.sqlite', 'keys.json', 'lib/0.0.1/simple-neon-lib.js']) {
      const changed = join(copyOfWhole(), path);
      const bytes = readFileSync(changed);
      bytes[bytes.length - 1]! ^= 1;
      writeFileSync(changed, bytes);
      const message = `${changed} was cut off or changed: use another backup.`;
      await assertRefused(folder.file('copy'), message);
    }
    for (const [from, to] of [
      ['"lib/0.0.1', '"../lib/0.0.1'],
      ['"format": 1', '"format": 2'],
      ['"database"', '"base"'],
      ['"path": "neon.sqlite"', '"path": "lib/0.0.1/simple-neon-lib.js"'],
    ] as const) {
      const manifest = join(copyOfWhole(), 'manifest.json');
      writeFileSync(manifest, readFileSync(manifest, 'utf8').replace(from, to));
      await assertRefused(folder.file('copy'), /is no manifest of a backup at \$\..+: use another/);
    }
  });

  it('is refused with a file that its database would be read with', async () => {
    const copy = copyOfWhole();
    writeFileSync(join(copy, 'neon.sqlite-wal'), '');
    const message = `The backup ${copy} has the file neon.sqlite-wal, which is not in its manifest: take it away.`;
    await assertRefused(copy, message);
  });

  it('is refused with keys of another backup, or of another service', async () => {
    const other = folder.file('other');
    const second = await TestService.inFolder(other);
    await second.close();
    const copy = copyOfWhole();
    cpSync(join(other, 'keys.json'), join(copy, 'keys.json'));
    const changed = `${join(copy, 'keys.json')} was cut off or changed: use another backup.`;
    await assertRefused(copy, changed);
    // Whoever makes the manifest fit does not make the keys fit.
    const bytes = readFileSync(join(copy, 'keys.json'));
    const manifest = join(copy, 'manifest.json');
    const said = JSON.parse(readFileSync(manifest, 'utf8')) as { keys: object };
    const sha256 = createHash('sha256').update(bytes).digest('hex');
    said.keys = { path: 'keys.json', bytes: bytes.length, sha256 };
    writeFileSync(manifest, JSON.stringify(said));
    const foreign = `The keys in ${copy} are not those of the database in ${copy}.`;
    await assertRefused(copy, foreign);
  });

  it('is made only in a folder of its own', async () => {
    const place = folder.file('other');
    mkdirSync(place);
    appendFileSync(join(place, 'notes'), 'mine');
    const message = `${place} is not empty: give each backup a folder of its own.`;
    await assert.rejects(run('backup', place), { name: 'OperationalError', message });
    await assert.rejects(run('backup', folder.file('copy'), { keys: place }), { message });
    assert.deepEqual(readdirSync(place), ['notes']);
  });

  it('is not made without a file that sites may name', async () => {
    const place = folder.file('other');
    const assertNotMade = async (message: string) => {
      await assert.rejects(run('backup', place), { name: 'OperationalError', message });
      assert.deepEqual(readdirSync(place), []);
    };
    const [kit, odd] = [folder.file('data', 'kit'), folder.file('data', 'lib', '0.0.1', 'a b.js')];
    const aside = folder.file('kit');
    renameSync(kit, aside);
    writeFileSync(kit, '');
    await assertNotMade(`${kit} cannot be read: ENOTDIR.`);
    rmSync(kit);
    renameSync(aside, kit);
    writeFileSync(odd, '');
    await assertNotMade(`${odd} has a name that no file of a backup has: take it away.`);
    rmSync(odd);
  });

  it('has the keys that were there before and after it was copied, if there are such', async () => {
    const now = service.clock.now();
    let copied = 0;
    const rotateOnce = async () => {
      if (copied++ === 0) await rotateHpkeKeyFile(folder.data, now);
    };
    const kept = await copyWithKeys(folder.data, rotateOnce);
    assert.deepEqual([copied, kept], [2, await readKeys(folder.data)]);
    await assert.rejects(
      copyWithKeys(folder.data, async () => void (await rotateHpkeKeyFile(folder.data, now))),
      /^OperationalError: .*keys\.json was changed during each copy: try again\.$/,
    );
    await service.refresh();
  });

  it('is neither made of a database on a server, nor put in its place', async () => {
    const server = { host: 'localhost', port: 1, user: 'neon', password: 'canary' };
    const database = { ...server, database: 'neon', ssl: false } as const;
    const data = { folder: folder.data, database };
    const place = folder.file('other');
    const message =
      'The database is on a PostgreSQL: back it up with pg_dump, and copy keys.json to another place.';
    await assert.rejects(runOn(data, 'backup', place), { name: 'OperationalError', message });
    assert.equal(existsSync(place), false);
    const restore = runOn(data, 'restore', folder.file('whole'), { withoutAudit: true });
    const other = 'The database is on a PostgreSQL: use pg_restore.';
    await assert.rejects(restore, { name: 'OperationalError', message: other });
  });

  it('has everything that a service needs, and is the data at one moment', async () => {
    const made = await run('backup verify', folder.file('whole'));
    assert.deepEqual([made['iss'], typeof made['bytes']], [service.url, 'number']);
    const paths = readdirSync(folder.file('whole'), { recursive: true }) as string[];
    const lib = ['lib', 'lib/0.0.1', 'lib/0.0.1/simple-neon-lib.js'];
    for (const path of ['keys.json', ...lib, 'manifest.json', 'neon.sqlite']) {
      assert.ok(paths.includes(path), path);
    }
    assert.equal(statSync(folder.file('whole')).mode & 0o777, 0o700);
    const entries = await service.store.read
      .selectFrom('audit')
      .select(['subject', 'detail'])
      .where('kind', '=', 'backup.made')
      .execute();
    const { sha256, at } = made;
    assert.deepEqual(
      entries.map(({ subject, detail }) => [subject, JSON.parse(detail)]),
      [[service.url, { at, sha256 }]],
    );
    // Unchanged, although what it is a copy of has gone on.
    assert.equal(await outcomeOf(token, 'otp', rightPin), 'OK');
    await run('backup verify', folder.file('whole'));
  });

  it('may have its keys elsewhere, which are then needed to check it', async () => {
    const keys = folder.file('other');
    await rotateVersionedKey(folder.data, 'kek', service.clock.now());
    await service.refresh();
    service.clock.advance(rotationLead);
    await service.refresh();
    await run('backup', folder.file('copy'), { keys });
    assert.deepEqual(readdirSync(keys), ['keys.json']);
    assert.ok(!readdirSync(folder.file('copy')).includes('keys.json'));
    await run('backup verify', folder.file('copy'), { keys });
    await assertRefused(folder.file('copy'), /^The backup lacks .*keys\.json: use another backup/);
    const earlier = { keys: folder.file('whole') };
    await assertRefused(folder.file('copy'), /keys\.json was cut off or changed/, earlier);
  });

  it('is made by one process where two begin in the same folder', async () => {
    const place = folder.file('other');
    const make = () => makeBackup(folder.data, { folder: place }, service.clock.now());
    mkdirSync(place);
    const both = await Promise.allSettled([make(), make()]);
    assert.deepEqual(both.map(({ status }) => status).sort(), ['fulfilled', 'rejected']);
    const refused = both.find((one) => one.status === 'rejected');
    assert.match(String(refused?.reason), /is not empty: give each backup a folder of its own/);
    await run('backup verify', place);
  });

  it('keeps nobody from replacing a key, nor lets others read it', async () => {
    const place = folder.file('other');
    mkdirSync(place, { mode: 0o755 });
    await withoutOthers(keyFile(folder.data), () => run('backup', place));
    for (const name of ['neon.sqlite', 'keys.json', 'manifest.json']) {
      assert.equal(statSync(join(place, name)).mode & 0o777, 0o600, name);
    }
  });
});
