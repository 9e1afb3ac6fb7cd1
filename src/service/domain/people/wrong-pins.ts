/**
 * What a browser is told of wrong PINs that were entered for its user, here or elsewhere.
 * @module
 */
import { maxToldWrongPins, type WrongPins } from '../../../protocol/wrong-pins.js';
import type { TokenTable, UserTable } from '../../store/schema/schema.js';
import type { Db } from '../../store/store.js';
import { listWrongPins } from '../../store/tables/wrong-pins.js';

/**
 * The wrong PINs since the last right one in this browser; undefined when there were none. Each browser has its own
 * "since": otherwise a thief whose last guess was right would hide the others from the owner.
 */
export async function untoldWrongPins(
  db: Db,
  { uid, wrong_pins }: Pick<UserTable, 'uid' | 'wrong_pins'>,
  { tid, wrong_pins_told }: Pick<TokenTable, 'tid' | 'wrong_pins_told'>,
): Promise<WrongPins | undefined> {
  const n = wrong_pins - wrong_pins_told;
  if (n <= 0) return undefined;
  const rows = await listWrongPins(db, uid, wrong_pins_told, maxToldWrongPins);
  const last = rows.map((row) => ({ at: row.at, name: row.name ?? '', here: row.tid === tid }));
  return { n, last };
}
