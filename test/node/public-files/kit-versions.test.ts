import assert from 'node:assert/strict';
import {
  existsSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  statSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { dirname } from 'node:path';
import { afterEach, beforeEach, describe, it } from 'node:test';
import { version } from '../../../src/service/version.js';
import {
  builtKit,
  kitListOf,
  PublicFolder,
  whileRunning,
} from '../support/services/public-folder.js';

const older = { 'neon.js': 'export const en = "then";', 'languages/fr.js': 'export const fr = 1;' };

describe('the kit of earlier versions', () => {
  let folder: PublicFolder;
  /** A path below the copies. */
  const kept = (...names: string[]) => folder.file('data', 'kit', ...names);

  beforeEach(() => {
    folder = new PublicFolder();
  });

  afterEach(() => folder.remove());

  /** Starts a service on the data folder for as long as `work` takes; resolves with the events it logged. */
  const running = (work: Parameters<typeof whileRunning>[3]) =>
    whileRunning(folder, 'kit', (path) => `/kit/${path}`, work);

  /** Places files as a copy of a version; their list too, unless another is given. */
  function place(name: string, files: Record<string, string>, list = kitListOf(files)): void {
    for (const [path, text] of Object.entries({ ...files, 'integrity.json': list })) {
      mkdirSync(dirname(kept(name, path)), { recursive: true });
      writeFileSync(kept(name, path), text);
    }
  }

  it('are ignored when a file is not as listed, is missing, or is named in another way', async () => {
    const file = { 'neon.js': 'then' };
    writeFileSync(folder.file('outside.js'), 'then');
    const lists = [
      kitListOf({ 'neon.js': 'other' }),
      kitListOf({ ...file, 'languages/fr.js': 'none' }),
      kitListOf({ '../../../outside.js': 'then' }),
      kitListOf({ 'languages/../neon.js': 'then' }),
      kitListOf({ './neon.js': 'then' }),
      kitListOf({ 'neon.html': 'then' }),
      kitListOf({ '.js': 'then' }),
      JSON.stringify({ 'neon.js': 1 }),
      ...['{}', '[]', 'null', '""', '{', ''],
    ];
    for (const [index, list] of lists.entries()) {
      place(`1.0.${index}`, { ...file, 'neon.html': 'then', '.js': 'then' }, list);
    }
    const log = await running(async (get) => {
      for (const [index, list] of lists.entries()) {
        assert.equal(await get(`1.0.${index}/neon.js`), 404, list);
        assert.equal(await get(`1.0.${index}/integrity.json`), 404, list);
      }
    });
    assert.equal(log.filter(({ event }) => event === 'kit.ignored').length, lists.length);
  });

  it('are ignored when they are links, and when their folder is one', async () => {
    place('1.0.0', older);
    mkdirSync(folder.file('elsewhere'));
    writeFileSync(folder.file('elsewhere', 'fr.js'), older['languages/fr.js']);
    rmSync(kept('1.0.0', 'languages'), { recursive: true });
    symlinkSync(folder.file('elsewhere'), kept('1.0.0', 'languages'));
    place('1.0.1', older);
    rmSync(kept('1.0.1', 'neon.js'));
    writeFileSync(folder.file('outside.js'), older['neon.js']);
    symlinkSync(folder.file('outside.js'), kept('1.0.1', 'neon.js'));
    symlinkSync(kept('1.0.1'), kept('1.0.2'));
    const log = await running(async (get) => {
      for (const name of ['1.0.0', '1.0.1', '1.0.2'])
        assert.equal(await get(`${name}/neon.js`), 404);
    });
    assert.equal(log.length, 3);
  });

  it('cannot be kept where a file is in the way, and the service runs without', async () => {
    mkdirSync(folder.data);
    writeFileSync(kept(), '');
    const log = await running(async (get) => {
      assert.equal(await get(`${version}/neon.js`), builtKit['neon.js']);
    });
    const message = `The data folder ${kept()} cannot be made: EEXIST.`;
    assert.deepEqual(log, [{ event: 'kit.not-kept', version, message }]);
  });

  it('are kept from the first start on, readable by the owner only', async () => {
    assert.deepEqual(await running(() => {}), []);
    for (const [name, text] of Object.entries(builtKit)) {
      assert.equal(readFileSync(kept(version, name), 'utf8'), text);
      if (process.platform !== 'win32') assert.equal(statSync(kept(version, name)).mode & 0o077, 0);
    }
    assert.deepEqual(readdirSync(kept(version)).sort(), [
      'integrity.json',
      'languages',
      'neon.js',
      'neon.js.map',
    ]);
  });

  it('are served after an update, with their parts, until they are withdrawn', async () => {
    await running(() => {});
    renameSync(kept(version), kept('0.0.9'));
    place('1.0.0-beta.1', older);
    const updated = { 'neon.js': 'export const en = "later";' };
    folder.place({ ...updated, 'integrity.json': kitListOf(updated) });
    const log = await running(async (get) => {
      for (const [name, text] of Object.entries(builtKit))
        assert.equal(await get(`0.0.9/${name}`), text);
      for (const [name, text] of Object.entries(older))
        assert.equal(await get(`1.0.0-beta.1/${name}`), text);
      assert.equal(await get(`${version}/neon.js`), updated['neon.js']);
      assert.equal(await get(`${version}/languages/fr.js`), 404);
    });
    assert.deepEqual(log, []);
    rmSync(kept('0.0.9'), { recursive: true });
    await running(async (get) => assert.equal(await get('0.0.9/neon.js'), 404));
  });

  it('do not replace the kit of the program', async () => {
    place(version, older);
    const log = await running(async (get) => {
      assert.equal(await get(`${version}/neon.js`), builtKit['neon.js']);
    });
    assert.deepEqual(log, [{ event: 'kit.replaced', version }]);
    assert.deepEqual(await running(() => {}), []);
  });

  it('are served by a program whose own kit is not as its list says', async () => {
    place('0.0.9', older);
    folder.place({ 'neon.js': 'changed after the build' });
    const log = await running(async (get) => {
      assert.equal(await get(`${version}/neon.js`), 404);
      assert.equal(await get('0.0.9/neon.js'), older['neon.js']);
    });
    assert.deepEqual(log, [{ event: 'kit.ignored', name: folder.path }]);
    assert.ok(!existsSync(kept(version)));
  });
});
