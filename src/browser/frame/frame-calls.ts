/**
 * The closed list of calls that a page may make to its frame, and their readers.
 * @module
 */
import { alias, origin } from '../../protocol/fields.js';
import type { CallEntry } from '../../protocol/operation-entries.js';
import { calls, type CallName, type FrameCallName } from '../../protocol/operations.js';
import {
  array,
  boolean,
  exactly,
  id,
  integer,
  object,
  oneOf,
  optional,
  string,
} from '../../protocol/readers.js';

const text = string(/^/, 4096);

/** Reads the greeting: the only message that a page posts to the frame's window, with the port. */
export const readGreeting = /* @__PURE__ */ exactly({
  btt: oneOf(1),
  /** Names this greeting; 16 random bytes. The frame says it back over the port. */
  hello: id(16),
  /** Name and version of the page's application. */
  appDescription: optional(string(/^/, 256)),
  /** Key ids. Their form is not checked: a malformed one matches no key. */
  pins: array(text, 64),
  /** macId that the page expects. Its form is not checked: a malformed one matches no service. */
  macId: optional(text),
  /** Whether browsers may be enrolled that keep nothing beyond their session. */
  allowEphemeral: optional(boolean),
});

/** What the service says of the site, in the frame's document. */
export const readSite = /* @__PURE__ */ object({
  alias,
  origins: array(origin, 256),
  hostPin: boolean,
  /** What the service says of BioKeys. */
  bio: oneOf('off', 'allowed', 'forced'),
});

/** What every call has beside the operation's own. */
const common = {
  /** Names the call, when the frame has something to tell or to ask about it. */
  call: integer(1),
  /** The prompts that the page has for it. */
  asks: array(oneOf('askForPin', 'definePin'), 2),
  asksAgain: boolean,
};

/** The calls that a frame takes: those of a client, but for what stays in the page. */
export const frameCallNames = (Object.keys(calls) as CallName[]).filter(
  (name): name is FrameCallName => !(calls[name] as CallEntry).isForPagesOnly,
);

/** A call, taken apart. */
export interface ReadCall {
  readonly call: number;
  readonly asks: readonly ('askForPin' | 'definePin')[];
  readonly asksAgain: boolean;
  /** Arguments by name. */
  readonly input: Readonly<Record<string, unknown>>;
  /** Whether the page hands over a secret. */
  readonly hasSecret: boolean;
}

/**
 * Reads the parameters of a call.
 * @throws {MalformedError}
 */
export function readCall(name: FrameCallName, value: unknown): ReadCall {
  const { texts, secrets = {}, options }: CallEntry = calls[name];
  const { call, asks, asksAgain, ...input } = exactly({
    ...texts,
    ...secrets,
    ...options,
    ...common,
  })(value, '$');
  const given = new Map<string, unknown>(Object.entries(input));
  const hasSecret = Object.keys(secrets).some((member) => given.get(member) !== undefined);
  return { call, asks, asksAgain, input, hasSecret };
}
