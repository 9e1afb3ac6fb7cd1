/**
 * Ways in which a page stands still: no script of it runs until it is woken.
 * @module
 */
import { once } from 'node:events';
import type { CDPSession, Dialog, Page } from 'playwright-core';

/** Makes a page stand still; resolves with a function that wakes it. */
export type Standstill = (page: Page) => Promise<() => Promise<unknown>>;

const devtools = (page: Page): Promise<CDPSession> => page.context().newCDPSession(page);

/** In a debugger. */
export const paused: Standstill = async (page) => {
  const session = await devtools(page);
  await session.send('Debugger.enable');
  const stopped = once(session as never, 'Debugger.paused');
  void session.send('Runtime.evaluate', { expression: 'debugger' }).catch(() => undefined);
  await stopped;
  return () => session.send('Debugger.resume');
};

/** In a debugger, at the next call of a function, which the text names. */
export async function pausedAt(
  page: Page,
  method: string,
): Promise<{ readonly stopped: Promise<unknown>; wake(): Promise<unknown> }> {
  const session = await devtools(page);
  await session.send('Debugger.enable');
  const stopped = once(session as never, 'Debugger.paused');
  const at = method.lastIndexOf('.');
  const [owner, name] = [method.slice(0, at), method.slice(at + 1)];
  await page.evaluate(`{
    const original = ${owner}.${name};
    ${owner}.${name} = function (...given) {
      ${owner}.${name} = original;
      debugger;
      return original.apply(this, given);
    };
  }`);
  return { stopped, wake: () => session.send('Debugger.disable') };
}

/** Its process suspended, as phones do with tabs in the background. Browsers freeze only pages that nobody sees. */
export const suspended: Standstill = async (page) => {
  const browser = await page.context().browser()!.newBrowserCDPSession();
  const times = async () => {
    const { processInfo } = await browser.send('SystemInfo.getProcessInfo');
    return processInfo.filter(({ type }) => type === 'renderer');
  };
  // Only this page is given work, so that its process is the one that works much more than any other.
  for (let attempt = 0; attempt < 40; attempt++) {
    const before = new Map((await times()).map(({ id, cpuTime }) => [id, cpuTime]));
    await page.evaluate(
      'for (const end = performance.now() + 500; performance.now() < end; ) Math.random()',
    );
    const spent = (await times())
      .map(({ id, cpuTime }) => ({ id, time: cpuTime - (before.get(id) ?? cpuTime) }))
      .sort((one, another) => another.time - one.time);
    const [most, next] = spent;
    if (!most || most.time < 0.1 || most.time < 5 * (next?.time ?? 0)) continue;
    process.kill(most.id, 'SIGSTOP');
    return async () => process.kill(most.id, 'SIGCONT');
  }
  throw new Error('no process works for this page alone');
};

/** In an alert that nobody closes. */
export const alerted: Standstill = async (page) => {
  const shown = new Promise<Dialog>((resolve) => page.once('dialog', resolve));
  void page.evaluate("alert('still there?')").catch(() => undefined);
  const dialog = await shown;
  return () => dialog.accept();
};
