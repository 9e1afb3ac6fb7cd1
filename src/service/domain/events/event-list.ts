/**
 * The list of events, for administrators. It is read in parts, between which requests are answered, since kinds are not
 * indexed: an index more would cost every sign-in.
 * @module
 */
import type { ServiceContext } from '../../service-context.js';
import {
  listEvents as listEventRows,
  type EventPlace,
  type EventRow,
} from '../../store/tables/events.js';
import { yieldToRequests } from '../batches.js';
import { pageOf, type Page } from '../list-page.js';
import { getUserOfLogin, type Whose } from '../people/users.js';
import { getKnownService } from '../tenants/services.js';

/** Number of events that one statement reads. */
const part = 1000;

/** Number of events that are looked at for one page. Then the page ends, however few have been found. */
const looked = 100_000;

/** An event as it is shown; members that do not apply are left out. */
export interface EventView {
  /** Milliseconds. */
  readonly at: number;
  readonly kind: EventRow['kind'];
  readonly door: EventRow['door'];
  readonly uid?: string;
  readonly alias?: string;
  readonly tid?: string;
  readonly address?: string;
  /** Id of the API key of the relying party. */
  readonly key?: string;
  /** Why it was refused. */
  readonly code?: string;
  /** Number of events that this one stands for, if there are more. */
  readonly count?: number;
}

/** Which events are wanted. */
export interface EventQuery extends Whose {
  readonly kind?: EventRow['kind'] | undefined;
  /** Milliseconds, inclusive. */
  readonly since?: number | undefined;
  /** Milliseconds, exclusive. */
  readonly until?: number | undefined;
  /** {@link EventNext.before} of the page before. */
  readonly before?: string | undefined;
  readonly limit: number;
}

/** Parameters of the next page. */
export interface EventNext {
  readonly before: string;
}

/** An {@link EventPlace} as text. */
export const eventPlacePattern = /^(\d{1,15})\.(\d{1,15})$/;

/**
 * Lists the events of a service, or of one login of it, newest first.
 * @throws {Refusal} `MACID_IS_UNKNOWN`, `USER_ENTRY_DOES_NOT_EXIST`.
 */
export async function listEvents(
  { store }: Pick<ServiceContext, 'store'>,
  { service: mac, login, kind, since = 0, until = Number.MAX_SAFE_INTEGER, ...page }: EventQuery,
): Promise<Page<EventView, EventNext>> {
  await getKnownService(store.read, mac);
  const scope =
    login === undefined ? { mac } : { uid: (await getUserOfLogin(store.read, mac, login)).uid };
  const { limit } = page;
  let before = page.before === undefined ? undefined : placeOf(page.before);
  const found: EventRow[] = [];
  for (let read = 0; read < looked; read += part) {
    const size = kind === undefined ? limit + 1 : part;
    const rows = await listEventRows(store.read, scope, { before, since, until }, size);
    found.push(...rows.filter((row) => kind === undefined || row.kind === kind));
    if (found.length > limit || rows.length < size) {
      const { items, next } = pageOf(found, limit, nextBefore);
      return { items: items.map(viewOfEvent), ...(next && { next }) };
    }
    before = rows.at(-1);
    await yieldToRequests();
  }
  return { items: found.map(viewOfEvent), next: nextBefore(before!) };
}

function placeOf(text: string): EventPlace {
  const [, at, id] = eventPlacePattern.exec(text)!;
  return { at: Number(at), id: Number(id) };
}

function nextBefore({ at, id }: EventPlace): EventNext {
  return { before: `${at}.${id}` };
}

/** An event as it is shown. */
export function viewOfEvent(row: EventRow): EventView {
  const { at, kind, door, uid, als, tid, address, party, code, count } = row;
  return {
    at,
    kind,
    door,
    ...(uid !== null && { uid }),
    ...(als !== null && { alias: als }),
    ...(tid !== null && { tid }),
    ...(address !== null && { address }),
    ...(party !== null && { key: party }),
    ...(code !== null && { code }),
    ...(count > 1 && { count }),
  };
}
