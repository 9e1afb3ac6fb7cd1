/**
 * Table `enrolment`: the log of enrolments of each service, append only.
 * @module
 */
import type { EnrolmentTable } from '../schema/seal-tables.js';
import type { Db, Tx } from '../store.js';

/** Reads the last entry of a service. */
export function findLastEnrolment(db: Db, mac: string): Promise<EnrolmentTable | undefined> {
  return db
    .selectFrom('enrolment')
    .selectAll()
    .where('mac', '=', mac)
    .orderBy('seq', 'desc')
    .limit(1)
    .executeTakeFirst();
}

/** Reads an entry by its number. */
export function findEnrolment(
  db: Db,
  mac: string,
  seq: number,
): Promise<EnrolmentTable | undefined> {
  return db
    .selectFrom('enrolment')
    .selectAll()
    .where('mac', '=', mac)
    .where('seq', '=', seq)
    .executeTakeFirst();
}

/** Tells whether a token has ever been enrolled, also when it was removed. */
export async function wasEnrolled(db: Db, tid: string): Promise<boolean> {
  const entry = await db
    .selectFrom('enrolment')
    .select('seq')
    .where('tid', '=', tid)
    .limit(1)
    .executeTakeFirst();
  return entry !== undefined;
}

/** Entries of a service after a number, in order. */
export function listEnrolments(
  db: Db,
  mac: string,
  after: number,
  limit: number,
): Promise<EnrolmentTable[]> {
  return db
    .selectFrom('enrolment')
    .selectAll()
    .where('mac', '=', mac)
    .where('seq', '>', after)
    .orderBy('seq')
    .limit(limit)
    .execute();
}

/** Services with entries, or only those with entries that have no hash. */
export async function listServicesWithEnrolments(db: Db, unlinked: boolean): Promise<string[]> {
  const rows = await db
    .selectFrom('enrolment')
    .select('mac')
    .$if(unlinked, (query) => query.where('h', 'is', null))
    .distinct()
    .execute();
  return rows.map(({ mac }) => mac);
}

/** Adds an entry. */
export async function insertEnrolment(tx: Tx, entry: EnrolmentTable): Promise<void> {
  await tx.insertInto('enrolment').values(entry).execute();
}

/** Writes the hash of an entry that has none. */
export async function linkEnrolment(
  tx: Tx,
  { mac, seq }: Pick<EnrolmentTable, 'mac' | 'seq'>,
  h: string,
): Promise<void> {
  await tx
    .updateTable('enrolment')
    .set({ h })
    .where('mac', '=', mac)
    .where('seq', '=', seq)
    .where('h', 'is', null)
    .execute();
}
