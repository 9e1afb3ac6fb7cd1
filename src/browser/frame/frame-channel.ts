/**
 * Calls over a `MessagePort`, in both directions, between a page and the frame that it shows.
 *
 * What crosses is text: JSON of a call `{id, m, p}`, of its end `{id, ok}` or `{id, err}`, or of a caller that waits no
 * longer, `{id, off}`. Either side takes only the methods that it names, and at most {@link mostCalls} calls at once; a
 * frame reads at most {@link longestCall} characters at a time.
 * @module
 */
import { untilAborted } from '../../client/signals.js';
import { NeonError, type NeonErrorCode, type PinRefusal } from '../../errors.js';
import { errorCode } from '../../protocol/fields.js';
import {
  anything,
  boolean,
  integer,
  object,
  oneOf,
  optional,
  string,
} from '../../protocol/readers.js';

/** Longest message of a page, in UTF-16 code units. A page trusts its frame, and lists may be long. */
export const longestCall = 16_384;

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
  blocked: optional(oneOf('browser', 'account')),
  retryAfter: optional(integer()),
  retryable: optional(boolean),
  reason: optional(string()),
});

/** Of a call that its caller does not give up. */
const never = new AbortController().signal;

interface Pending {
  resolve(value: unknown): void;
  reject(error: unknown): void;
}

/** One end of the port. */
export class FrameChannel {
  readonly #port: MessagePort;
  readonly #methods: Methods;
  readonly #isFrame: boolean;
  readonly #pending = new Map<number, Pending>();
  readonly #running = new Map<number, AbortController>();
  #waiting: (() => void)[] = [];
  #isClosed = false;
  #last = 0;

  /**
   * Takes the port over; messages that wait in it are read.
   * @param isFrame whether this is the frame's end.
   */
  constructor(port: MessagePort, methods: Methods, isFrame = false) {
    this.#port = port;
    this.#methods = methods;
    this.#isFrame = isFrame;
    port.onmessage = ({ data }) => this.#receive(data);
    // Where the platform says that the other side is gone.
    port.addEventListener('close', () => this.close());
  }

  /**
   * Calls the other side. Waits while {@link mostCalls} calls are running.
   * @throws {NeonError} what the other side ended with; `OUTCOME_UNKNOWN` when it is gone; `REQUEST_MALFORMED` for what
   *   is too long.
   */
  async call(method: string, parameters: object, signal = never): Promise<unknown> {
    while (this.#pending.size >= mostCalls) {
      await untilAborted(new Promise<void>((go) => this.#waiting.push(go)), signal);
    }
    signal.throwIfAborted();
    if (this.#isClosed) throw new NeonError('OUTCOME_UNKNOWN');
    const id = ++this.#last;
    this.#send({ id, m: method, p: parameters });
    const answer = new Promise((resolve, reject) => {
      this.#pending.set(id, { resolve, reject });
    });
    try {
      return await untilAborted(answer, signal);
    } finally {
      if (this.#pending.delete(id)) this.#send({ id, off: 1 });
      this.#wake();
    }
  }

  /** Ends both directions: nobody will answer any more. */
  close(): void {
    this.#isClosed = true;
    this.#port.close();
    for (const { reject } of this.#pending.values()) reject(new NeonError('OUTCOME_UNKNOWN'));
    for (const running of this.#running.values()) running.abort();
    this.#pending.clear();
    this.#wake();
  }

  /** Wakes waiting calls. */
  #wake(): void {
    for (const go of this.#waiting.splice(0)) go();
  }

  /** @throws {NeonError} `REQUEST_MALFORMED` for what the other side would not read. */
  #send(message: object): void {
    const text = JSON.stringify(message);
    if (!this.#isFrame && text.length > longestCall) {
      throw new NeonError('REQUEST_MALFORMED', { message: 'too long' });
    }
    this.#port.postMessage(text);
  }

  #receive(data: unknown): void {
    const message = this.#read(data);
    if (!message) return;
    const { id, m, p, ok, err, off } = message;
    if (off) return this.#running.get(id)?.abort();
    if (m) return void this.#serve(id, m, p);
    const waiting = this.#pending.get(id);
    this.#pending.delete(id);
    if (err === undefined) waiting?.resolve(ok);
    else waiting?.reject(errorOf(err));
  }

  /** Reads a message; undefined if it is malformed or too long. */
  #read(data: unknown): ReturnType<typeof readMessage> | undefined {
    if (typeof data !== 'string' || (this.#isFrame && data.length > longestCall)) return undefined;
    try {
      return readMessage(JSON.parse(data), '$');
    } catch {
      return undefined;
    }
  }

  async #serve(id: number, name: string, parameters: unknown): Promise<void> {
    if (this.#running.has(id)) return;
    const running = new AbortController();
    try {
      if (this.#running.size >= mostCalls) throw new NeonError('RATE_LIMITED');
      const method = Object.hasOwn(this.#methods, name) && this.#methods[name];
      if (!method) throw new NeonError('REQUEST_MALFORMED', { message: 'method' });
      this.#running.set(id, running);
      this.#send({ id, ok: await method(parameters, running.signal) });
    } catch (error) {
      if (!running.signal.aborted) this.#send({ id, err: describe(error) });
    } finally {
      if (this.#running.get(id) === running) this.#running.delete(id);
    }
  }
}

/** What crosses of an error: codes and figures, and never where it was made. */
export function describe(error: unknown): object {
  if (error instanceof NeonError) {
    const { code, message, left, blocked, retryAfter, retryable, reason } = error;
    return { code, message, left, blocked, retryAfter, retryable, reason };
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
