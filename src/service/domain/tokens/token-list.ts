/**
 * The browsers of a user as their owner sees them, and the mark by which a browser finds out that this list has changed.
 * @module
 */
import type { ServiceTable, TokenTable } from '../../store/schema/schema.js';
import type { KeyRing } from '../keys/key-ring.js';
import { listMark } from '../keys/keyed-values.js';
import { holdsSlot, isLocked } from './token-state.js';

/** The columns of a token that a list shows. */
export type ListedToken = Pick<
  TokenTable,
  'tid' | 'name' | 'platform' | 'status' | 'created' | 'last_used'
>;

/** The tokens that hold a slot, oldest first. */
export function tokenList(service: ServiceTable, tokens: readonly ListedToken[], now: number) {
  return tokens
    .filter(holdsSlot)
    .sort((a, b) => a.created - b.created || (a.tid < b.tid ? -1 : 1))
    .map((token) => ({
      tid: token.tid,
      name: token.name,
      plat: token.platform,
      st: stateOf(isLocked(service, token, now), token.status),
      created: token.created,
      used: token.last_used,
    }));
}

/** A keyed hash of ids, names and states: differs after each change of the list, apart from times of use. */
export function tokenListMark(
  ring: KeyRing,
  uid: string,
  list: ReturnType<typeof tokenList>,
): string {
  const said = list.map(({ tid, name, st }) => [tid, name, st]);
  return listMark(ring, uid, JSON.stringify(said));
}

function stateOf(locked: boolean, status: string): 'active' | 'blocked' | 'locked' {
  if (locked) return 'locked';
  return status === 'BLOCKED' ? 'blocked' : 'active';
}
