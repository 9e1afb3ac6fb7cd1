/**
 * The service in its own process, on a data folder, that kills itself in a transaction when told to.
 *
 * Argument: the data folder. It sends address and admin key to the parent, which answers with the moment to die at.
 */
import { join } from 'node:path';
import { openSqliteStore } from '../../../../src/service/store/sqlite/sqlite.js';
import type { Store } from '../../../../src/service/store/store.js';
import { startService } from '../../../../src/service/node/running-service.js';

/** When to die: before the commit of a transaction, or after it and before the answer. */
export type Moment = 'before the commit' | 'after the commit';

/** Public URL of every such service: the keys in a folder belong to one. */
export const publicUrl = 'https://mfa.example.com';

const [, , folder] = process.argv;
if (process.send && folder) await run(folder);

async function run(data: string): Promise<void> {
  const settings = { port: 0, data, publicUrl };
  const log = () => undefined;
  // The first start makes the keys: a database without them is refused.
  await (await startService(settings, { log })).close();
  let moment: Moment | undefined;
  const store = await openSqliteStore(join(data, 'neon.sqlite'));
  const dieAt = (now: Moment) => {
    if (moment === now) process.kill(process.pid, 'SIGKILL');
  };
  const mortal: Store = {
    ...store,
    async transaction(work) {
      const result = await store.transaction(async (tx) => {
        const done = await work(tx);
        dieAt('before the commit');
        return done;
      });
      dieAt('after the commit');
      return result;
    },
  };
  const { localUrl, adminKey } = await startService(settings, { store: mortal, log });
  process.on('message', (message: Moment) => {
    moment = message;
    process.send!('armed');
  });
  process.send!({ localUrl, adminKey });
}
