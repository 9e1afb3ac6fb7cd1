/**
 * Settings of the process: flags of the command line, or `NEON_*` variables of the environment.
 * @module
 */
import { isIP } from 'node:net';
import * as v from 'valibot';
import { isLoopback } from '../domain/loopback.js';
import { adminKeyDemand, isAdminKey } from './keys/admin-key.js';
import type { PostgresAddress } from '../store/postgres/postgres-store.js';
import { parseFlags } from './commands/flags.js';
import { SettingError } from './setting-error.js';

/** The settings of a process. */
export interface Settings {
  /** 0 takes any free port. */
  readonly port: number;
  /** Address to listen on; 127.0.0.1 when left out. */
  readonly host?: string | undefined;
  /** Folder of the keys, and of the database unless that is on a server; `:memory:` keeps nothing. */
  readonly data: string;
  /** Where the database is on a server, if it is. */
  readonly database?: PostgresAddress | undefined;
  /** Maximum number of connections to that server; 10 when left out. */
  readonly databaseConnections?: number | undefined;
  /** `iss`, the origin that browsers see; `http://localhost:<port>` when left out on a loopback address. */
  readonly publicUrl?: string | undefined;
  /** Paths of PEM files. */
  readonly tls?: { readonly cert: string; readonly key: string } | undefined;
  /** Addresses and subnets whose `X-Forwarded-For` is believed. */
  readonly trustedProxies?: readonly string[] | undefined;
  /** Generated into the data folder when left out. */
  readonly adminKey?: string | undefined;
  /** Folder of the files that browsers load; `dist/` of this program when left out. Not a flag. */
  readonly publicFiles?: string | undefined;
}

/** One setting of the process. */
interface ProcessSetting {
  /** Stands for the value in the help. */
  readonly placeholder: string;
  /** Reads the value; each of its messages completes a sentence that begins with the name. */
  readonly schema: v.GenericSchema<string, unknown>;
  /** The value where none is given. */
  readonly usual?: string;
  /** Markdown: what holds where none is given, if that is no constant. */
  readonly otherwise?: string;
  /** Markdown for the operator. */
  readonly sentence: string;
  /** Whether there is no flag: other users of the machine see the command line. */
  readonly isSecret?: true;
  /** The variable, when it has a name that other programs know. */
  readonly variable?: string;
}

const port = 'has to be a number from 0 to 65535';
const connections = 'has to be a number from 2 to 200';

/** By flag, without the dashes. The variable of `public-url` is `NEON_PUBLIC_URL`. */
const table = {
  port: {
    placeholder: 'N',
    schema: v.pipe(
      v.string(),
      v.regex(/^\d{1,5}$/, port),
      v.transform(Number),
      v.maxValue(65_535, port),
    ),
    usual: '8080',
    sentence: '0 takes any free port',
  },
  host: {
    placeholder: 'ADDRESS',
    schema: v.pipe(
      v.string(),
      v.check((host) => host === 'localhost' || isIP(host) !== 0, 'has to be an IP address'),
    ),
    usual: '127.0.0.1',
    sentence: 'IP address to listen on, or `localhost`',
  },
  data: {
    placeholder: 'DIR',
    schema: v.string(),
    usual: './neon-data',
    sentence: 'the data folder; `:memory:` keeps nothing',
  },
  'database-url': {
    placeholder: 'URL',
    schema: v.string(),
    otherwise: 'a file in the data folder',
    sentence:
      'the PostgreSQL that has the data, like `postgres://user:password@host:5432/database?sslmode=verify-full`: see [PostgreSQL](#postgresql). No flag, since other users of the machine see the command line',
    isSecret: true,
    variable: 'DATABASE_URL',
  },
  'database-url-file': {
    placeholder: 'FILE',
    schema: v.string(),
    otherwise: 'none',
    sentence:
      'a file that has this URL, readable only by its owner; a file of root also by its group',
    isSecret: true,
    variable: 'DATABASE_URL_FILE',
  },
  'database-connections': {
    placeholder: 'N',
    schema: v.pipe(
      v.string(),
      v.regex(/^\d{1,3}$/, connections),
      v.transform(Number),
      v.minValue(2, connections),
      v.maxValue(200, connections),
    ),
    usual: '10',
    sentence:
      'how many connections to PostgreSQL the service makes at most, besides one that listens',
  },
  'public-url': {
    placeholder: 'URL',
    schema: v.pipe(
      v.string(),
      v.transform((url) => url.replace(/\/$/, '')),
      v.check(
        (url) => URL.canParse(url) && new URL(url).origin === url && /^https?:/.test(url),
        'has to be an origin like https://mfa.example.com',
      ),
      v.check(
        (url) => url.startsWith('https:') || isLoopback(new URL(url).hostname),
        'has to begin with https:, except on localhost',
      ),
    ),
    otherwise: '`http://localhost:<port>`',
    sentence:
      'the origin by which browsers reach the service. Needed unless it listens on a loopback address; `https:` except on localhost',
  },
  'tls-cert': {
    placeholder: 'FILE',
    schema: v.string(),
    otherwise: 'none',
    sentence:
      'PEM file of a certificate; together with `--tls-key` it makes the service speak TLS (1.2 or later) itself',
  },
  'tls-key': {
    placeholder: 'FILE',
    schema: v.string(),
    otherwise: 'none',
    sentence:
      'PEM file of the key of that certificate, readable only by its owner; a file of root also by its group',
  },
  'trusted-proxies': {
    placeholder: 'LIST',
    schema: v.pipe(
      v.string(),
      v.transform((list) => list.split(',').map((item) => item.trim())),
      v.check(
        (list) => list.every(isSubnet),
        'has to be a list of IP addresses or subnets, separated by commas',
      ),
    ),
    otherwise: 'none',
    sentence: 'addresses and subnets, separated by commas, whose `X-Forwarded-For` is believed',
  },
  'admin-key': {
    placeholder: 'KEY',
    schema: v.pipe(v.string(), v.check(isAdminKey, adminKeyDemand)),
    otherwise: 'made at the first start',
    sentence:
      '32 or more of `A-Z a-z 0-9 - . _ ~ + /` without a pattern, such as `neon-service admin-key new` prints. No flag, since other users of the machine see the command line',
    isSecret: true,
  },
} as const satisfies Readonly<Record<string, ProcessSetting>>;

