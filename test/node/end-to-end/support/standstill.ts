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

/**
 * Its process suspended, as phones do with tabs in the background. Browsers freeze only pages that nobody sees.
 * No other page of the context may live in that process.
 */
export const suspended: Standstill = async (page) => {
  const own = await processOf(page);
  for (const other of page.context().pages()) {
    if (other === page || (await processOf(other)) !== own) continue;
    throw new Error('two pages share a process');
  }
  process.kill(own, 'SIGSTOP');
  return async () => process.kill(own, 'SIGCONT');
};

/** The operating system's number of the process that runs the scripts of a page; a trace of the browser names it. */
async function processOf(page: Page): Promise<number> {
  const session = await devtools(page);
  const processes: number[] = [];
  session.on('Tracing.dataCollected', ({ value }) => {
    for (const { name, args } of value as unknown as readonly TraceEvent[]) {
      if (name !== 'TracingStartedInBrowser') continue;
      // The first frame is the page itself.
      const [frame] = args.data?.frames ?? [];
      if (frame?.processId !== undefined) processes.push(frame.processId);
    }
  });
  const complete = once(session as never, 'Tracing.tracingComplete');
  await session.send('Tracing.start', {
    transferMode: 'ReportEvents',
    traceConfig: { includedCategories: ['disabled-by-default-devtools.timeline'] },
  });
  await session.send('Tracing.end');
  await complete;
  await session.detach();
  const [found] = processes;
  if (found === undefined) throw new Error('the trace names no process');
  return found;
}

/** What a trace tells about the frames of a page. */
interface TraceEvent {
  readonly name: string;
  readonly args: { readonly data?: { readonly frames?: readonly { processId?: number }[] } };
}

/** In an alert that nobody closes. */
export const alerted: Standstill = async (page) => {
  const shown = new Promise<Dialog>((resolve) => page.once('dialog', resolve));
  void page.evaluate("alert('still there?')").catch(() => undefined);
  const dialog = await shown;
  return () => dialog.accept();
};
