/**
 * The record of sign-ins and failures, written in the transaction of the answer. It tells when a person got in and from
 * where; the audit trail, which is kept for ever, does not.
 *
 * How many rows somebody can add in an hour is bounded. What is beyond is counted in one row an hour, so that nothing is
 * lost without a trace. Failures are counted apart from what succeeds: whoever guesses at an account must not keep its
 * owner's sign-ins from being recorded.
 * @module
 */
import { countEvent, insertEvent, type NewEvent } from '../../store/events.js';
import { failureKinds, type EventKind } from '../../store/schema/event-table.js';
import type { Tx } from '../../store/store.js';
import type { Limit, RateLimits } from '../limits/rate-limits.js';

/** Length of the time in which events are counted, in milliseconds. */
const window = 60 * 60_000;

/** Events of one person that are kept one by one in an hour: those that succeed, and as many failures. */
export const personEvents = 120;

/** The same of one browser. */
export const tokenEvents = 60;

/** Failures from one address that are kept one by one in an hour. What succeeds is bounded by person and browser. */
export const addressFailures = 300;

/** Where an event is recorded. */
export interface EventContext {
  readonly tx: Tx;
  /** Of the door, in memory: a transaction that is repeated counts again. */
  readonly limits: Pick<RateLimits, 'allows'>;
}

/** What is left out does not apply. */
export type EventClaim = Pick<NewEvent, 'at' | 'mac' | 'uid' | 'kind' | 'door'> & Partial<NewEvent>;

/** Records an event, in one statement. */
export async function recordEvent(
  { tx, limits }: EventContext,
  { als = null, tid = null, address = null, party = null, code = null, ...rest }: EventClaim,
): Promise<void> {
  const event = { ...rest, als, tid, address, party, code };
  const row = counterOf(limits, event);
  if (row) await countEvent(tx, { ...none, ...row.event }, row.counter);
  else await insertEvent(tx, event);
}

const none = { als: null, tid: null, address: null, party: null, code: null } as const;

/** A row that stands for many events. */
interface Counter {
  readonly counter: string;
  readonly event: EventClaim;
}

/** Finds the row that counts an event which has no row of its own. */
function counterOf(limits: EventContext['limits'], event: NewEvent): Counter | undefined {
  const { at, mac, uid, kind, door, tid, address, party } = event;
  const isFailure = failureKinds.some((one) => one === kind);
  const hour = Math.floor(at / window);
  // It ends its browser, so there is one of each: no failures before it hide where the copy was used.
  if (kind === 'token.copied') return undefined;
  const named = (of: string, subject: string) => `${of} ${kind} ${mac} ${subject} ${hour}`;
  // Nobody to tell it of: only how often it happened counts.
  if (uid === null) return { counter: named('unknown', party ?? ''), event };
  const further: EventKind = isFailure ? 'further.failures' : 'further.done';
  const counted = (of: string, subject: string, members: Partial<NewEvent>): Counter => ({
    counter: `${of} ${further} ${mac} ${subject} ${hour}`,
    event: { at, mac, uid, kind: further, door, ...members },
  });
  const allows = (of: string, max: number, subject: string) =>
    limits.allows(limit(`${of} ${further}`, max), subject);
  if (!allows('person', personEvents, uid)) return counted('person', uid, {});
  if (isFailure && address !== null && !allows('address', addressFailures, address)) {
    return counted('address', address, { uid: null, address });
  }
  if (tid !== null && !allows('token', tokenEvents, tid)) return counted('token', tid, { tid });
  return undefined;
}

function limit(of: string, max: number): Limit {
  return { name: `events of ${of}`, max, window };
}
