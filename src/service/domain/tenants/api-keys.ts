/**
 * API keys of relying parties: 256 random bits, bound to a service, scopes and aliases.
 * @module
 */
import {
  equalBytes,
  fromBase64Url,
  randomBytes,
  toBase64Url,
  utf8,
} from '../../../crypto/bytes.js';
import { sha256 } from '../../../crypto/hashes.js';
import type { ServiceContext } from '../../service-context.js';
import {
  findApiKey,
  insertApiKey,
  listApiKeys as listApiKeyRows,
  revokeApiKey as revokeApiKeyRow,
} from '../../store/tables/api-keys.js';
import type { ApiKeyTable } from '../../store/schema/schema.js';
import { listAliases } from '../../store/tables/sites.js';
import { auditedTransaction } from '../audit/audit-trail.js';
import { Refusal } from '../refusal.js';
import { hex } from './hex.js';
import { getKnownService } from './services.js';

/** Permissions that a key can have. */
export const scopes = [
  'otp.verify',
  'seal.verify',
  'jwt.introspect',
  'push',
  'codes.issue',
  'enrolments.read',
] as const;

/** One permission of a key. */
export type Scope = (typeof scopes)[number];

/** An order for a key. */
export interface NewApiKey {
  /** macId of the service. */
  readonly service: string;
  readonly name?: string | undefined;
  readonly scopes: readonly Scope[];
  /** Sites whose OTPs it may verify; all of the service when left out. */
  readonly aliases?: readonly string[] | undefined;
}

/** A key as shown; the key itself is not. */
export interface ApiKeyView {
  readonly id: string;
  readonly service: string;
  readonly name: string;
  readonly scopes: readonly Scope[];
  readonly aliases: readonly string[] | null;
  /** Milliseconds. */
  readonly createdAt: number;
}

/** Who calls the API of relying parties. */
export interface RelyingParty {
  /** Id of its key. */
  readonly id: string;
  /** macId of its service. */
  readonly mac: string;
  readonly scopes: readonly Scope[];
  /** null: all of the service. */
  readonly aliases: readonly string[] | null;
}

/**
 * Makes a key. It is stored nowhere: it can be read only here.
 * @throws {Refusal} `MACID_IS_UNKNOWN`, `ALIAS_UNKNOWN`.
 */
export function createApiKey(
  context: ServiceContext,
  actor: string,
  { service, name = '', scopes: allowed, aliases }: NewApiKey,
): Promise<ApiKeyView & { readonly key: string }> {
  return auditedTransaction(context, actor, async (tx, audit) => {
    await getKnownService(tx, service);
    const known = await listAliases(tx, service);
    if (aliases?.some((alias) => !known.includes(alias))) {
      throw new Refusal('ALIAS_UNKNOWN', 'One of the aliases is not of this service.');
    }
    const id = hex(randomBytes(8));
    const key = `neon.${id}.${toBase64Url(randomBytes(32))}`;
    const row: ApiKeyTable = {
      id,
      mac: service,
      name,
      h: toBase64Url(sha256(utf8(key))),
      scopes: JSON.stringify([...new Set(allowed)]),
      aliases: aliases ? JSON.stringify([...new Set(aliases)]) : null,
      created: context.clock.now(),
      revoked_at: null,
    };
    await insertApiKey(tx, row);
    await audit('key.created', id, { service, scopes: allowed.join(' ') });
    return { ...view(row), key };
  });
}

/**
 * Keys of a service that are not revoked, oldest first.
 * @throws {Refusal} `MACID_IS_UNKNOWN`.
 */
export async function listApiKeys(
  { store }: ServiceContext,
  service: string,
): Promise<ApiKeyView[]> {
  await getKnownService(store.read, service);
  return (await listApiKeyRows(store.read, service)).map(view);
}

/**
 * Revokes a key, at once and for good.
 * @throws {Refusal} `KEY_UNKNOWN`.
 */
export function revokeApiKey(context: ServiceContext, actor: string, id: string): Promise<void> {
  return auditedTransaction(context, actor, async (tx, audit) => {
    const service = await revokeApiKeyRow(tx, id, context.clock.now());
    if (service === undefined) throw new Refusal('KEY_UNKNOWN', 'There is no such key.');
    await audit('key.revoked', id, { service });
  });
}

/** Finds the relying party of a key; resolves with undefined for a key that is unknown, wrong or revoked. */
export async function authenticateKey(
  { store }: ServiceContext,
  presented: string,
): Promise<RelyingParty | undefined> {
  const id = /^neon\.([0-9a-f]{16})\.[\w-]{43}$/.exec(presented)?.[1];
  if (id === undefined) return undefined;
  const row = await findApiKey(store.read, id);
  if (!row || !equalBytes(fromBase64Url(row.h), sha256(utf8(presented)))) return undefined;
  const { service: mac, scopes: allowed, aliases } = view(row);
  return { id, mac, scopes: allowed, aliases };
}

function view(row: ApiKeyTable): ApiKeyView {
  return {
    id: row.id,
    service: row.mac,
    name: row.name,
    scopes: JSON.parse(row.scopes) as Scope[],
    aliases: row.aliases === null ? null : (JSON.parse(row.aliases) as string[]),
    createdAt: row.created,
  };
}
