/**
 * The table of events. Conventions as in `schema.ts`.
 * @module
 */
import type { Generated } from 'kysely';

/** Kinds of events that people or browsers have brought about. */
const doneKinds = [
  'activation.begun',
  'enrolled',
  'otp.issued',
  'otp.accepted',
  'jwt.issued',
  'seal.made',
  'push.approved',
  'push.denied',
  'push.collected',
] as const;

/** Kinds of events that were refused, or are evidence against a browser. */
export const failureKinds = [
  'activation.refused',
  'operation.refused',
  'otp.refused',
  'token.copied',
] as const;

/** Kinds of rows that stand for many events, beyond what is kept one by one. */
const furtherKinds = ['further.done', 'further.failures'] as const;

/** Every kind of row. */
export const eventKinds = [...doneKinds, ...failureKinds, ...furtherKinds] as const;

/** A kind of row. */
export type EventKind = (typeof eventKinds)[number];

/** The door of the service at which something happened: of browsers, or of relying parties. */
export const eventDoors = ['btt', 'rp'] as const;

/** A sign-in, a part of one, or a failure. Never holds an OTP, a PIN or a code that a person types. */
export interface EventTable {
  id: Generated<number>;
  at: number;
  mac: string;
  /** Null where the person is unknown. */
  uid: string | null;
  kind: EventKind;
  door: (typeof eventDoors)[number];
  als: string | null;
  /** Token of the browser; for an OTP, of the browser that got it. It may have ended since. */
  tid: string | null;
  /** Address of that browser, as limits count it: IPv4, or the /64 network of IPv6. */
  address: string | null;
  /** API key of the relying party. */
  party: string | null;
  /** Code of the refusal, a word of the protocol. */
  code: string | null;
  /** Number of events that the row stands for. */
  count: Generated<number>;
  /** Names what a row counts that stands for many events, and the hour; null in all other rows. */
  counter: Generated<string | null>;
}
