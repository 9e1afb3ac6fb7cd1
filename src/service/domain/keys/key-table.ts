/**
 * Every key of a service: what it is for, how it is replaced, and when an old version may go.
 * @module
 */
import type { KeyRecord } from './key-record.js';

/** One key, for people. Sentences are Markdown. */
interface KeyDescription {
  readonly purpose: string;
  /** How it is replaced. */
  readonly rotation: string;
  /** When an old version may go. */
  readonly end: string;
}

/** Name of a key of the key file. */
export type KeyName = Exclude<
  keyof KeyRecord,
  'format' | 'iss' | 'binding' | 'succession' | 'auditNext'
>;

const versioned = 'two minutes after the command';

/** By name, as commands take it. */
export const keyTable: Readonly<Record<KeyName | 'admin', KeyDescription>> = {
  kek: {
    purpose:
      'encrypts the secrets in the database that have to be read again: dynamic keys of browsers, one-time passwords of approved requests',
    rotation: `${versioned}; then the service encrypts everything anew, up to 50 000 secrets of each kind a minute`,
    end: '`service-key drop`, when no secret is under it; a backup of the database from before needs it',
  },
  pepper: {
    purpose: 'is in the verifiers of PINs and BioKeys',
    rotation: `${versioned}; the verifier of a person changes with their next right PIN, that of a browser with its next right BioKey`,
    end: '`service-key drop`, when no verifier needs it',
  },
  code: {
    purpose:
      'hides codes in the database; makes the numbers of requests for approval and the marks of lists of browsers',
    rotation: `${versioned}; codes and requests that are under way stay good`,
    end: '`service-key drop`, when no live code and no request of the last hour needs it',
  },
  otp: {
    purpose: 'hides one-time passwords and idempotency keys in the database',
    rotation: `${versioned}; one-time passwords that are under way stay good`,
    end: 'by itself, ten minutes after its replacement',
  },
  challenge: {
    purpose: 'authenticates challenges',
    rotation: `${versioned}; challenges that are under way stay good`,
    end: 'by itself, ten minutes after its replacement',
  },
  signing: {
    purpose: 'signs what the service says to browsers and relying parties',
    rotation: 'a quarter of an hour after the command; at once with `--now`',
    end: 'its private half by itself, when the next one signs; its public half stays',
  },
  hpke: {
    purpose: 'is what browsers encrypt activations to',
    rotation: 'by itself after 30 days; at once by the command',
    end: 'by itself, at the replacement after the next',
  },
  audit: {
    purpose: 'makes the tags of the audit trail, and signs its head',
    rotation: `${versioned}; ten minutes later, the entries up to there are bound by their hash in \`keys.json\``,
    end: 'its private half by itself, at that time; its public half stays',
  },
  admin: {
    purpose: 'opens `/admin/v1`; it has a file of its own',
    rotation: 'within a minute of `admin-key rotate`; at the start, where it is `NEON_ADMIN_KEY`',
    end: 'at once: give the new one to whoever calls `/admin/v1`',
  },
};

/** The table of all keys as Markdown. */
export function describeKeyTable(): string {
  const rows = Object.entries(keyTable).map(
    ([name, { purpose, rotation, end }]) => `| \`${name}\` | ${purpose} | ${rotation} | ${end} |`,
  );
  return [
    '| Key | What it does | Replaced | Its old version goes |',
    '|---|---|---|---|',
    ...rows,
  ].join('\n');
}
