import assert from 'node:assert/strict';
import { createHash } from 'node:crypto';
import { createReadStream } from 'node:fs';
import { mkdtemp, rm, truncate, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pipeline } from 'node:stream/promises';
import { after, before, describe, it } from 'node:test';
import type { CDPSession, Page } from 'playwright-core';
import type { NeonClient } from '../../../src/index.js';
import { pin } from '../../support/clients/pins.js';
import { openClientPage, useFrames, type Neon } from './support/frames.js';

declare const neon: Neon;
declare const client: NeonClient;
/** The file input of the page. */
interface FileInput {
  readonly files: readonly Blob[];
}

declare const progressed: (doneBytes: number) => Promise<void>;

const filePage = `<!doctype html>
<html lang="en">
<title>Harbour Bank</title>
<link rel="icon" href="data:,">
<input type="file" aria-label="Contract">
<script type="module" src="/client.js"></script>
</html>`;

const megabyte = 1_000_000;

describe('a file that a page has sealed', { timeout: 240_000 }, () => {
  const frames = useFrames();
  let folder: string;
  before(async () => {
    folder = await mkdtemp(join(tmpdir(), 'neon-files-'));
    frames.bank.pages.set('/', filePage);
  });
  after(() => rm(folder, { recursive: true }));

  /** A file of that many bytes: text, then zeros, which take no room on the disk. */
  async function fileOf(bytes: number): Promise<string> {
    const path = join(folder, `${bytes}`);
    await writeFile(path, 'Pay 5 € to Bea');
    await truncate(path, bytes);
    return path;
  }

  /** Bytes that the page holds: its heaps, and its buffers beside them. */
  async function memoryOf(page: CDPSession): Promise<number> {
    const usage = await page.send('Runtime.getHeapUsage');
    return usage.usedSize + usage.embedderHeapUsedSize + usage.backingStorageSize;
  }

  /** Has a page seal a file; resolves with the seal and with the bytes by which its memory grew at most. */
  async function seal(page: Page, path: string): Promise<{ seal: string; growth: number }> {
    const session = await page.context().newCDPSession(page);
    await page.setInputFiles('input', path);
    await session.send('HeapProfiler.collectGarbage');
    const before = await memoryOf(session);
    let most = before;
    await page.exposeFunction('progressed', async () => {
      most = Math.max(most, await memoryOf(session));
    });
    const sealed = await page.locator('input').evaluate(async ({ files }: FileInput, secret) => {
      const file = files[0]!;
      let next = 0;
      const told: Promise<void>[] = [];
      const onProgress = (done: number, total: number) => {
        if (done < next) return;
        told.push(progressed(done));
        next = done + total / 100;
      };
      const made = await client.sealData('ada', file, { pin: secret, onProgress });
      await Promise.all(told);
      return made;
    }, pin);
    return { seal: sealed, growth: most - before };
  }

  for (const { where, iframe, size } of [
    { where: 'with the keys in the page', iframe: false, size: 500 * megabyte },
    { where: 'with the keys in a frame', iframe: true, size: 50 * megabyte },
  ]) {
    it(`of ${size / megabyte} MB takes less than 32 MB of memory, ${where}`, async () => {
      const site = await frames.site({ hostPin: true });
      const page = await openClientPage(await frames.profile(), site.origin);
      await page.evaluate(
        (options) => void Object.assign(globalThis, { client: neon.createClient(options) }),
        { ...frames.at(site), iframe },
      );
      const code = await frames.service.issueCode(site, 'ada');
      await page.evaluate(([typed, secret]) => client.activate(typed!, { pin: secret }), [
        code,
        pin,
      ] as const);

      const path = await fileOf(size);
      const made = await seal(page, path);
      assert.ok(made.growth < 32 * megabyte, `${made.growth} bytes`);

      const hash = createHash('sha256');
      await pipeline(createReadStream(path), hash);
      const about = { dig: hash.digest('base64url'), len: size };
      const question = { service: site.mac, seal: made.seal, ...about };
      const { status } = await frames.service.rp('/seal/verify', site.apiKey, question);
      assert.equal(status, 200);
      await page.context().close();
    });
  }
});
