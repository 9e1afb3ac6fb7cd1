/**
 * A store that records the statements that are sent to it, and says how its database finds their rows.
 */
import { DatabaseSync } from 'node:sqlite';
import {
  PostgresQueryCompiler,
  type KyselyPlugin,
  type PluginTransformQueryArgs,
  type Transaction,
} from 'kysely';
import pg from 'pg';
import { readDatabaseUrl } from '../../../../src/service/node/data/database-url.js';
import { openPostgresStore } from '../../../../src/service/store/postgres/postgres-store.js';
import type { Database } from '../../../../src/service/store/schema/schema.js';
import { sqliteStore } from '../../../../src/service/store/sqlite/sqlite-store.js';
import type { Store } from '../../../../src/service/store/store.js';
import { TestDatabases } from '../../../support/services/test-store.js';

/** What a test of plans needs. */
export interface ExplainedStore {
  /** Closing it ends everything. */
  readonly store: Store;
  readonly statements: Set<string>;
  /** Steps of the plan of each statement, in the words of SQLite: `SCAN table`, `SEARCH table USING INDEX …`. */
  plansOf(statements: readonly string[]): Promise<readonly (readonly string[])[]>;
}

/** Opens one in memory, or in PostgreSQL when `NEON_TEST_STORE` is `postgres`. */
export function openExplainedStore(): Promise<ExplainedStore> {
  const { NEON_TEST_STORE: kind, TEST_DATABASE_URL: url } = process.env;
  return kind === 'postgres' ? inPostgres(url!) : inMemory();
}

async function inMemory(): Promise<ExplainedStore> {
  const database = new DatabaseSync(':memory:');
  const statements = new Set<string>();
  const store = await sqliteStore({
    exec: (sql: string) => database.exec(sql),
    prepare: (sql: string) => {
      statements.add(sql);
      return database.prepare(sql);
    },
    close: () => database.close(),
  });
  const planOf = (sql: string) => {
    // An insert looks for rows that refer to a new one only if such rows were written before it, which none is.
    database.exec(`pragma foreign_keys = ${sql.startsWith('insert') ? 'off' : 'on'}`);
    const plan = database.prepare(`explain query plan ${sql}`).all() as { detail: string }[];
    database.exec('pragma foreign_keys = on');
    return plan.map(({ detail }) => detail);
  };
  return { store, statements, plansOf: async (all) => all.map(planOf) };
}

/** Lets values count as those of large tables, as far as one page lets them. */
const enlarge = `update pg_class set relpages = 1, reltuples = 100000
  where relnamespace = 'public'::regnamespace and relkind in ('r', 'i')`;

async function inPostgres(url: string): Promise<ExplainedStore> {
  const databases = await TestDatabases.at(url);
  const database = await databases.make();
  const opened = await openPostgresStore(readDatabaseUrl(database));
  const client = new pg.Client({ connectionString: database });
  await client.connect();
  // Of small tables it would always read all.
  await client.query('set enable_seqscan = off');
  const statements = new Set<string>();
  const plugin: KyselyPlugin = {
    transformQuery: ({ node, queryId }: PluginTransformQueryArgs) => {
      statements.add(new PostgresQueryCompiler().compileQuery(node, queryId).sql);
      return node;
    },
    transformResult: async ({ result }) => result,
  };
  const recorded =
    <T>(work: (tx: Transaction<Database>) => Promise<T>) =>
    (tx: Transaction<Database>) =>
      work(tx.withPlugin(plugin));
  const store: Store = {
    ...opened,
    read: opened.read.withPlugin(plugin),
    transaction: (work) => opened.transaction(recorded(work)),
    longTransaction: (work) => opened.longTransaction(recorded(work)),
    tryTransaction: (work) => opened.tryTransaction(recorded(work)),
    close: async () => {
      await client.end();
      await opened.close();
      await databases.drop(database);
    },
  };
  return { store, statements, plansOf: (all) => plansIn(client, all) };
}

async function plansIn(client: pg.Client, statements: readonly string[]): Promise<string[][]> {
  await client.query('analyze');
  await client.query(enlarge);
  const plans: string[][] = [];
  for (const sql of statements) plans.push(await planIn(client, sql));
  return plans;
}

async function planIn(client: pg.Client, sql: string): Promise<string[]> {
  if (!/^(?:select|insert|update|delete|with)\b/.test(sql)) return [];
  const explain = async () => {
    const { rows } = await client.query<{ 'QUERY PLAN': [{ Plan: PlanNode }] }>(
      `explain (generic_plan, format json) ${sql}`,
    );
    return rows[0]!['QUERY PLAN'][0].Plan;
  };
  const plan = await explain();
  const [index] = wholeIndexes(plan);
  if (index === undefined) return details(plan, false);
  // With so few rows, all of an index can seem as good as a part of another one, which is taken when it is away.
  await client.query(`begin; set local lock_timeout = '5s'; drop index ${index}`);
  try {
    const other = details(await explain(), false);
    return other.some((step) => step.startsWith('SCAN')) ? details(plan, false) : other;
  } finally {
    await client.query('rollback');
  }
}

interface PlanNode {
  readonly 'Node Type': string;
  readonly 'Relation Name'?: string;
  readonly 'Index Name'?: string;
  readonly 'Index Cond'?: string;
  readonly Plans?: readonly PlanNode[];
}

/** Indexes, other than those of keys, of which a plan reads all. */
function wholeIndexes(node: PlanNode): string[] {
  const { 'Index Name': index, 'Index Cond': condition, Plans = [] } = node;
  const isWhole = index !== undefined && condition === undefined && !index.endsWith('_pkey');
  return [...(isWhole ? [index] : []), ...Plans.flatMap(wholeIndexes)];
}

/** Indexes of what is still to be done, which are small. */
const due = ['enrolment_unlinked'];

/** @param isLimited whether only the first rows are read. */
function details(node: PlanNode, isLimited: boolean): string[] {
  const { 'Node Type': type, 'Relation Name': table, 'Index Cond': condition, Plans = [] } = node;
  const limited = isLimited || type === 'Limit';
  const below = Plans.flatMap((one) => details(one, limited));
  if (table === undefined || !/^(?:Seq|Index|Index Only) Scan$/.test(type)) return below;
  const index = node['Index Name'] ?? '';
  const isPart = due.includes(index) || (limited && type !== 'Seq Scan');
  if (condition === undefined && !isPart) return [`SCAN ${table}`, ...below];
  const name = index.endsWith('_pkey') ? 'PRIMARY KEY' : index;
  const [, column] = /^\(\(?(\w+)\)?(?:::text)? = \S+\)$/.exec(condition ?? '') ?? [];
  return [`SEARCH ${table} USING INDEX ${name} (${column ?? '…'}=?)`, ...below];
}
