import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { SettingError } from '../../../src/service/node/setting-error.js';
import { readSettings } from '../../../src/service/node/process-settings.js';

type Environment = Record<string, string>;

function refusal(args: readonly string[], environment: Environment = {}): string {
  try {
    readSettings(args, environment);
  } catch (error) {
    assert.ok(error instanceof SettingError, String(error));
    return error.message;
  }
  throw new Error(`${args.join(' ')} ${JSON.stringify(environment)} is taken`);
}

/** Invalid values of settings, as flag and as variable, and the sentence for both. */
const refused: [flag: string, values: readonly string[], sentence: string][] = [
  [
    'port',
    ['65536', '99999', '123456', '-1', '80a', '1.5', ' 80', '0x50'],
    '--port (NEON_PORT) has to be a number from 0 to 65535.',
  ],
  [
    'host',
    ['example.com', '127.0.0', '127.0.0.1:80', '[::1]', '*', 'LOCALHOST'],
    '--host (NEON_HOST) has to be an IP address.',
  ],
  [
    'public-url',
    [
      'mfa.example.com',
      'https://mfa.example.com/path',
      'https://mfa.example.com?x',
      'https://MFA.example.com',
      'https://mfa.example.com:443',
      'https://user@mfa.example.com',
      'ftp://localhost',
      'ws://localhost',
      'https://',
      'null',
    ],
    '--public-url (NEON_PUBLIC_URL) has to be an origin like https://mfa.example.com.',
  ],
  [
    'public-url',
    ['http://mfa.example.com', 'http://localhost.example.com', 'http://10.0.0.1:8080'],
    '--public-url (NEON_PUBLIC_URL) has to begin with https:, except on localhost.',
  ],
  [
    'trusted-proxies',
    [
      'proxy.example',
      '10.0.0.0/33',
      '::1/129',
      '10.0.0.1,',
      '10.0.0.0/',
      '10.0.0.1/8/8',
      'fe80::1%eth0',
    ],
    '--trusted-proxies (NEON_TRUSTED_PROXIES) has to be a list of IP addresses or subnets, separated by commas.',
  ],
];

describe('the settings', () => {
  for (const [flag, values, sentence] of refused) {
    it(`refuse a malformed --${flag}: ${sentence}`, () => {
      const variable = `NEON_${flag.replaceAll('-', '_').toUpperCase()}`;
      for (const value of values) {
        assert.equal(refusal([`--${flag}=${value}`]), sentence, value);
        assert.equal(refusal([], { [variable]: value }), sentence, value);
      }
    });
  }

  it('refuse an admin key that is short, has invalid characters or a pattern, without printing it', () => {
    const sentence =
      'NEON_ADMIN_KEY has to have 32 or more characters A-Z a-z 0-9 - . _ ~ + / without a pattern: "neon-service admin-key new" prints a key.';
    for (const key of [
      'thirty-one-characters-canary-31',
      'with a canary space and thirty-two characters',
      'canary-ä-canary-ä-0123456789-abcdef',
      '=canary-canary-ca-0123456789-abcdef',
      'c'.repeat(64),
      'canary-1'.repeat(4),
      'canary-canary-canary-canary-canary-can',
      `canaryr${'y'.repeat(60)}`,
    ]) {
      assert.equal(refusal([], { NEON_ADMIN_KEY: key }), sentence, key);
    }
  });

  it('refuse an admin key on the command line', () => {
    assert.equal(refusal(['--admin-key', 'x'.repeat(32)]), "Unknown option '--admin-key'.");
  });

  it('refuse flags that are unknown, empty or without a value, and other words', () => {
    assert.equal(refusal(['--prot', '80']), "Unknown option '--prot'.");
    assert.equal(refusal(['-p', '80']), "Unknown option '-p'.");
    assert.equal(refusal(['--no-port']), "Unknown option '--no-port'.");
    assert.match(refusal(['--port']), /^Option '--port <value>' argument missing\.$/);
    assert.match(refusal(['--port', '--host', '::1']), /^Option '--port' argument is ambiguous\.$/);
    assert.match(refusal(['--port', '80', 'now']), /^Unexpected argument 'now'\.[^.]*\.?$/);
    for (const flag of ['port', 'host', 'data', 'public-url', 'tls-cert', 'trusted-proxies']) {
      assert.equal(refusal([`--${flag}=`]), `--${flag} is empty.`);
    }
  });

  it('refuse a certificate without a key and a key without a certificate', () => {
    const sentence = '--tls-cert and --tls-key have to be given together.';
    assert.equal(refusal(['--tls-cert', 'a.pem']), sentence);
    assert.equal(refusal([], { NEON_TLS_KEY: 'a.pem' }), sentence);
  });

  it('refuse to listen beyond this machine without a public URL', () => {
    const sentence =
      '--public-url (NEON_PUBLIC_URL) is missing: the origin by which browsers reach the service.';
    for (const host of ['0.0.0.0', '::', '192.168.1.5', '128.0.0.1', '::2']) {
      assert.equal(refusal(['--host', host]), sentence);
    }
    for (const host of ['localhost', '127.0.0.1', '127.9.9.9', '::1']) {
      assert.equal(readSettings(['--host', host], {}).publicUrl, undefined);
    }
  });

  it('have working defaults', () => {
    assert.deepEqual(readSettings([], {}), {
      port: 8080,
      host: '127.0.0.1',
      data: './neon-data',
      databaseConnections: 10,
      publicUrl: undefined,
      tls: undefined,
      trustedProxies: undefined,
      adminKey: undefined,
    });
  });

  it('are read from flags, else from variables; an empty variable counts as absent', () => {
    const args = [
      ...['--port', '0', '--host', '::', '--data', '/var/lib/neon'],
      ...['--public-url', 'https://mfa.example.com/', '--tls-cert', 'c.pem', '--tls-key=k.pem'],
      ...['--trusted-proxies', '10.0.0.0/8, ::1', '--database-connections', '20'],
    ];
    const expected = {
      port: 0,
      host: '::',
      data: '/var/lib/neon',
      databaseConnections: 20,
      publicUrl: 'https://mfa.example.com',
      tls: { cert: 'c.pem', key: 'k.pem' },
      trustedProxies: ['10.0.0.0/8', '::1'],
    };
    const adminKey = 'A-key_of.32~+/characters-or-more==';
    const variables = {
      NEON_PORT: '0',
      NEON_HOST: '::',
      NEON_DATA: '/var/lib/neon',
      NEON_DATABASE_CONNECTIONS: '20',
      NEON_PUBLIC_URL: 'https://mfa.example.com',
      NEON_TLS_CERT: 'c.pem',
      NEON_TLS_KEY: 'k.pem',
      NEON_TRUSTED_PROXIES: '10.0.0.0/8,::1',
      NEON_ADMIN_KEY: adminKey,
    };
    assert.deepEqual(readSettings(args, {}), { ...expected, adminKey: undefined });
    assert.deepEqual(readSettings([], variables), { ...expected, adminKey });
    const others = { ...variables, NEON_PORT: '1', NEON_DATA: '/elsewhere' };
    assert.deepEqual(readSettings(args, others), { ...expected, adminKey });
    const empty = Object.fromEntries(Object.keys(variables).map((name) => [name, '']));
    assert.deepEqual(readSettings([], empty), readSettings([], {}));
  });

  it('accept http for names of this machine', () => {
    for (const url of [
      'http://localhost:8080',
      'http://mfa.localhost',
      'http://[::1]:8080',
      'http://127.0.0.1',
    ]) {
      assert.equal(readSettings(['--public-url', url], {}).publicUrl, url);
    }
  });
});