type Name = keyof typeof table;

const settings = Object.entries<ProcessSetting>(table);

/** What a setting is read as; undefined where it is not given and has no usual value. */
type Read<N extends Name> =
  | v.InferOutput<(typeof table)[N]['schema']>
  | ((typeof table)[N] extends { usual: string } ? never : undefined);

/** The flags with their placeholders, for the help. */
export const processFlags: readonly string[] = settings
  .filter(([, { isSecret }]) => !isSecret)
  .map(([name, { placeholder }]) => `[--${name} ${placeholder}]`);

/** The table for operators, in Markdown. */
export function describeProcessSettings(): string {
  const rows = settings.map(([name, { usual, otherwise = usual, sentence, ...setting }]) => {
    const flag = setting.isSecret ? '–' : `\`--${name}\``;
    return `| ${flag} | \`${setting.variable ?? variable(name)}\` | ${otherwise} | ${sentence} |`;
  });
  return ['| Flag | Variable | Default | |', '|---|---|---|---|', ...rows].join('\n');
}

/**
 * Reads the settings; a flag wins over its variable. Where the database is on a server is read apart from them.
 * @throws {SettingError} for an unknown flag, or a setting that is missing or malformed.
 */
export function readSettings(
  args: readonly string[],
  environment: Readonly<Record<string, string | undefined>>,
): Settings {
  const flags = settings.flatMap(([name, { isSecret }]) =>
    isSecret ? [] : [[name, { type: 'string' }] as const],
  );
  const { values } = parseFlags(args, Object.fromEntries(flags));
  const read = <N extends Name>(name: N): Read<N> => {
    const { schema, usual }: ProcessSetting = table[name];
    const text = values[name] ?? (environment[variable(name)] || usual);
    // The compiler does not follow which setting of the table `N` is.
    return (text === undefined ? undefined : check(name, schema, text)) as Read<N>;
  };

  const host = read('host');
  const cert = read('tls-cert');
  const key = read('tls-key');
  if ((cert === undefined) !== (key === undefined)) {
    throw new SettingError('--tls-cert and --tls-key have to be given together.');
  }
  const publicUrl = read('public-url');
  if (publicUrl === undefined && !isLoopback(host)) {
    throw new SettingError(
      `--public-url (${variable('public-url')}) is missing: the origin by which browsers reach the service.`,
    );
  }
  return {
    port: read('port'),
    host,
    data: read('data'),
    databaseConnections: read('database-connections'),
    publicUrl,
    tls: cert !== undefined && key !== undefined ? { cert, key } : undefined,
    trustedProxies: read('trusted-proxies'),
    adminKey: read('admin-key'),
  };
}

/** The data folder of commands that are given no flag for it. */
export function dataFolder(environment: Readonly<Record<string, string | undefined>>): string {
  return environment[variable('data')] || table.data.usual;
}

function check(name: Name, schema: ProcessSetting['schema'], value: unknown): unknown {
  const result = v.safeParse(schema, value, { abortEarly: true });
  if (result.success) return result.output;
  const shown = name === 'admin-key' ? variable(name) : `--${name} (${variable(name)})`;
  throw new SettingError(`${shown} ${result.issues[0].message}.`);
}

function isSubnet(text: string): boolean {
  const [address = '', bits = '0', ...more] = text.split('/');
  // Requests never come from an address with an interface, such as "fe80::1%eth0".
  const most = address.includes('%') ? -1 : ({ 4: 32, 6: 128 }[isIP(address)] ?? -1);
  return more.length === 0 && /^\d{1,3}$/.test(bits) && Number(bits) <= most;
}

function variable(name: string): string {
  return `NEON_${name.replaceAll('-', '_').toUpperCase()}`;
}
