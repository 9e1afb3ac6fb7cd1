/**
 * What a page may ask of its frame: the closed list, and how it is read.
 * @module
 */
import { alias, origin } from '../protocol/fields.js';
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
  type Reader,
} from '../protocol/read.js';

const text = string(/^/, 4096);

/** The one message that a page posts to the frame's window, with the port. */
export const readGreeting = /* @__PURE__ */ exactly({
  btt: oneOf(1),
  /** Names this greeting; 16 random bytes. The frame says it back over the port. */
  hello: id(16),
  /** Name and version of the page's application. */
  appDescription: optional(string(/^/, 256)),
  /** Of whatever form: one that is none fits no key. */
  pins: array(text, 64),
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

/** PINs, passwords and BioKeys of a page. Others are asked for in the frame. */
const secret = optional(string(/^/, 4096));

const login = string(/^/, 512);

/** What every call has beside the operation's own. */
const common = {
  /** Names the call, when the frame has something to tell or to ask about it. */
  call: integer(1),
  /** The prompts that the page has for it. */
  asks: array(oneOf('askForPin', 'definePin'), 2),
  asksAgain: boolean,
};

interface Call {
  /** Arguments that are texts, in order. */
  readonly texts?: Readonly<Record<string, Reader<string>>>;
  /** Further arguments, in order. */
  readonly more?: Readonly<Record<string, Reader<unknown>>>;
  readonly options?: Readonly<Record<string, Reader<unknown>>>;
}

/** The operations of a client; instead of data to seal, their digest. */
export const frameCalls = {
  initOnline: {},
  activate: { texts: { code: text }, options: { tokenName: optional(text), pin: secret } },
  getOnlineOtp: { texts: { login }, options: { pin: secret } },
  getAccessToken: {
    texts: { login },
    options: { pin: secret, audience: optional(text), scope: optional(text) },
  },
  getActivationCode: { texts: { login }, options: { pin: secret } },
  unlockToken: { texts: { login }, options: { pin: secret, unlockCode: text } },
  changePin: { texts: { login }, options: { oldPin: secret, newPin: secret } },
  resetPin: { texts: { login }, options: { resetCode: text, newPin: secret } },
  sealDigest: { texts: { login, dig: id(32) }, more: { len: integer() }, options: { pin: secret } },
  setBioKey: { texts: { login }, more: { bioKey: secret }, options: { pin: secret } },
  revokeBioKey: { texts: { login }, options: { pin: secret } },
  devices: { texts: { login } },
  revokeDevice: { texts: { login, tid: text }, options: { pin: secret } },
  getRemoteOtpByPush: { texts: { login } },
  pushRequests: {},
  watchPushRequests: {},
  answerPush: {
    texts: { pid: text },
    options: {
      approve: boolean,
      number: optional(text),
      mute: optional(boolean),
      pin: secret,
    },
  },
  accounts: {},
  subscribe: {},
  forget: { texts: { login } },
} as const satisfies Readonly<Record<string, Call>>;

export type FrameCall = keyof typeof frameCalls;

/** A call, taken apart. */
export interface ReadCall {
  readonly call: number;
  readonly asks: readonly ('askForPin' | 'definePin')[];
  readonly asksAgain: boolean;
  readonly texts: Readonly<Record<string, string>>;
  readonly more: readonly unknown[];
  readonly options: Readonly<Record<string, unknown>>;
  /** Whether the page hands over a secret. */
  readonly hasSecret: boolean;
}

/**
 * Reads the parameters of a call.
 * @throws {MalformedError}
 */
export function readCall(name: FrameCall, value: unknown): ReadCall {
  const { texts = {}, more = {}, options = {} }: Call = frameCalls[name];
  const all = { ...texts, ...more, ...options };
  const read = exactly({ ...common, ...all })(value, '$') as Record<string, unknown>;
  const pick = (shape: object) =>
    Object.fromEntries(Object.keys(shape).map((member) => [member, read[member]]));
  return {
    call: read['call'] as number,
    asks: read['asks'] as ReadCall['asks'],
    asksAgain: read['asksAgain'] as boolean,
    texts: pick(texts) as ReadCall['texts'],
    more: Object.values(pick(more)),
    options: pick(options),
    hasSecret: Object.entries(all).some(
      ([member, reader]) => reader === secret && read[member] !== undefined,
    ),
  };
}
