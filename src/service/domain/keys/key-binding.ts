/**
 * Whether a database belongs to the keys: with others no PIN, code or token in it could be checked.
 * @module
 */
import { findAnyActiveToken } from '../../store/tables/tokens.js';
import { findKeyBinding, insertKeyBinding } from '../../store/tables/key-bindings.js';
import type { Store, Tx } from '../../store/store.js';
import type { KeyRing } from './key-ring.js';
import { keyBinding } from './keyed-values.js';
import { openDynamicKey } from './sealed-secrets.js';

/**
 * Binds the database to the keys, unless it belongs to others.
 *
 * A database of an earlier version is not bound: then the keys have to decrypt the dynamic key of a token, if there is
 * one.
 * @returns whether the database belongs to the keys.
 */
export async function bindKeys(store: Store, ring: KeyRing): Promise<boolean> {
  // Read first, so that opening a bound database needs no lock.
  const bound = await findKeyBinding(store.read);
  if (bound !== undefined) return bound === keyBinding(ring);
  return store.transaction(async (tx) => {
    const meanwhile = await findKeyBinding(tx);
    if (meanwhile !== undefined) return meanwhile === keyBinding(ring);
    if (!(await opensTokens(tx, ring))) return false;
    await insertKeyBinding(tx, keyBinding(ring));
    return true;
  });
}

/** Tells whether the database is bound to these keys. */
export async function isBoundTo(tx: Tx, ring: KeyRing): Promise<boolean> {
  return (await findKeyBinding(tx)) === keyBinding(ring);
}

async function opensTokens(tx: Tx, ring: KeyRing): Promise<boolean> {
  const token = await findAnyActiveToken(tx);
  return (
    !token ||
    openDynamicKey(ring, token).then(
      () => true,
      () => false,
    )
  );
}
