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
import { afterEach, beforeEach, describe, it } from 'node:test';
import { version } from '../../../src/service/version.js';
import { TestService } from '../../support/services/test-service.js';
import { ask, built, PublicFolder, whileRunning } from '../support/services/public-folder.js';

const file = 'simple-neon-lib.js';
const script = built[`lib/${file}`];

describe('the drop-in of earlier versions', () => {
  let folder: PublicFolder;
  /** A path below the copies. */
  const kept = (...names: string[]) => folder.file('data', 'lib', ...names);

  beforeEach(() => {
    folder = new PublicFolder();
  });

  afterEach(() => folder.remove());

  /** Starts a service on the data folder for as long as `work` takes; resolves with the events it logged. */
  const running = (work: Parameters<typeof whileRunning>[3]) =>
    whileRunning(folder, 'lib', (name) => `/neon/${name}/${file}`, work);

  function place(name: string, text: string): void {
    mkdirSync(kept(name), { recursive: true });
    writeFileSync(kept(name, file), text);
  }

  it('are ignored under names that are not versions', async () => {
    const names = [
      'current',
      '..x',
      '1.0',
      'v1.0.0',
      '1.0.0-',
      '1.0.0 ',
      '1.0.0+b',
      '01234567.0.0',
    ];
    for (const name of names) place(name, name);
    const log = await running(async (get) => {
      for (const name of names) {
        const expected = name === 'current' ? script : 404;
        assert.equal(await get(encodeURIComponent(name)), expected, name);
      }
    });
    assert.deepEqual(
      log.map(({ event, name }) => `${String(event)} ${String(name)}`).sort(),
      names.map((name) => `lib.ignored ${name}`).sort(),
    );
  });

  it('are ignored when they are links or folders, and when they are too long', async () => {
    writeFileSync(folder.file('secret.js'), 'secret');
    mkdirSync(folder.file('elsewhere'));
    writeFileSync(folder.file('elsewhere', file), 'secret');
    for (const name of ['1.0.1', '1.0.2', '1.0.3', '1.0.5'])
      mkdirSync(kept(name), { recursive: true });
    symlinkSync(folder.file('secret.js'), kept('1.0.1', file));
    mkdirSync(kept('1.0.2', file));
    writeFileSync(kept('1.0.3', file), 'x'.repeat(4_194_305));
    symlinkSync(folder.file('elsewhere'), kept('1.0.4'));
    writeFileSync(kept('1.0.6'), 'secret');
    const log = await running(async (get) => {
      for (let index = 1; index <= 6; index++) assert.equal(await get(`1.0.${index}`), 404);
      assert.equal(await get(version), script);
    });
    assert.equal(log.filter(({ event }) => event === 'lib.ignored').length, 6);
  });

  it('are neither read nor kept when their folder is a link', async () => {
    mkdirSync(folder.file('elsewhere', '1.0.0'), { recursive: true });
    writeFileSync(folder.file('elsewhere', '1.0.0', file), 'secret');
    mkdirSync(folder.data);
    symlinkSync(folder.file('elsewhere'), kept());
    const log = await running(async (get) => {
      assert.equal(await get('1.0.0'), 404);
      assert.equal(await get('current'), script);
    });
    const message = `${kept()} is not a folder.`;
    assert.deepEqual(log, [{ event: 'lib.not-kept', version, message }]);
    assert.deepEqual(readdirSync(folder.file('elsewhere')), ['1.0.0']);
  });

  it('cannot be kept where a file is in the way, and the service runs without', async () => {
    mkdirSync(folder.data);
    writeFileSync(kept(), '');
    const serves = () => running(async (get) => assert.equal(await get(version), script));
    const message = `The data folder ${kept()} cannot be made: EEXIST.`;
    assert.deepEqual(await serves(), [{ event: 'lib.not-kept', version, message }]);

    rmSync(kept());
    mkdirSync(kept(version, file), { recursive: true });
    const [first] = await serves();
    assert.equal(first?.['event'], 'lib.not-kept');
    assert.match(String(first['message']), /simple-neon-lib\.js cannot be written: E[A-Z]+\.$/);
    assert.deepEqual(readdirSync(kept(version)), [file]);
  });

  it('are kept from the first start on, readable by the owner only', async () => {
    assert.deepEqual(await running(() => {}), []);
    assert.equal(readFileSync(kept(version, file), 'utf8'), script);
    assert.deepEqual(readdirSync(kept(version)), [file]);
    if (process.platform === 'win32') return;
    assert.equal(statSync(kept(version)).mode & 0o077, 0);
    assert.equal(statSync(kept(version, file)).mode & 0o077, 0);
  });

  it('are served after an update, until they are withdrawn', async () => {
    await running(() => {});
    renameSync(kept(version), kept('0.0.9'));
    place('1.0.0-beta.1', 'var Neon = "beta";');
    folder.place({ [`lib/${file}`]: 'var Neon = "updated";' });
    const log = await running(async (get) => {
      assert.equal(await get('0.0.9'), script);
      assert.equal(await get('1.0.0-beta.1'), 'var Neon = "beta";');
      assert.equal(await get(version), 'var Neon = "updated";');
      assert.equal(await get('current'), 'var Neon = "updated";');
    });
    assert.deepEqual(log, []);
    rmSync(kept('0.0.9'), { recursive: true });
    await running(async (get) => assert.equal(await get('0.0.9'), 404));
  });

  it('are served by a program that ships without a drop-in', async () => {
    await running(() => {});
    rmSync(folder.file('lib'), { recursive: true });
    await running(async (get) => {
      assert.equal(await get(version), script);
      assert.equal(await get('current'), 404);
    });
  });

  it('do not replace the drop-in of the program', async () => {
    place(version, 'tampered');
    const log = await running(async (get) => {
      assert.equal(await get(version), script);
    });
    assert.deepEqual(log, [{ event: 'lib.replaced', version }]);
    assert.equal(readFileSync(kept(version, file), 'utf8'), script);
    assert.deepEqual(await running(() => {}), []);
  });

  it('are not kept without a data folder', async () => {
    const service = await TestService.start({ publicFiles: folder.path });
    const { text } = await ask(service.localUrl, `/neon/${version}/${file}`);
    await service.close();
    assert.equal(text, script);
    assert.ok(!existsSync(':memory:') && !existsSync(folder.data));
  });
});
