/**
 * Push: a page asks for an OTP, another browser of the user approves by the number that the page shows.
 *
 * `POST /btt/v1/push` asks, `POST /btt/v1/push/collect` waits for the outcome, `POST /btt/v1/push/cancel` gives it up,
 * operation `push.answer` answers.
 * Requests appear at the approving side in the status, see `readStatusItem`.
 * @module
 */
import { alias, challenge, loginName, origin, time, tokenId, version } from './fields.js';
import {
  array,
  boolean,
  exactly,
  id,
  integer,
  MalformedError,
  object,
  oneOf,
  optional,
  string,
  variant,
  type ReadBy,
  type Reader,
} from './readers.js';

export const pushPath = '/btt/v1/push';

export const collectPath = '/btt/v1/push/collect';

export const cancelPath = '/btt/v1/push/cancel';

/** `typ` of the optional signature of a request by an enrolled browser: compact JWS, ES256, header with `kid` = tid. */
export const pushType = 'btt-push';

/** Life of a request, in milliseconds. */
export const pushLife = 120_000;

/** Longest time that one collect or status waits, in seconds. */
export const longestWait = 25;

const pushMembers = {
  v: version,
  als: alias,
  org: origin,
  login: loginName,
  /** SHA-256 of the 32 random bytes `cv` that collecting will need. */
  cc: id(32),
  chal: challenge,
};

/** Reads the request, on the service. */
export const readPushRequest = /* @__PURE__ */ exactly({
  ...pushMembers,
  /** Signature over the same members and `tid`, by a browser that is enrolled itself. */
  sig: optional(string(/^[\w-]+\.[\w-]+\.[\w-]+$/, 4096)),
});

/** Reads what an enrolled browser signs, on the service. */
export const readPushClaims = /* @__PURE__ */ exactly({
  ...pushMembers,
  iss: origin,
  tid: tokenId,
});

/** Reads the answer: the same for a login that exists and one that does not. */
export const readPushAnswer = /* @__PURE__ */ object({
  pid: id(16),
  /** Six digits that the person types at the approving side. */
  number: string(/^\d{6}$/, 6),
  /** Life in milliseconds. */
  ttl: time,
});

const ticketMembers = { v: version, als: alias, org: origin, pid: id(16), cv: id(32) };

/** Reads the request that gives one up, on the service. */
export const readCancelRequest = /* @__PURE__ */ exactly(ticketMembers);

/** Reads the request that waits for the outcome, on the service. */
export const readCollectRequest = /* @__PURE__ */ exactly({
  ...ticketMembers,
  /** Seconds to wait for a change. */
  wait: integer(0, longestWait),
});

/** Reads the outcome. Denied and expired are refusals. */
export const readCollectAnswer = /* @__PURE__ */ variant('st', {
  pending: object({ st: oneOf('pending') }),
  approved: object({ st: oneOf('approved'), otp: string(/^\d{6,10}$/, 10), ttl: time }),
});

const pushAnswerMembers = /* @__PURE__ */ exactly({
  pid: id(16),
  yes: boolean,
  /** What the person typed, with `yes`. */
  number: optional(string(/^\d{1,12}$/, 12)),
  /** With `yes` false: the person did not ask, so requests for them are muted for a while. */
  mute: optional(boolean),
});

/** Reads `arg` of `push.answer`: with `yes` there is a number, without it there may be `mute`. */
export const readPushAnswerArg: Reader<ReadBy<typeof pushAnswerMembers>> = (value, path) => {
  const arg = pushAnswerMembers(value, path);
  if (arg.yes ? arg.number === undefined || arg.mute : arg.number !== undefined) {
    throw new MalformedError(path);
  }
  return arg;
};

/** Reads one request as the approving side sees it; the number is not in it. */
const readPendingPush = /* @__PURE__ */ object({
  pid: id(16),
  /** When it was asked, milliseconds. */
  at: time,
  /** Name of the site. */
  site: string(/^/, 256),
  /** Where it came from, as the relying party that asks has said; empty for requests of pages. */
  place: string(/^/, 128),
  /** Browser and system of the asking page, in words. */
  browser: string(/^/, 128),
  /** Milliseconds that it still lives. */
  ttl: time,
});

/** Reads member `push` of a status item: the requests that the token may answer, oldest first. */
export const readPendingPushes = /* @__PURE__ */ optional(
  /* @__PURE__ */ array(readPendingPush, 16),
);
