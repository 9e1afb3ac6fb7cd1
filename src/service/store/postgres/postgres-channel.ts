/**
 * Hints by `NOTIFY`, and a connection of its own that listens to them.
 * @module
 */
import pg, { type ClientConfig, type Pool } from 'pg';
import type { Channel } from '../channel.js';

/** The channel in the database. */
const name = 'neon';

/** Time before a lost connection is made anew, in milliseconds. */
const pause = 1_000;

/** Listens again and again until it is closed. A pooler that changes sessions lets nothing through. */
export class PostgresChannel implements Channel {
  readonly #pool: Pool;
  readonly #config: ClientConfig;
  #hear: (hint: string) => void = () => {};
  #client: pg.Client | undefined;
  #timer: NodeJS.Timeout | undefined;
  #connecting: Promise<void> = Promise.resolve();
  #isClosed = false;

  /** @param pool by which hints are sent. */
  constructor(pool: Pool, config: ClientConfig) {
    this.#pool = pool;
    this.#config = config;
  }

  tell(hint: string): void {
    // Who misses it finds the change by itself.
    this.#pool.query('select pg_notify($1, $2)', [name, hint]).catch(() => undefined);
  }

  listen(hear: (hint: string) => void): void {
    this.#hear = hear;
    this.#connecting = this.#connect();
  }

  async close(): Promise<void> {
    this.#isClosed = true;
    clearTimeout(this.#timer);
    await this.#connecting;
    await this.#client?.end().catch(() => undefined);
  }

  async #connect(): Promise<void> {
    const client = new pg.Client(this.#config);
    // Every error of a connection ends it.
    client.on('error', () => undefined);
    client.on('end', () => this.#connectLater());
    client.on('notification', ({ payload }) => payload !== undefined && this.#hear(payload));
    this.#client = client;
    try {
      await client.connect();
      await client.query(`listen ${name}`);
    } catch {
      await client.end().catch(() => undefined);
      this.#connectLater();
    }
  }

  #connectLater(): void {
    if (this.#isClosed) return;
    clearTimeout(this.#timer);
    this.#timer = setTimeout(() => {
      this.#connecting = this.#connect();
    }, pause);
    this.#timer.unref();
  }
}
