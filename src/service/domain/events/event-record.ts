/**
 * The record of sign-ins and failures, written in the transaction of the answer. It tells when a person got in and from
 * where; the audit trail, which is kept for ever, does not.
 *
 * How many rows somebody can add in an hour is bounded. What is beyond is counted in few rows an hour, so that nothing is
 * lost without a trace. Failures are counted apart from what succeeds: whoever guesses at an account must not keep its
 * owner's sign-ins from being recorded.
 * @module
 */
import { countEvent, insertEvent, type NewEvent } from '../../store/tables/events.js';
import { failureKinds, type EventKind } from '../../store/schema/event-table.js';
import type { Tx } from '../../store/store.js';
import type { RateLimits } from '../limits/rate-limits.js';

/** Length of the time in which events are counted, in milliseconds. */
const window = 60 * 60_000;

/** People, browsers and addresses whose events a process counts, of each kind. Beyond, it forgets the oldest count. */
export const eventSubjects = 100_000;

/** Events of one person that are kept one by one in an hour: those that succeed, and as many failures. */
export const personEvents = 120;

/** The same of one browser. */
export const tokenEvents = 60;

/** Failures from one address that are kept one by one in an hour. What succeeds is bounded by person and browser. */
export const addressFailures = 300;

/**
 * Number of rows that count together for an hour what has no locked person in common: with one row, all such transactions
 * would wait for each other.
 */
export const sharedRows = 16;

/** Where an event is recorded. */
export interface EventContext {
  readonly tx: Tx;
  /** Of the process, in memory: a transaction that is repeated counts again. */
  readonly eventLimits: Pick<RateLimits, 'allows'>;
}

/** An event to record; members that do not apply are left out. */
export type EventClaim = Pick<NewEvent, 'at' | 'mac' | 'uid' | 'kind' | 'door'> & Partial<NewEvent>;

/** Records an event, in one statement. */
export async function recordEvent(
  { tx, eventLimits }: EventContext,
  claim: EventClaim,
): Promise<void> {
  const event = { ...nothing, ...claim };
  const counted = countedRow(eventLimits, event);
  if (counted) await countEvent(tx, counted.event, counted.counter);
  else await insertEvent(tx, event);
}

const nothing = { als: null, tid: null, address: null, party: null, code: null } as const;

/** A bound on the events that are kept one by one in an hour. */
interface Bound {
  /** Whose events are counted. */
  readonly subject: 'uid' | 'address' | 'tid';
  readonly max: number;
  readonly failuresOnly: boolean;
  /** Number of rows that count the events beyond. */
  readonly rows: number;
  /** Members that the rows for events beyond the bound keep. */
  readonly kept: readonly (keyof NewEvent)[];
}

/** In the order in which they are looked at. */
const bounds: readonly Bound[] = [
  { subject: 'uid', max: personEvents, failuresOnly: false, rows: 1, kept: ['uid'] },
  {
    subject: 'address',
    max: addressFailures,
    failuresOnly: true,
    rows: sharedRows,
    kept: ['address'],
  },
  { subject: 'tid', max: tokenEvents, failuresOnly: false, rows: 1, kept: ['uid', 'tid'] },
];

/** A row that stands for many events. */
interface CountedRow {
  readonly counter: string;
  readonly event: NewEvent;
}

/** Finds the row that counts an event which has no row of its own. */
function countedRow(limits: EventContext['eventLimits'], event: NewEvent): CountedRow | undefined {
  const { at, mac, uid, kind, door, party } = event;
  // It ends its browser, so there is one of each: no failures before it hide where the copy was used.
  if (kind === 'token.copied') return undefined;
  const hour = Math.floor(at / window);
  // The last digits of the time spread simultaneous events over the rows.
  const rowOf = (counted: string, rows: number) => `${counted} ${hour} ${at % rows}`;
  // Nobody to tell it of: only how often it happened counts.
  if (uid === null) {
    return { counter: rowOf(`unknown ${kind} ${mac} ${party ?? ''}`, sharedRows), event };
  }
  const isFailure = failureKinds.some((one) => one === kind);
  const further: EventKind = isFailure ? 'further.failures' : 'further.done';
  for (const { subject, max, failuresOnly, rows, kept } of bounds) {
    const value = event[subject];
    if (value === null || (failuresOnly && !isFailure)) continue;
    if (limits.allows({ name: `events of ${subject} ${further}`, max, window }, value)) continue;
    const named = Object.fromEntries(kept.map((name) => [name, event[name]]));
    return {
      counter: rowOf(`${subject} ${further} ${mac} ${value}`, rows),
      event: { ...nothing, uid: null, at, mac, kind: further, door, ...named },
    };
  }
  return undefined;
}
