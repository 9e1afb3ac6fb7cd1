/** Causes that lie in the service and its database. */
import { once } from 'node:events';
import { request } from 'node:http';
import { connect } from 'node:net';
import { DatabaseSync } from 'node:sqlite';
import { sql } from 'kysely';
import { usualCeiling } from '../../../src/service/domain/limits/judgements.js';
import type { Answer } from '../../support/services/door-call.js';
import { TestService } from '../../support/services/test-service.js';
import type { DoorCauses, DoorScene } from './door-scene.js';
import { unknownKey } from './key-causes.js';

/** Does something to the database, asks, and takes it back. */
async function whileChanged<T>(
  { service: { store } }: DoorScene,
  change: string,
  restore: string,
  ask: () => Promise<T>,
): Promise<T> {
  const execute = (statement: string) =>
    store.transaction(async (tx) => {
      await sql.raw(statement).execute(tx);
    });
  await execute(change);
  try {
    return await ask();
  } finally {
    await execute(restore);
  }
}

/**
 * Has the database file take no more pages, as a full disk would, and makes services until one is refused; then asks whether
 * the service is ready.
 */
async function fullDisk(scene: DoorScene) {
  // SQLite takes the number of pages that there are in place of a smaller one.
  const [least, most] = ['pragma max_page_count = 1', 'pragma max_page_count = 4294967294'];
  return whileChanged(scene, least, most, async () => {
    for (;;) {
      const refused = await scene.admin('POST', '/services', { name: 'x'.repeat(128) });
      if (refused.status !== 201) return { refused, ready: await scene.send('/readyz') };
    }
  });
}

/** Holds what all keys are looked up with, sends as many keys as may be judged or wait, and one more. */
async function overfill({ service }: DoorScene): Promise<Answer> {
  let release!: () => void;
  const held = new Promise<void>((resolve) => (release = resolve));
  const holding = service.store.read.connection().execute(() => held);
  const one = `GET /rp/v1/nothing HTTP/1.1\r\nhost: localhost\r\nauthorization: Bearer ${unknownKey}\r\n\r\n`;
  const isFull = service.nextLine('"request"', '"status":503');
  const socket = connect(Number(new URL(service.localUrl).port), '127.0.0.1');
  socket.write(one.repeat(usualCeiling.underWay + usualCeiling.waiting + 1));
  await isFull;
  const answer = await service.rp('/otp/verify', unknownKey, {});
  release();
  await holding;
  socket.destroy();
  return answer;
}

/** Asks whether a service is ready that was told to end while it has a request to finish. */
async function askEnding(): Promise<Answer> {
  const service = await TestService.start();
  const headers = {
    authorization: `Bearer ${service.adminKey}`,
    'content-type': 'application/json',
    expect: '100-continue',
  };
  const begun = request(`${service.localUrl}/admin/v1/services`, { method: 'POST', headers });
  // The service has the request when it asks for the body.
  await once(begun, 'continue');
  const stopping = service.nextLine('service.stopping');
  const closed = service.close();
  await stopping;
  const response = await fetch(`${service.localUrl}/readyz`);
  const { status } = response;
  const answer = { status, headers: response.headers, body: (await response.json()) as never };
  begun.on('response', (last) => last.resume());
  begun.end('{}');
  await closed;
  return answer;
}

export const outageCauses: DoorCauses = {
  '503 SERVICE_UNAVAILABLE': {
    'another process holds the database': async (scene) => {
      const other = new DatabaseSync(scene.dataFile('neon.sqlite'));
      other.exec('begin immediate');
      const answer = await scene.admin('POST', '/services', {});
      other.close();
      return answer;
    },
    'the database cannot keep anything, as on a full disk': async (scene) =>
      (await scene.shared(fullDisk)).refused,
    'too many keys came at once': overfill,
    '`/readyz`: the database cannot keep anything': async (scene) =>
      (await scene.shared(fullDisk)).ready,
    '`/readyz`: the database belongs to other keys': (scene) =>
      whileChanged(
        scene,
        `update key_binding set h = 'x' || h`,
        'update key_binding set h = substr(h, 2)',
        () => scene.send('/readyz'),
      ),
    '`/readyz`: the service is about to end': askEnding,
  },
  '500 SERVICE_UNAVAILABLE': {
    'the service failed; its log says more': (scene) =>
      whileChanged(
        scene,
        'alter table service rename to lost',
        'alter table lost rename to service',
        () => scene.admin('GET', '/services'),
      ),
  },
};
