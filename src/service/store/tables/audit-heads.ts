/**
 * Table `audit_head`: the newest signed head of the audit chain.
 * @module
 */
import type { Db, Tx } from '../store.js';

/** Reads the newest signed head, a compact JWS. */
export async function findSignedHead(db: Db): Promise<string | undefined> {
  const row = await db.selectFrom('audit_head').select('signed').executeTakeFirst();
  return row?.signed;
}

/** Replaces the signed head. */
export async function replaceSignedHead(tx: Tx, signed: string | undefined): Promise<void> {
  await tx.deleteFrom('audit_head').execute();
  if (signed !== undefined) await tx.insertInto('audit_head').values({ id: 1, signed }).execute();
}
