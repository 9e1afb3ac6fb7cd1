/**
 * Time until a visitor of the demo can type.
 * @module
 */
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';
import type { Browser } from 'playwright-core';
import { line, median } from './figures.js';

const program = fileURLToPath(new URL('../demo/main.js', import.meta.url));

/** Opens the demo in fresh profiles and waits for the code field. */
export async function measureDemo(browser: Browser): Promise<void> {
  const data = await mkdtemp(join(tmpdir(), 'neon-bench-demo-'));
  const demo = spawn(process.execPath, [program], {
    env: { ...process.env, PORT: '0', NEON_DATA: data },
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  const lines = createInterface({ input: demo.stdout });
  const [first] = (await once(lines, 'line')) as [string];
  // The address is the last word.
  const url = first.split(' ').at(-1)!;
  const usable: number[] = [];
  const painted: number[] = [];
  for (let visit = -1; visit < 10; visit++) {
    const context = await browser.newContext();
    const page = await context.newPage();
    await page.goto(url);
    await page.locator('neon-activate [part=input]').waitFor();
    const times = await page.evaluate(() => ({
      now: performance.now(),
      paint: performance.getEntriesByName('first-contentful-paint')[0]?.startTime ?? 0,
    }));
    await context.close();
    if (visit < 0) continue;
    usable.push(times.now);
    painted.push(times.paint);
  }
  line(
    'from navigation to a usable field, over the first paint',
    `${(median(usable) / median(painted)).toFixed(2)} ×`,
    `${median(usable).toFixed(0)} ms / ${median(painted).toFixed(0)} ms`,
  );
  const ended = once(demo, 'exit');
  demo.kill('SIGTERM');
  await ended;
  await rm(data, { recursive: true });
}
