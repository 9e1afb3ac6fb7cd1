/**
 * What the administration answers, as schemas: for its document, and for whoever reads the answers.
 * @module
 */
import * as v from 'valibot';
import { scopes } from '../domain/tenants/api-keys.js';
import { codeKinds } from '../domain/codes/issued-code.js';

/** Milliseconds since the epoch. */
const time = v.pipe(v.number(), v.integer(), v.minValue(0));
const whole = v.pipe(v.number(), v.integer());
const texts = v.array(v.string());

export const service = v.strictObject({
  mac: v.string(),
  name: v.string(),
  status: v.picklist(['open', 'closed']),
  pin: v.picklist(['none', 'pin', 'password']),
  pinMin: whole,
  pinMax: whole,
  pinTries: whole,
  pinTotalLimit: whole,
  iterations: whole,
  bio: v.picklist(['off', 'allowed', 'forced']),
  seal: v.boolean(),
  push: v.boolean(),
  pushOpen: v.boolean(),
  pushPerAddress: whole,
  maxTools: whole,
  otpDigits: whole,
  otpLife: whole,
  idleDays: whole,
  createdAt: time,
});

export const site = v.strictObject({
  alias: v.string(),
  service: v.string(),
  name: v.string(),
  origins: texts,
  iframe: v.boolean(),
  hostPin: v.boolean(),
  audiences: texts,
  scopes: texts,
  createdAt: time,
});

export const user = v.strictObject({
  uid: v.string(),
  service: v.string(),
  login: v.string(),
  status: v.picklist(['active', 'disabled', 'deleted']),
  blocked: v.boolean(),
  pinDefined: v.boolean(),
  createdAt: time,
});

export const token = v.strictObject({
  tid: v.string(),
  uid: v.string(),
  login: v.string(),
  alias: v.string(),
  name: v.string(),
  platform: v.string(),
  status: v.picklist(['ACTIVE', 'BLOCKED', 'LOCKED', 'DESYNC', 'REVOKED', 'REPLACED']),
  createdAt: time,
  lastUsedAt: time,
});

export const code = v.strictObject({
  code: v.string(),
  kind: v.picklist(codeKinds),
  expiresAt: time,
});

const keyEntries = {
  id: v.string(),
  service: v.string(),
  name: v.string(),
  scopes: v.array(v.picklist(scopes)),
  aliases: v.nullable(texts),
  createdAt: time,
};

export const key = v.strictObject(keyEntries);

/** The only answer that has the key itself. */
export const madeKey = v.strictObject({ ...keyEntries, key: v.string() });

export const auditEntry = v.strictObject({
  seq: whole,
  at: time,
  actor: v.string(),
  kind: v.string(),
  subject: v.string(),
  detail: v.record(v.string(), v.union([v.string(), v.number(), v.boolean(), v.null()])),
});

/** How a list by time goes on. */
const nextByTime = v.strictObject({ after: v.string() });

/** How the audit trail goes on, in the direction in which it is read. */
export const nextOfTrail = v.union([
  v.strictObject({ after: whole }),
  v.strictObject({ before: whole }),
]);

/** A part of a list under its name, and how it goes on, if it does. */
export function partOf<const K extends string>(
  name: K,
  item: v.GenericSchema,
  next: v.GenericSchema = nextByTime,
) {
  return v.strictObject({ [name]: v.array(item), next: v.optional(next) });
}

/** A list under its name. */
export function listOf<const K extends string>(name: K, item: v.GenericSchema) {
  return v.strictObject({ [name]: v.array(item) });
}
