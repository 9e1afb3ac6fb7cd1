/** Causes that are several tabs with the same enrolment. */
import type { TokenStore, Transport } from '../../../src/client/ports.js';
import { noLocks } from '../../../src/storage/web-locks.js';
import { fetchTransport } from '../../../src/transport/fetch-transport.js';
import { MovableClock } from '../../support/services/movable-clock.js';
import { enrol, rightPin } from '../support/tokens/enrolled-token.js';
import { pin, type Causes } from './scene.js';

export const tabCauses: Causes = {
  SUPERSEDED: {
    'another tab has made sure that this message is never executed. The core settles this by itself':
      async ({ service }) => {
        const token = await enrol(service, await service.addSite());
        const operation = await token.operation('otp', rightPin);
        await token.send(await token.sync(operation));
        const { text } = await token.send(operation);
        return (JSON.parse(text) as { code: string }).code;
      },
  },
  TOKEN_IS_BUSY: {
    'other tabs used the same enrolment for a minute, and one of them was faster each time. Nothing was executed':
      async (scene) => {
        const { site, store } = await scene.enrolled();
        const clock = new MovableClock();
        // Another tab writes first, and takes its time.
        const change: TokenStore['change'] = async (decide) => {
          await store.change(([record]) => ({ put: { ...record!, rev: record!.rev + 1 } }));
          clock.advance(10_000);
          return store.change(decide);
        };
        const client = scene.client(site, { store: { ...store, change }, clock });
        await client.getOnlineOtp('ada', { pin });
      },
    'three times, another tab used the same enrolment before the message of this one had arrived. Nothing was executed':
      async (scene) => {
        const { site, store, client: enrolled } = await scene.enrolled();
        enrolled.close();
        const other = scene.client(site, { store, locks: noLocks, clock: new MovableClock() });
        const line = fetchTransport(scene.service.url, site.origin);
        const post: Transport['post'] = async (path, message, signal) => {
          if (path === '/btt/v1/op') await other.getOnlineOtp('ada', { pin });
          return line.post(path, message, signal);
        };
        const slow = scene.client(site, { store, locks: noLocks, transport: { ...line, post } });
        await slow.getOnlineOtp('ada', { pin });
      },
  },
};
