/**
 * Rows of the service's database.
 */
import assert from 'node:assert/strict';
import type { TestService } from '../../../support/services/test-service.js';
import type { TokenTable, UserTable } from '../../../../src/service/store/schema/schema.js';

export function tokenRow(
  { store }: { readonly store: Pick<TestService['store'], 'read'> },
  tid: string,
): Promise<TokenTable> {
  return store.read
    .selectFrom('token')
    .selectAll()
    .where('tid', '=', tid)
    .executeTakeFirstOrThrow();
}

/** The first user of a login; logins in these tests are their own normal form. */
export function userRow({ store }: TestService, login: string): Promise<UserTable> {
  return store.read
    .selectFrom('app_user')
    .selectAll()
    .where('login_norm', '=', login)
    .orderBy('created')
    .executeTakeFirstOrThrow();
}

/** Kinds of evidence against a token, from the audit trail. */
export async function evidenceAgainst({ store }: TestService, tid: string): Promise<unknown[]> {
  const rows = await store.read
    .selectFrom('audit')
    .select('detail')
    .where('subject', '=', tid)
    .where('kind', '=', 'token.desync')
    .execute();
  return rows.map(({ detail }) => (JSON.parse(detail) as { evidence: unknown }).evidence);
}

/** Checks that `work` leaves every row of every table as it was, but for some tables. */
export async function leavesNoTrace<T>(
  service: TestService,
  work: () => Promise<T>,
  except: readonly string[] = [],
): Promise<T> {
  const rows = async () =>
    Object.entries(await service.dump()).filter(([table]) => !except.includes(table));
  const before = await rows();
  const result = await work();
  assert.deepEqual(await rows(), before);
  return result;
}
