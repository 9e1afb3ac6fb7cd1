/**
 * Settings of the process: flags of the command line, or `NEON_*` variables of the environment.
 * @module
 */
import { isIP } from 'node:net';
import * as v from 'valibot';
import { isLoopback } from '../domain/loopback.js';
import { parseFlags } from './flags.js';
import { SettingError } from './setting-error.js';

/** How the service is to run. */
export interface Settings {
  /** 0: any free port. */
  readonly port: number;
  /** Address to listen on; 127.0.0.1 when left out. */
  readonly host?: string | undefined;
  /** Folder of the database and the keys; `:memory:` keeps nothing. */
  readonly data: string;
  /** `iss`, the origin that browsers see; `http://localhost:<port>` when left out on a loopback address. */
  readonly publicUrl?: string | undefined;
  /** Paths of PEM files. */
  readonly tls?: { readonly cert: string; readonly key: string } | undefined;
  /** Addresses and subnets whose `X-Forwarded-For` is believed. */
  readonly trustedProxies?: readonly string[] | undefined;
  /** Generated into the data folder when left out. */
  readonly adminKey?: string | undefined;
  /** Folder of the files that browsers load; `dist/` of this program when left out. Nothing for the command line. */
  readonly publicFiles?: string | undefined;
}

const flags = {
  port: { type: 'string' },
  host: { type: 'string' },
  data: { type: 'string' },
  'public-url': { type: 'string' },
  'tls-cert': { type: 'string' },
  'tls-key': { type: 'string' },
  'trusted-proxies': { type: 'string' },
} as const;

/** What an admin key has to be like: long enough, and what a Bearer credential may consist of (RFC 6750, section 2.1). */
export const adminKeyForm = {
  pattern: /^[\w.~+/-]{16,}=*$/,
  demand: 'has to have 16 or more characters A-Z a-z 0-9 - . _ ~ + /',
} as const;

/** The admin key is no flag: other users of the machine see the command line. */
type Name = keyof typeof flags | 'admin-key';

const schemas = {
  port: v.pipe(
    v.string(),
    v.regex(/^\d{1,5}$/, 'has to be a number from 0 to 65535'),
    v.transform(Number),
    v.maxValue(65_535, 'has to be a number from 0 to 65535'),
  ),
  host: v.pipe(
    v.string(),
    v.check((host) => host === 'localhost' || isIP(host) !== 0, 'has to be an IP address'),
  ),
  publicUrl: v.pipe(
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
  trustedProxies: v.pipe(
    v.string(),
    v.transform((list) => list.split(',').map((item) => item.trim())),
    v.check(
      (list) => list.every(isSubnet),
      'has to be a list of IP addresses or subnets, separated by commas',
    ),
  ),
  adminKey: v.pipe(v.string(), v.regex(adminKeyForm.pattern, adminKeyForm.demand)),
};

/**
 * Reads the settings; a flag wins over its variable.
 * @throws {SettingError} for an unknown flag, or a setting that is missing or malformed.
 */
export function readSettings(
  args: readonly string[],
  environment: Readonly<Record<string, string | undefined>>,
): Settings {
  const given = parseFlags(args, flags).values as Partial<Record<keyof typeof flags, string>>;
  const text = (name: Name) =>
    (name === 'admin-key' ? undefined : given[name]) ?? (environment[variable(name)] || undefined);
  const read = <S extends v.GenericSchema<string, unknown>>(name: Name, schema: S) => {
    const value = text(name);
    return value === undefined ? undefined : check(name, schema, value);
  };

  const host = read('host', schemas.host) ?? '127.0.0.1';
  const cert = text('tls-cert');
  const key = text('tls-key');
  if ((cert === undefined) !== (key === undefined)) {
    throw new SettingError('--tls-cert and --tls-key have to be given together.');
  }
  const publicUrl = read('public-url', schemas.publicUrl);
  if (publicUrl === undefined && !isLoopback(host)) {
    throw new SettingError(
      `--public-url (${variable('public-url')}) is missing: the origin by which browsers reach the service.`,
    );
  }
  return {
    port: read('port', schemas.port) ?? 8080,
    host,
    data: text('data') ?? './neon-data',
    publicUrl,
    tls: cert !== undefined && key !== undefined ? { cert, key } : undefined,
    trustedProxies: read('trusted-proxies', schemas.trustedProxies),
    adminKey: read('admin-key', schemas.adminKey),
  };
}

function check<S extends v.GenericSchema<string, unknown>>(
  name: Name,
  schema: S,
  value: string,
): v.InferOutput<S> {
  const result = v.safeParse(schema, value, { abortEarly: true });
  if (result.success) return result.output;
  const shown = name === 'admin-key' ? variable(name) : `--${name} (${variable(name)})`;
  throw new SettingError(`${shown} ${result.issues[0].message}.`);
}

function isSubnet(text: string): boolean {
  const [address = '', bits = '0', ...more] = text.split('/');
  // The address of an interface, "fe80::1%eth0", is none that a request comes from.
  const most = address.includes('%') ? -1 : ({ 4: 32, 6: 128 }[isIP(address)] ?? -1);
  return more.length === 0 && /^\d{1,3}$/.test(bits) && Number(bits) <= most;
}

function variable(name: Name): string {
  return `NEON_${name.replaceAll('-', '_').toUpperCase()}`;
}
