/**
 * One-time passwords of the users of a filled store, as many as a measurement needs.
 * @module
 */
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { randomDigits } from '../../../src/service/domain/codes/random-digits.js';
import type { KeyRing } from '../../../src/service/domain/keys/key-ring.js';
import { otpHash } from '../../../src/service/domain/keys/keyed-values.js';
import { maxLiveOtps } from '../../../src/service/domain/otp/new-otp.js';
import { openExistingKeys } from '../../../src/service/node/keys/key-files.js';
import { uidOf, type Filling } from '../filled-store.js';

/** Issues passwords straight into the database of a service. */
export class IssuedOtps {
  readonly #database: DatabaseSync;
  readonly #keys: KeyRing;
  readonly #filling: Filling;
  #issued = 0;

  private constructor(database: DatabaseSync, keys: KeyRing, filling: Filling) {
    this.#database = database;
    this.#keys = keys;
    this.#filling = filling;
  }

  static async open(data: string, filling: Filling): Promise<IssuedOtps> {
    const database = new DatabaseSync(join(data, 'neon.sqlite'), { timeout: 5_000 });
    const keys = await openExistingKeys(data, Date.now(), {
      accept: async () => {},
      closeTrail: () => Promise.reject(new Error('the service has not been started')),
    });
    return new IssuedOtps(database, keys, filling);
  }

  /** Bodies of requests that verify one password each; at most as many as its users can have at once. */
  issue(most: number): string[] {
    const { mac, als, users } = this.#filling;
    const insert = this.#database.prepare(
      `insert into otp (id, uid, als, h, amr, created, expires, tries) values (?, ?, ?, ?, '["pin"]', ?, ?, 0)`,
    );
    const now = Date.now();
    this.#database.exec('begin immediate');
    const bodies = Array.from({ length: Math.min(most, users * maxLiveOtps) }, () => {
      const n = 1 + (this.#issued++ % users);
      const otp = randomDigits(8);
      const id = `i${String(this.#issued).padStart(21, '0')}`;
      insert.run(id, uidOf(n), als, otpHash(this.#keys, uidOf(n), otp), now, now + 600_000);
      return JSON.stringify({ service: mac, login: `user${n}`, otp });
    });
    this.#database.exec('commit');
    return bodies;
  }

  close(): void {
    this.#database.close();
  }
}
