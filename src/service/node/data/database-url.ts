/**
 * The URL of a PostgreSQL, as libpq reads it: `postgres://user:password@host:port/database?sslmode=verify-full`.
 * @module
 */
import { readFileSync } from 'node:fs';
import { checkServerIdentity, type ConnectionOptions, type PeerCertificate } from 'node:tls';
import type { PostgresAddress } from '../../store/postgres/postgres-store.js';
import { readPrivateFile } from './private-file.js';
import { SettingError } from '../setting-error.js';

/** Parameters that are understood. Another one could ask for more safety than there would be. */
const parameters: ReadonlySet<string> = new Set(['sslmode', 'sslrootcert', 'host', 'port']);

const form =
  'DATABASE_URL has to be like postgres://user:password@host:5432/database?sslmode=verify-full, with special characters of the password percent-encoded';

/**
 * Reads the address of the database from `DATABASE_URL`, or from the file that `DATABASE_URL_FILE` names; undefined when
 * neither is given.
 * @throws {SettingError} also when others may read the file.
 */
export async function readDatabaseAddress({
  DATABASE_URL: url,
  DATABASE_URL_FILE: file,
}: Readonly<Record<string, string | undefined>>): Promise<PostgresAddress | undefined> {
  if (url && file) {
    throw new SettingError('DATABASE_URL and DATABASE_URL_FILE are both given: give one of them.');
  }
  if (url) return readDatabaseUrl(url.trim());
  if (!file) return undefined;
  const text = await readPrivateFile(file);
  if (text === undefined) throw new SettingError(`${file} of DATABASE_URL_FILE does not exist.`);
  return readDatabaseUrl(text.trim());
}

/**
 * Reads a URL. No message has any part of it, since the password is one.
 * @throws {SettingError}
 */
export function readDatabaseUrl(text: string): PostgresAddress {
  const url = URL.canParse(text) ? new URL(text) : undefined;
  if (!url || !['postgres:', 'postgresql:'].includes(url.protocol)) {
    throw new SettingError(`${form}.`);
  }
  const query = url.searchParams;
  for (const name of query.keys()) {
    if (parameters.has(name)) continue;
    throw new SettingError(
      'DATABASE_URL has a parameter that is not known: only sslmode, sslrootcert, host and port are.',
    );
  }
  const host = query.get('host') ?? decoded(url.hostname).replace(/^\[|\]$/g, '');
  const database = decoded(url.pathname.slice(1));
  const user = decoded(url.username);
  const port = Number(query.get('port') ?? (url.port || 5432));
  if (
    !host ||
    host.includes(',') ||
    !database ||
    !user ||
    !Number.isInteger(port) ||
    port < 1 ||
    port > 65_535
  ) {
    throw new SettingError(`${form}, and with one host.`);
  }
  const ssl = tlsOf(host, query.get('sslmode'), query.get('sslrootcert'));
  return { host, port, user, password: decoded(url.password), database, ssl };
}

function decoded(part: string): string {
  try {
    return decodeURIComponent(part);
  } catch {
    throw new SettingError(`${form}.`);
  }
}

/**
 * The modes of libpq, but for those that go on in plain text when the server has no TLS: somebody in between could have
 * them do so. `require` checks the authority only when there is a file of it, as in libpq.
 * Whoever names authorities and no mode gets all checks.
 */
function tlsOf(
  host: string,
  given: string | null,
  rootFile: string | null,
): false | ConnectionOptions {
  const isLocal = host.startsWith('/') || ['localhost', '127.0.0.1', '::1'].includes(host);
  const mode = given ?? (isLocal && rootFile === null ? 'disable' : 'verify-full');
  if (rootFile === 'system' && mode !== 'verify-full') {
    // Anybody gets a certificate of such an authority, for some name.
    throw new SettingError('sslrootcert=system of DATABASE_URL needs sslmode=verify-full.');
  }
  if (mode === 'disable') return false;
  const ca = rootFile === null || rootFile === 'system' ? {} : { ca: readRoot(rootFile) };
  // Of an address that is no name, the driver does not say what has to be certified.
  const identity = (_name: string, peer: PeerCertificate) => checkServerIdentity(host, peer);
  switch (mode) {
    case 'verify-full':
      return { ...ca, rejectUnauthorized: true, checkServerIdentity: identity };
    case 'verify-ca':
      return { ...ca, rejectUnauthorized: true, checkServerIdentity: () => undefined };
    case 'require':
      return {
        ...ca,
        rejectUnauthorized: 'ca' in ca,
        checkServerIdentity: () => undefined,
      };
    default:
      throw new SettingError(
        'sslmode of DATABASE_URL has to be verify-full, verify-ca, require or disable.',
      );
  }
}

function readRoot(file: string): string {
  try {
    return readFileSync(file, 'utf8');
  } catch {
    throw new SettingError('The file that sslrootcert of DATABASE_URL names cannot be read.');
  }
}
