/**
 * The operations, done in this page.
 * @module
 */
import type { OperationOptions } from './client.js';
import { getOnlineOtp } from './operations/get-online-otp.js';
import { initOnline } from './operations/init-online.js';
import { subscribe } from './operations/subscribe.js';
import { accounts } from './records.js';
import type { Run } from './run.js';
import { pushes, seldom } from './seldom.js';

const atOnce = { initOnline, getOnlineOtp, accounts, subscribe };

/** All operations by name: what is there at once, and what is loaded. Each takes a run, its texts, and what follows. */
export type Operations = typeof atOnce &
  typeof import('./on-demand.js') &
  typeof import('./push.js');

/**
 * Does an operation.
 * @param texts its arguments that are strings, in order.
 * @param options its last argument.
 * @param more arguments between them.
 */
export type Perform = (
  run: Run,
  name: keyof Operations,
  texts: Readonly<Record<string, string>>,
  options: OperationOptions,
  more: readonly unknown[],
) => Promise<unknown>;

type AnyOperation = (run: Run, ...rest: readonly unknown[]) => Promise<unknown>;

/** Does it with the keys that this page's origin has. */
export const performHere: Perform = async (run, name, texts, options, more) => {
  const operations = name in atOnce ? atOnce : await (/push/i.test(name) ? pushes() : seldom());
  const operation = (operations as object as Record<string, AnyOperation>)[name]!;
  return operation(run, ...Object.values(texts), ...more, options);
};
