/**
 * Calls over a `MessagePort`, in both directions, between a page and the frame that it shows.
 *
 * What crosses is text: JSON of a call `{id, m, p}`, of its end `{id, ok}` or `{id, err}`, or of a caller that waits no
 * longer, `{id, off}`. Either side takes only the methods that it names, and at most {@link mostCalls} calls at once; a
 * frame takes at most {@link longestCall} characters at a time.
 * @module
 */
import { untilAborted } from '../client/abort.js';
import { NeonError, type NeonErrorCode, type PinRefusal } from '../errors.js';
import { errorCode } from '../protocol/fields.js';
import { anything, boolean, integer, object, oneOf, optional, string } from '../protocol/read.js';

/** Longest call of a page, in UTF-16 code units. */
export const longestCall = 16_384;

/** Longest message that a page takes from its frame: it trusts it, and lists may be long. */
const longestAnswer = 262_144;

/** Most calls that one side works on at a time. */
export const mostCalls = 32;

/** What one side does for the other. Parameters have not been read yet. */
export type Methods = Readonly<
  Record<string, (parameters: unknown, signal: AbortSignal) => Promise<unknown>>
>;

const readMessage = /* @__PURE__ */ object({
  id: integer(1),
  m: optional(string(/^\w+$/, 64)),
  p: anything,
  ok: anything,
  err: anything,
  off: optional(oneOf(1)),
});

const readError = /* @__PURE__ */ object({
  code: errorCode,
  message: optional(string()),
  left: optional(integer()),
  retryAfter: optional(integer()),
  retryable: optional(boolean),
  reason: optional(string()),
});

/** Stands for the method of a call that is too long to be read. */
const tooLongMethod = '_';

const tooLong = () => new NeonError('REQUEST_MALFORMED', { message: 'too long' });

interface Pending {
  resolve(value: unknown): void;
  reject(error: unknown): void;
}

/** One end of the port. */
export class FrameChannel {
  readonly #port: MessagePort;
  readonly #methods: Methods;
  readonly #pending = new Map<number, Pending>();
  readonly #running = new Map<number, AbortController>();
  readonly #longest: number;
  #last = 0;

  /**
   * Takes the port over; messages that wait in it are read.
   * @param side whose end this is.
   */
  constructor(side: 'page' | 'frame', port: MessagePort, methods: Methods) {
    this.#port = port;
    this.#methods = methods;
    this.#longest = side === 'page' ? longestAnswer : longestCall;
    port.onmessage = ({ data }) => this.#receive(data);
    // Where the platform says that the other side is gone.
    port.addEventListener('close', () => this.close());
  }

  /** Whether an answer is awaited. */
  get isWaiting(): boolean {
    return this.#pending.size > 0;
  }

  /**
   * Has the other side do something.
   * @throws {NeonError} what the other side ended with; `OUTCOME_UNKNOWN` when it is gone; `REQUEST_MALFORMED` for what
   *   is too long.
   */
  async call(method: string, parameters: object, signal: AbortSignal): Promise<unknown> {
    const id = ++this.#last;
    const text = JSON.stringify({ id, m: method, p: parameters });
    if (this.#longest > longestCall && text.length > longestCall) throw tooLong();
    const answer = new Promise((resolve, reject) => {
      this.#pending.set(id, { resolve, reject });
    });
    this.#port.postMessage(text);
    try {
      return await untilAborted(answer, signal);
    } finally {
      if (this.#pending.delete(id)) this.#send({ id, off: 1 });
    }
  }

  /** Ends both directions: nobody will answer any more. */
  close(): void {
    for (const { reject } of this.#pending.values()) reject(new NeonError('OUTCOME_UNKNOWN'));
    for (const running of this.#running.values()) running.abort();
    this.#pending.clear();
    this.#port.close();
  }

  #send(message: object): void {
    this.#port.postMessage(JSON.stringify(message));
  }

  #receive(data: unknown): void {
    const message = read(data, this.#longest);
    if (!message) return;
    const { id, m, p, ok, err, off } = message;
    if (off) return this.#running.get(id)?.abort();
    if (m) return void this.#serve(id, m, p);
    const waiting = this.#pending.get(id);
    this.#pending.delete(id);
    if (err === undefined) waiting?.resolve(ok);
    else waiting?.reject(errorOf(err));
  }

  async #serve(id: number, name: string, parameters: unknown): Promise<void> {
    const running = new AbortController();
    try {
      if (this.#running.has(id)) return;
      if (name === tooLongMethod) throw tooLong();
      if (this.#running.size >= mostCalls) throw new NeonError('RATE_LIMITED');
      const method = Object.hasOwn(this.#methods, name) && this.#methods[name];
      if (!method) throw new NeonError('REQUEST_MALFORMED', { message: 'method' });
      this.#running.set(id, running);
      const ok = await method(parameters, running.signal);
      this.#send({ id, ok });
    } catch (error) {
      if (!running.signal.aborted) this.#send({ id, err: describe(error) });
    } finally {
      if (this.#running.get(id) === running) this.#running.delete(id);
    }
  }
}

/** Reads a message; of one that is too long just what is needed to refuse it. */
function read(data: unknown, longest: number): ReturnType<typeof readMessage> | undefined {
  if (typeof data !== 'string') return undefined;
  try {
    const isLong = data.length > longest;
    const text = isLong ? `${/^\{"id":\d+/.exec(data)?.[0]},"m":"${tooLongMethod}"}` : data;
    return readMessage(JSON.parse(text), '$');
  } catch {
    return undefined;
  }
}

/** What crosses of an error: codes and figures, and never where it was made. */
export function describe(error: unknown): object {
  if (error instanceof NeonError) {
    const { code, message, left, retryAfter, retryable, reason } = error;
    return { code, message, left, retryAfter, retryable, reason };
  }
  // A defect is for the console of the side that has it.
  reportError(error);
  return { code: 'UNEXPECTED_ERROR' };
}

/** The same error on the other side. */
export function errorOf(described: unknown): NeonError {
  try {
    const { code, reason, ...rest } = readError(described, '$');
    return new NeonError(code as NeonErrorCode, { ...rest, reason: reason as PinRefusal });
  } catch (cause) {
    return new NeonError('UNEXPECTED_ERROR', { cause });
  }
}
