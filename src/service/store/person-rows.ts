/**
 * What each table has of one person, in the words of an export. Secrets and hashes of secrets are left out.
 * @module
 */
import type { Db } from './store.js';
import { atLeastOne } from './value-list.js';

/** A person, by all that rows name them by. */
export interface Person {
  readonly uid: string;
  /** All browsers that they have ever enrolled, also those whose token was removed. */
  readonly tids: readonly string[];
  /** Keyed hashes of service and login. */
  readonly subjects: readonly string[];
}

/** A row as it is exported. */
export type ExportedRow = Readonly<Record<string, string | number | null>>;

/** Ids of all browsers that a user has ever enrolled or begun to. */
export async function listBrowsersOf(db: Db, uid: string): Promise<string[]> {
  const rows = await db
    .selectFrom('token')
    .select('tid')
    .where('uid', '=', uid)
    .union(db.selectFrom('enrolment').select('tid').where('uid', '=', uid))
    .execute();
  return rows.map(({ tid }) => tid);
}

const pin = ['pin_fails as wrongPinsInRow', 'pin_total as wrongPins'] as const;

/** The rows of a person, by table; those of `event` and `audit` are read in parts. */
export const personRows = {
  app_user: (db: Db, { uid }: Person) =>
    db
      .selectFrom('app_user')
      .select(['uid', 'mac as service', 'login', 'status', 'created as createdAt', ...pin])
      .select(['blocked_at as blockedAt', 'push_muted_until as requestsMutedUntil'])
      .where('uid', '=', uid)
      .execute(),

  token: (db: Db, { uid }: Person) =>
    db
      .selectFrom('token')
      .select(['tid', 'als as alias', 'name', 'platform', 'status', 'created as createdAt'])
      .select(['last_used as lastUsedAt', 'ended_at as endedAt', 'pin_fails as wrongPinsInRow'])
      .select(['pub as publicKey', 'n as position', 'bio_had as hadBioKey'])
      .where('uid', '=', uid)
      .execute(),

  enrolment: (db: Db, { uid }: Person) =>
    db
      .selectFrom('enrolment')
      .select(['seq', 'tid', 'als as alias', 'at'])
      .where('uid', '=', uid)
      .execute(),

  op_log: (db: Db, { tids }: Person) =>
    db
      .selectFrom('op_log')
      .select(['tid', 'n as position', 'op', 'outcome', 'result', 'at'])
      .where('tid', 'in', atLeastOne(tids))
      .execute(),

  code: (db: Db, { uid }: Person) =>
    db
      .selectFrom('code')
      .select(['id', 'kind', 'tid', 'created as createdAt', 'expires as expiresAt'])
      .select(['used_at as usedAt', 'voided_at as voidedAt', 'tries as wrongTries', 'begun'])
      .where('uid', '=', uid)
      .execute(),

  otp: (db: Db, { uid }: Person) =>
    db
      .selectFrom('otp')
      .select(['als as alias', 'tid', 'address', 'amr', 'created as createdAt'])
      .select(['expires as expiresAt', 'used_at as usedAt', 'used_by as key'])
      .where('uid', '=', uid)
      .execute(),

  access_token: (db: Db, { tids }: Person) =>
    db
      .selectFrom('access_token')
      .select(['jti', 'tid', 'expires as expiresAt'])
      .where('tid', 'in', atLeastOne(tids))
      .execute(),

  seal: (db: Db, { tids }: Person) =>
    db
      .selectFrom('seal')
      .select(['jti', 'tid', 'als as alias', 'issued_at as issuedAt'])
      .where('tid', 'in', atLeastOne(tids))
      .execute(),

  seal_use: (db: Db, { tids }: Person) =>
    db
      .selectFrom('seal_use')
      .select(['jti', 'tid', 'used_at as usedAt', 'used_by as key'])
      .where('tid', 'in', atLeastOne(tids))
      .execute(),

  push: (db: Db, { uid, subjects, tids }: Person) =>
    db
      .selectFrom('push')
      .select(['pid', 'als as alias', 'asker', 'party as key', 'site', 'place', 'browser'])
      .select(['status', 'created as createdAt', 'expires as expiresAt', 'approver', 'amr'])
      .select(['answered_at as answeredAt', 'collected_at as collectedAt'])
      .where((eb) =>
        eb.or([
          eb('uid', '=', uid),
          eb('subject', 'in', subjects),
          eb('asker', 'in', atLeastOne(tids)),
        ]),
      )
      .execute(),

  wrong_pin: (db: Db, { uid }: Person) =>
    db.selectFrom('wrong_pin').select(['seq', 'tid', 'at']).where('uid', '=', uid).execute(),
} as const satisfies Readonly<Record<string, (db: Db, person: Person) => Promise<ExportedRow[]>>>;
