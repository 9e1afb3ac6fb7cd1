/**
 * How the address of a PostgreSQL is read, and how a connection to it is secured.
 */
import assert from 'node:assert/strict';
import { once } from 'node:events';
import { chmodSync, writeFileSync } from 'node:fs';
import { createServer, type AddressInfo, type Server, type Socket } from 'node:net';
import { after, before, describe, it } from 'node:test';
import { createSecureContext, TLSSocket } from 'node:tls';
import {
  readDatabaseAddress,
  readDatabaseUrl,
} from '../../../src/service/node/data/database-url.js';
import { SettingError } from '../../../src/service/node/setting-error.js';
import { openPostgresStore } from '../../../src/service/store/postgres/postgres-store.js';
import { UnavailableError } from '../../../src/service/store/unavailable-error.js';
import { makeCertificate } from '../support/services/certificate.js';
import { Folder } from '../support/services/data-folder.js';

const secret = 'canary';

/** The sentence with which a URL is refused. It never has any part of the URL. */
function refusal(url: string): string {
  try {
    readDatabaseUrl(url);
  } catch (error) {
    assert.ok(error instanceof SettingError);
    assert.ok(!error.message.includes(secret));
    return error.message;
  }
  return assert.fail(url);
}

describe('DATABASE_URL', () => {
  it('is refused when it is malformed, in one sentence without the password', () => {
    const form =
      'DATABASE_URL has to be like postgres://user:password@host:5432/database?sslmode=verify-full, with special characters of the password percent-encoded';
    for (const url of [
      '',
      secret,
      `mysql://u:${secret}@h/d`,
      `postgres://u:${secret}/x@h/d`,
      `postgres://u:${secret}#x@h/d`,
      `postgres://u:${secret}%zz@h/d`,
      `postgres://u:${secret}@h:5x/d`,
    ]) {
      assert.equal(refusal(url), `${form}.`);
    }
    for (const url of [
      `postgres://:${secret}@h/d`,
      `postgres://u:${secret}@h`,
      `postgres://u:${secret}@h/`,
      `postgres://u:${secret}@h,i/d`,
      `postgres://u:${secret}@h/d?port=0`,
      `postgres://u:${secret}@h/d?port=65536`,
    ]) {
      assert.equal(refusal(url), `${form}, and with one host.`);
    }
  });

  it('is refused with a parameter that could ask for more than there would be', () => {
    assert.equal(
      refusal(`postgres://u:${secret}@h/d?channel_binding=require`),
      'DATABASE_URL has a parameter that is not known: only sslmode, sslrootcert, host and port are.',
    );
    for (const mode of ['prefer', 'allow', 'VERIFY-FULL', '']) {
      assert.equal(
        refusal(`postgres://u:${secret}@h/d?sslmode=${mode}`),
        'sslmode of DATABASE_URL has to be verify-full, verify-ca, require or disable.',
      );
    }
    assert.equal(
      refusal(`postgres://u:${secret}@h/d?sslrootcert=/none`),
      'The file that sslrootcert of DATABASE_URL names cannot be read.',
    );
    for (const mode of ['verify-ca', 'require', 'disable']) {
      assert.equal(
        refusal(`postgres://u:${secret}@h/d?sslmode=${mode}&sslrootcert=system`),
        'sslrootcert=system of DATABASE_URL needs sslmode=verify-full.',
      );
    }
  });

  it('names user, password, host, port and database; TLS is on except on this machine', () => {
    const { ssl, ...address } = readDatabaseUrl('postgresql://u%40:p%2F%25@db.example:6432/d%20e');
    const names = { host: 'db.example', port: 6432, user: 'u@', password: 'p/%', database: 'd e' };
    assert.deepEqual(address, names);
    assert.equal(ssl && ssl.rejectUnauthorized, true);
    for (const url of [
      'postgres://u@localhost/d',
      'postgres://u@[::1]/d',
      'postgres://u@x/d?host=/run/postgresql',
    ]) {
      const local = readDatabaseUrl(url);
      assert.deepEqual([local.ssl, local.port], [false, 5432], url);
    }
    const { ssl: checked } = readDatabaseUrl('postgres://u@localhost/d?sslrootcert=system');
    assert.equal(checked && checked.rejectUnauthorized, true);
    assert.equal(readDatabaseUrl('postgres://u@[::1]/d').host, '::1');
    assert.equal(readDatabaseUrl('postgres://u@x/d?host=/run/postgresql').host, '/run/postgresql');
  });

  it('may stand in a file that others cannot read', async () => {
    const folder = new Folder();
    const file = folder.file('url');
    const ofFile = { DATABASE_URL_FILE: file };
    const url = 'postgres://u:p@localhost/d';
    try {
      assert.equal(await readDatabaseAddress({}), undefined);
      assert.equal(
        await readDatabaseAddress({ DATABASE_URL: '', DATABASE_URL_FILE: '' }),
        undefined,
      );
      await assert.rejects(readDatabaseAddress(ofFile), {
        message: `${file} of DATABASE_URL_FILE does not exist.`,
      });
      writeFileSync(file, `${url}\n`, { mode: 0o600 });
      assert.deepEqual(await readDatabaseAddress(ofFile), readDatabaseUrl(url));
      assert.deepEqual(await readDatabaseAddress({ DATABASE_URL: url }), readDatabaseUrl(url));
      await assert.rejects(readDatabaseAddress({ DATABASE_URL: url, ...ofFile }), {
        message: 'DATABASE_URL and DATABASE_URL_FILE are both given: give one of them.',
      });
      chmodSync(file, 0o644);
      await assert.rejects(readDatabaseAddress(ofFile), /others may read it: run "chmod 600/);
    } finally {
      folder.remove();
    }
  });
});

describe('a connection to PostgreSQL', () => {
  /** Packet with which a client asks for TLS, before anything else. */
  const asksForTls = 8;
  const certificate = makeCertificate();
  const sockets = new Set<Socket>();
  let folder: Folder;
  let server: Server;
  let port: number;
  let hasTls = true;
  /** What came over TLS. */
  let received = '';

  before(async () => {
    folder = new Folder();
    writeFileSync(folder.file('root.pem'), certificate.cert);
    writeFileSync(folder.file('other.pem'), makeCertificate().cert);
    const secureContext = createSecureContext(certificate);
    server = createServer((socket) => {
      sockets.add(socket);
      socket.on('error', () => undefined);
      socket.once('data', (packet) => {
        if (packet.length !== asksForTls || !hasTls) return void socket.end('N');
        socket.write('S');
        const secure = new TLSSocket(socket, { isServer: true, secureContext });
        secure.on('error', () => undefined);
        secure.once('data', (startup) => {
          received = startup.toString();
          secure.end();
        });
      });
    }).listen(0, '0.0.0.0');
    await once(server, 'listening');
    ({ port } = server.address() as AddressInfo);
  });

  after(async () => {
    for (const socket of sockets) socket.destroy();
    server.close();
    folder.remove();
  });

  /** Tries to connect; resolves with why that fails, since there is no database behind the server. */
  async function connect(host: string, query: string): Promise<string> {
    received = '';
    const address = readDatabaseUrl(`postgres://ada:${secret}@${host}:${port}/d?${query}`);
    try {
      await openPostgresStore(address);
    } catch (error) {
      assert.ok(error instanceof UnavailableError);
      assert.ok(!error.message.includes(secret));
      return error.message;
    }
    return assert.fail('connected');
  }

  const root = () => `sslrootcert=${folder.file('root.pem')}`;

  it('is not made in plain text when the server has no TLS', async () => {
    hasTls = false;
    try {
      for (const mode of ['require', 'verify-ca', 'verify-full']) {
        assert.match(await connect('127.0.0.1', `sslmode=${mode}`), /does not support SSL/, mode);
      }
    } finally {
      hasTls = true;
    }
  });

  it('is not made with a server that nobody has certified, or somebody else has', async () => {
    for (const query of [
      'sslmode=verify-full',
      'sslmode=verify-ca',
      `sslmode=verify-full&sslrootcert=${folder.file('other.pem')}`,
      `sslmode=require&sslrootcert=${folder.file('other.pem')}`,
    ]) {
      assert.match(await connect('localhost', query), /certificate/, query);
      assert.equal(received, '', query);
    }
  });

  it('is not made with a server that is certified under another name', async () => {
    const other = `sslmode=verify-full&${root()}&host=`;
    assert.match(await connect('x', `${other}127.0.0.2`), /127\.0\.0\.2 is not in the cert's list/);
    assert.equal(received, '');
  });

  it('is made with a server that is certified by its name or address', async () => {
    for (const host of ['localhost', '127.0.0.1']) {
      await connect(host, `sslmode=verify-full&${root()}`);
      assert.match(received, /user\0ada\0/, host);
    }
    await connect('127.0.0.1', 'sslmode=require');
    assert.match(received, /user\0ada\0/);
  });
});
