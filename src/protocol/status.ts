/**
 * `POST /btt/v1/status`: the state of this browser's tokens. Reads only; takes no step of a ratchet.
 * @module
 */
import {
  alias,
  challenge,
  loginName,
  origin,
  ratchetPosition,
  time,
  tokenId,
  tokenName,
  version,
} from './fields.js';
import { readBareEnvelope } from './envelope.js';
import { maxStatusItems } from './limits.js';
import { readNeed } from './factor-need.js';
import { longestWait } from './push.js';
import { readWrongPins } from './wrong-pins.js';
import {
  anything,
  array,
  exactly,
  id,
  integer,
  object,
  oneOf,
  optional,
  variant,
  type ReadBy,
} from './readers.js';

export const statusPath = '/btt/v1/status';

/** `typ` of the answer, a compact JWS by the service. */
export const statusType = 'btt-status';

/** Reads the request, on the service. */
export const readStatusRequest = /* @__PURE__ */ exactly({
  v: version,
  als: alias,
  items: array(readBareEnvelope, maxStatusItems),
  /** Seconds to wait until the set of pending pushes differs from `known`. */
  wait: optional(integer(0, longestWait)),
  /** `pid`s that the browser knows of. */
  known: optional(array(id(16), maxStatusItems * 4)),
});

/** Reads the signed core of one item, on the service. */
export const readStatusCore = /* @__PURE__ */ exactly({
  v: version,
  typ: oneOf('sta'),
  iss: origin,
  als: alias,
  org: origin,
  tid: tokenId,
  n: ratchetPosition,
  chal: challenge,
});

/** The signed core of one item. */
export type StatusCore = ReadBy<typeof readStatusCore>;

const common = {
  tid: tokenId,
  /** Echo of the item's challenge. */
  re: challenge,
};

const nothingKnown = (st: 'chal' | 'gone' | 'static' | 'desync' | 'ahead' | 'stale') =>
  object({ ...common, st: oneOf(st) });

const known = (st: 'active' | 'blocked' | 'locked') =>
  object({
    ...common,
    st: oneOf(st),
    usr: oneOf('active', 'blocked', 'disabled', 'deleted'),
    login: loginName,
    /** Name of the token, which may have been changed in another browser. */
    name: optional(tokenName),
    need: readNeed,
    /** Tries of the PIN left; absent when only a new one helps. */
    left: optional(integer(0, 1000)),
    /** Wrong PINs since the last right one in this browser, if there were any. */
    wrong: optional(readWrongPins),
    /** Another value after each change of the list that `token.list` gives, but for the times of use. */
    list: optional(id(16)),
    /** Requests that this token may answer, oldest first, see `readPendingPushes`: read by whoever asks for them. */
    push: anything,
  });

/** Reads what the service says of one token. */
export const readStatusItem = variant('st', {
  chal: nothingKnown('chal'),
  gone: nothingKnown('gone'),
  static: nothingKnown('static'),
  desync: nothingKnown('desync'),
  ahead: nothingKnown('ahead'),
  stale: nothingKnown('stale'),
  active: known('active'),
  blocked: known('blocked'),
  locked: known('locked'),
});

/** What the service says of one token. */
export type StatusItem = ReadBy<typeof readStatusItem>;

/** Reads the claims of the answer. */
export const readStatus = object({
  iss: origin,
  als: alias,
  items: array(readStatusItem, maxStatusItems),
  chal: challenge,
  /** The service's time, in milliseconds. */
  now: optional(time),
});
