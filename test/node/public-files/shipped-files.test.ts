import assert from 'node:assert/strict';
import { copyFileSync, readdirSync } from 'node:fs';
import { basename, dirname, join } from 'node:path';
import { describe, it } from 'node:test';
import { ask, built, PublicFolder } from '../support/services/public-folder.js';
import { program, ServiceProcess } from '../support/services/service-process.js';

describe('the shipped program', () => {
  it('serves the files beside it, wherever it is installed and started', async (t) => {
    const folder = new PublicFolder({ ...built, 'package.json': '{"type":"module"}' });
    t.after(() => folder.remove());
    const parts = readdirSync(dirname(program)).filter((name) => /^neon-service.*\.js$/.test(name));
    for (const name of parts) copyFileSync(join(dirname(program), name), folder.file(name));
    const file = folder.file(basename(program));
    const service = await ServiceProcess.start({ file, args: ['--data', ':memory:'] });
    t.after(() => service.stop());
    const { status, text } = await ask(service.url, '/neon/current/simple-neon-lib.js');
    assert.deepEqual([status, text], [200, built['lib/simple-neon-lib.js']]);
  });
});
