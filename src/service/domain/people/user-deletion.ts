/**
 * Deletion of a user: whatever names the person or lets a browser or code of theirs do something is removed, from the
 * files of the database too. `person-data.ts` says of each table whether its rows go.
 * @module
 */
import type { ServiceContext } from '../../service-context.js';
import { deleteCodesOfUser } from '../../store/tables/codes.js';
import { deleteEventsOfUser } from '../../store/tables/events.js';
import { deleteOtpsOfUser } from '../../store/tables/otps.js';
import { deletePushesOfUser } from '../../store/tables/pushes.js';
import { deleteTokens } from '../../store/tables/token-removal.js';
import { listTokensOfUser } from '../../store/tables/tokens.js';
import type { UserTable } from '../../store/schema/schema.js';
import { deleteUserRow } from '../../store/tables/users.js';
import { deleteWrongPins } from '../../store/tables/wrong-pins.js';
import type { Tx } from '../../store/store.js';
import { longAuditedTransaction } from '../audit/audit-trail.js';
import type { KeyRing } from '../keys/key-ring.js';
import { pushSubjects } from '../keys/keyed-values.js';
import { lockKnownUser } from './users.js';

/**
 * Removes a user with their tokens, codes, one-time passwords, events and requests for approval. The audit trail and
 * the records of seals stay: they name people and browsers only by opaque ids.
 * @throws {Refusal} `USER_ENTRY_DOES_NOT_EXIST`.
 */
export async function deleteUser(
  context: ServiceContext,
  actor: string,
  uid: string,
): Promise<void> {
  await longAuditedTransaction(context, actor, async (tx, audit) => {
    await removeUser(context.keys, tx, await lockKnownUser(tx, uid));
    await audit('user.delete', uid);
  });
  await context.store.scrub();
}

async function removeUser(
  keys: KeyRing,
  tx: Tx,
  { uid, mac, login_norm }: UserTable,
): Promise<void> {
  const tids = await listTokensOfUser(tx, uid);
  await deletePushesOfUser(tx, { uid, subjects: pushSubjects(keys, mac, login_norm), tids });
  await deleteOtpsOfUser(tx, uid);
  await deleteWrongPins(tx, uid);
  await deleteEventsOfUser(tx, uid);
  await deleteTokens(tx, tids);
  await deleteCodesOfUser(tx, uid);
  await deleteUserRow(tx, uid);
}
