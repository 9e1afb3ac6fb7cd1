/**
 * The operations of a token and the calls of a client, each described once. Client, frame and service derive from
 * these two tables what they read, ask for and offer: a missing entry is a compile error.
 * @module
 */
import { time, tokenId, tokenName } from './fields.js';
import type { CallEntry, OperationEntry } from './operation-entries.js';
import { readPushAnswerArg } from './push.js';
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
  type ReadBy,
} from './readers.js';

const compactJws = (max: number) => string(/^[\w-]+\.[\w-]+\.[\w-]+$/, max);

const nothing = /* @__PURE__ */ exactly({});

/** By the name in `op`; `call` is the call of a client that performs the operation. */
export const operations = {
  /** Makes the token of an accepted code a real one. */
  activate: {
    readArg: nothing,
    /** Whether the code was a restore code, so that older records of the user are superseded. */
    readOut: object({ restored: boolean }),
    factor: 'code',
    worth: 'effect',
    call: 'activate',
  },
  /**
   * A one-time password; `ttl`: life in milliseconds from `now` of the answer that first carried it; `exp`: its end on the
   * service's clock.
   */
  otp: {
    readArg: nothing,
    readOut: object({ otp: string(/^\d{6,10}$/, 10), ttl: time, exp: optional(time) }),
    factor: 'everyday',
    worth: 'product',
    call: 'getOnlineOtp',
  },
  /** An access token (RFC 9068) for the site that asks, which has settings for what it may ask for. */
  jwt: {
    readArg: exactly({
      /** The recipient; the site's own audience when left out. */
      aud: optional(string(/^\S+$/, 512)),
      /** Scopes, separated by spaces (RFC 6749 section 3.3). */
      scope: optional(string(/^[!#-[\]-~]+( [!#-[\]-~]+)*$/, 512)),
    }),
    /** In the words of RFC 6749 section 5.1; `expires_in` in seconds. */
    readOut: object({
      access_token: compactJws(8192),
      token_type: oneOf('Bearer'),
      expires_in: integer(1),
    }),
    factor: 'everyday',
    worth: 'product',
    call: 'getAccessToken',
  },
  /** An activation code for another browser of the same user: a long code, normalised; its life in milliseconds. */
  'code.new': {
    readArg: nothing,
    readOut: object({ code: string(/^[0-9A-Z]{16}$/, 16), ttl: time }),
    factor: 'strict',
    worth: 'product',
    call: 'getActivationCode',
  },
  /** Lifts a block, with an unlock code. */
  unlock: {
    readArg: nothing,
    readOut: object({}),
    factor: 'strict',
    worth: 'effect',
    call: 'unlockToken',
  },
  'pin.change': {
    readArg: nothing,
    readOut: object({}),
    factor: 'strict',
    worth: 'effect',
    call: 'changePin',
  },
  /** Defines a new PIN, with a reset code. */
  'pin.reset': {
    readArg: nothing,
    readOut: object({}),
    factor: 'code',
    worth: 'effect',
    call: 'resetPin',
  },
  /** A statement by token and service over data, of which only the digest travels. */
  seal: {
    readArg: exactly({
      /** SHA-256 of the data. */
      dig: id(32),
      /** Length of the data in bytes. */
      len: integer(),
      /** Statement of the token, see `readDeviceSeal`. */
      dev: compactJws(4096),
      /** Second statement of the token, see `readNamedSeal`. */
      dev2: optional(compactJws(4096)),
    }),
    readOut: object({ seal: compactJws(16_384) }),
    factor: 'everyday',
    worth: 'product',
    call: 'sealData',
  },
  'bio.set': {
    readArg: nothing,
    readOut: object({}),
    factor: 'strict',
    worth: 'effect',
    call: 'setBioKey',
  },
  'bio.revoke': {
    readArg: nothing,
    readOut: object({}),
    factor: 'strict',
    worth: 'effect',
    call: 'revokeBioKey',
  },
  /** Answers a request of another page. To deny it needs no factor. */
  'push.answer': {
    readArg: readPushAnswerArg,
    readOut: object({}),
    factor: 'everyday',
    worth: 'effect',
    call: 'answerPush',
  },
  /** The tokens that hold a slot of the user, oldest first. */
  'token.list': {
    readArg: nothing,
    readOut: object({
      tokens: array(
        object({
          tid: tokenId,
          /** What the person calls that browser. */
          name: string(/^/, 256),
          /** What it runs on, in words. */
          plat: string(/^/, 128),
          st: oneOf('active', 'blocked', 'locked'),
          created: time,
          used: time,
        }),
        256,
      ),
    }),
    factor: 'none',
    worth: 'product',
    call: 'devices',
  },
  /** Ends the token itself. */
  'token.revoke': {
    readArg: nothing,
    readOut: object({}),
    factor: 'none',
    worth: 'effect',
    call: 'forget',
  },
  /** Ends another token of the user. */
  'token.remove': {
    readArg: exactly({ tid: tokenId }),
    readOut: object({}),
    factor: 'strict',
    worth: 'effect',
    call: 'revokeDevice',
  },
  /** Locks another token of the user. */
  'token.lock': {
    readArg: exactly({ tid: tokenId }),
    readOut: object({}),
    factor: 'strict',
    worth: 'effect',
    call: 'lockDevice',
  },
  /** Unlocks another token of the user. */
  'token.unlock': {
    readArg: exactly({ tid: tokenId }),
    readOut: object({}),
    factor: 'strict',
    worth: 'effect',
    call: 'unlockDevice',
  },
  /** Gives this or another token of the user another name. */
  'token.rename': {
    readArg: exactly({ tid: tokenId, name: tokenName }),
    readOut: object({}),
    factor: 'strict',
    worth: 'effect',
    call: 'renameDevice',
  },
} as const satisfies Readonly<Record<string, OperationEntry & { readonly call: CallName }>>;

/** Name of an operation. */
export type OperationName = keyof typeof operations;

/** The names of the operations. */
export const operationNames = Object.keys(operations) as OperationName[];

/** `arg` of an operation, as the service has read it. */
export type OperationArg<Op extends OperationName> = ReadBy<(typeof operations)[Op]['readArg']>;

/** `out` of an operation, as the client has read it. */
export type OperationOut<Op extends OperationName> = ReadBy<(typeof operations)[Op]['readOut']>;

/** Reads `arg` of an operation. */
export function readArg<Op extends OperationName>(
  op: Op,
  value: unknown,
  path: string,
): OperationArg<Op> {
  // The compiler does not see that entry and type belong to one name.
  return operations[op].readArg(value, path) as OperationArg<Op>;
}

/** Reads `out` of an operation. */
export function readOut<Op extends OperationName>(
  op: Op,
  value: unknown,
  path: string,
): OperationOut<Op> {
  // As in `readArg`.
  return operations[op].readOut(value, path) as OperationOut<Op>;
}

const text = string(/^/, 4096);
const login = string(/^/, 512);
const secret = optional(text);
const pin = { pin: secret };

/** By the name of the method. */
export const calls = {
  initOnline: {},
  activate: { texts: { code: text }, secrets: pin, options: { tokenName: optional(text) } },
  getOnlineOtp: { texts: { login }, secrets: pin },
  getAccessToken: {
    texts: { login },
    secrets: pin,
    options: { audience: optional(text), scope: optional(text) },
  },
  getActivationCode: { texts: { login }, secrets: pin },
  unlockToken: { texts: { login, unlockCode: text }, secrets: pin },
  changePin: { texts: { login }, secrets: { oldPin: secret, newPin: secret } },
  resetPin: { texts: { login, resetCode: text }, secrets: { newPin: secret } },
  /** The data stay in the page: `sealDigest` takes its place in a frame. */
  sealData: { texts: { login }, secrets: pin, isForPagesOnly: true },
  sealDigest: { texts: { login, dig: id(32) }, secrets: pin, options: { len: integer() } },
  setBioKey: { texts: { login }, secrets: { bioKey: secret, pin: secret } },
  revokeBioKey: { texts: { login }, secrets: pin },
  devices: { texts: { login } },
  revokeDevice: { texts: { login, tid: text }, secrets: pin },
  lockDevice: { texts: { login, tid: text }, secrets: pin },
  unlockDevice: { texts: { login, tid: text }, secrets: pin },
  renameDevice: { texts: { login, tid: text, name: text }, secrets: pin },
  getRemoteOtpByPush: { texts: { login } },
  pushRequests: {},
  watchPushRequests: { isWatch: true },
  answerPush: {
    texts: { pid: text },
    secrets: pin,
    options: { approve: boolean, number: optional(text), mute: optional(boolean) },
  },
  accounts: {},
  refreshAccounts: {},
  forget: { texts: { login } },
  subscribe: { isWatch: true },
} as const satisfies Readonly<Record<string, CallEntry>>;

/** Name of a call. */
export type CallName = keyof typeof calls;

/** Name of a call that a frame takes. */
export type FrameCallName = Exclude<CallName, 'sealData'>;

/** Name of a call that lasts until it is given up, and tells a listener something meanwhile. */
export type WatchName = {
  [N in CallName]: (typeof calls)[N] extends { isWatch: true } ? N : never;
}[CallName];

/** Tells a watch from a call that ends by itself. */
export function isWatch(name: CallName): name is WatchName {
  const call: CallEntry = calls[name];
  return call.isWatch === true;
}
