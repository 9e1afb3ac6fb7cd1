/**
 * A browser that follows the rules of the client, with any number of tabs and no lock between them, on a network that
 * loses, repeats and delays.
 */
import { fromBase64Url } from '../../../../src/crypto/bytes.js';
import type { Reply } from './token-door.js';
import { rightPin } from './enrolled-token.js';
import type { Operation, RawToken } from './raw-token.js';

/** Reproducible random numbers from 0 to 1 (mulberry32). */
export function seeded(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
}

type Message = Pick<Operation, 'path' | 'body'>;

/** Loses a share of the messages each way, and delivers some of them again later, in any order. */
export class Network {
  readonly #random: () => number;
  readonly #loss: number;
  readonly #late: (() => Promise<Reply>)[] = [];
  /** Replies to messages that arrived late. */
  readonly lateReplies: Reply[] = [];

  constructor(random: () => number, loss: number) {
    this.#random = random;
    this.#loss = loss;
  }

  /** Sends a message; undefined when it or its reply is lost. */
  async send(token: RawToken, message: Message): Promise<Reply | undefined> {
    if (this.#random() < this.#loss) this.#late.push(() => token.send(message));
    if (this.#random() < this.#loss) return undefined;
    const reply = await token.send(message);
    return this.#random() < this.#loss ? undefined : reply;
  }

  /** Delivers an earlier message, perhaps again later. */
  async stir(): Promise<void> {
    const index = Math.floor(this.#random() * this.#late.length);
    const deliver = this.#random() < 0.5 ? this.#late[index] : this.#late.splice(index, 1)[0];
    if (deliver) this.lateReplies.push(await deliver());
  }
}

/** One profile. What it has stored is `token.at` and `pending`; `writes` counts the changes of it. */
export class HonestBrowser {
  readonly token: RawToken;
  readonly #network: Network;
  pending: Operation | undefined;
  /** Ids of the operations that were executed, as far as this browser has been told. */
  readonly applied = new Set<string>();
  /** The first statement that the token is dead, if there has been one. */
  fork: { readonly message: Message; readonly reply: Reply } | undefined;
  #writes = 0;

  constructor(token: RawToken, network: Network) {
    this.token = token;
    this.#network = network;
  }

  /** A copy of the profile as it is now. */
  copy(): HonestBrowser {
    const copy = new HonestBrowser(this.token.clone(), this.#network);
    copy.pending = this.pending;
    return copy;
  }

  /** What one tab does when a person asks for an OTP. Tabs may do so at the same time. */
  async act(): Promise<void> {
    // The challenge first, then the record: in the other order two tabs could look like two browsers.
    const chal = await this.token.door.challenge();
    if (this.pending) return this.resolve();
    const before = this.#writes;
    const operation = await this.token.operation('otp', rightPin, { core: { chal } });
    if (this.#writes !== before) return;
    this.pending = operation;
    this.#writes++;
    const reply = await this.#network.send(this.token, operation);
    if (!reply || !this.#isAlive(operation, reply)) return;
    await this.token.open(operation, reply);
    await this.#commit(operation);
  }

  /** Asks what became of the pending operation. */
  async resolve(): Promise<void> {
    const chal = await this.token.door.challenge();
    const { pending } = this;
    if (!pending) return;
    const sync = await this.token.sync(pending, { core: { chal } });
    const reply = await this.#network.send(this.token, sync);
    if (!reply || !this.#isAlive(sync, reply)) return;
    const { outcome } = await this.token.openSync(sync, reply);
    if (outcome === 'applied') await this.#commit(pending);
    else if (this.pending === pending) this.#clear();
  }

  async #commit(operation: Operation): Promise<void> {
    this.applied.add(operation.step.rid);
    const next = this.token.after(operation);
    if (this.pending !== operation) return;
    this.token.at = next;
    this.#clear();
  }

  #clear(): void {
    this.pending = undefined;
    this.#writes++;
  }

  /** Whether a reply is an answer; records a statement, and ignores any other refusal. */
  #isAlive(message: Message, reply: Reply): boolean {
    if (isFork(reply)) this.fork ??= { message, reply };
    return reply.status === 200;
  }
}

/** Whether a reply states that the token was copied. */
export function isFork({ status, text }: Reply): boolean {
  if (status === 200) return false;
  const { stmt } = JSON.parse(text) as { stmt?: string };
  if (!stmt) return false;
  const claims = new TextDecoder().decode(fromBase64Url(stmt.split('.')[1]!));
  return (JSON.parse(claims) as { class: string }).class === 'fork';
}
