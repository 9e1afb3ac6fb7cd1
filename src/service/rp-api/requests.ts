/**
 * What relying parties may ask for, as schemas. Messages complete the sentence "<member> has to be …".
 * @module
 */
import * as v from 'valibot';
import { longestCompact, longestTyped } from '../../protocol/limits.js';
import { longestWait } from '../../protocol/push.js';
import { newCode } from '../admin-api/requests.js';

const typed = `text of at most ${longestTyped} characters`;

/** What people type is passed on as typed: only its size is limited. */
const typedText = v.pipe(v.string(typed), v.maxLength(longestTyped, typed));

const anyText = v.string('text');

const compact = v.pipe(
  anyText,
  v.maxLength(longestCompact, `text of at most ${longestCompact} characters`),
);

export const otpRequest = v.strictObject({
  service: typedText,
  login: typedText,
  otp: typedText,
});

const digest = 'SHA-256 in base64url';

export const sealRequest = v.strictObject({
  service: typedText,
  seal: compact,
  data: v.optional(anyText),
  dig: v.optional(v.pipe(v.string(digest), v.regex(/^[\w-]{42}[AEIMQUYcgkosw048]$/, digest))),
  login: v.optional(typedText),
  once: v.optional(v.boolean('true or false')),
});

/** RFC 7662 section 2.1. */
export const introspectionRequest = v.strictObject({
  token: compact,
  token_type_hint: v.optional(typedText),
});

const { service, login, kind, tid, life } = newCode.entries;

/** A code that also defines a PIN for whoever has one is for administrators alone. */
export const codeRequest = v.strictObject({ service, login, kind, tid, life });

const placeName = 'text of 1 to 64 characters without controls';

export const pushOrder = v.strictObject({
  service: typedText,
  login: typedText,
  /** Shown to the person as it is: nothing in it may end the line or turn the text around. */
  place: v.optional(
    v.pipe(
      v.string(placeName),
      v.regex(
        /^[^\u0000-\u001f\u007f-\u009f\u061c\u200e\u200f\u2028-\u202e\u2066-\u2069\ud800-\udfff]{1,64}$/,
        placeName,
      ),
    ),
  ),
});

const pushId = 'the id of a request';
const pid = v.pipe(v.string(pushId), v.regex(/^[\w-]{22}$/, pushId));
const seconds = `a whole number from 0 to ${longestWait}`;

export const pushName = v.strictObject({ service: typedText, pid });

export const pushQuestion = v.strictObject({
  service: typedText,
  pid,
  wait: v.optional(
    v.pipe(
      v.number(seconds),
      v.safeInteger(seconds),
      v.minValue(0, seconds),
      v.maxValue(longestWait, seconds),
    ),
    0,
  ),
});
