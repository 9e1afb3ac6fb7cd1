/**
 * Runs the examples for back ends in docs/integrate as they are printed.
 */
import assert from 'node:assert/strict';
import { execFile } from 'node:child_process';
import { rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { after, before, describe, it } from 'node:test';
import { pathToFileURL } from 'node:url';
import { promisify } from 'node:util';
import { createVerifier, type Verifier } from '../../../src/rp/index.js';
import type { TestSite } from '../../support/services/service-fixture.js';
import { TestService } from '../../support/services/test-service.js';
import { enrol, rightPin } from '../support/tokens/enrolled-token.js';
import { block, exampleFolder, runScript } from '../support/documents/examples.js';
import { readTaskPage } from '../support/documents/guides.js';
import { userRow } from '../support/services/database-rows.js';
import { namedSealArg, outOf } from '../support/tokens/operation-outcomes.js';
import type { RawToken } from '../support/tokens/raw-token.js';

const order = 'Pay 5 € to Bea';
const audience = 'https://api.bank.example';

interface Examples {
  signIn(login: string, otp: string): Promise<{ login: string } | undefined>;
  acceptOrder(seal: string, data: string, login: string): Promise<{ login: string } | undefined>;
  checkLater(seal: string, data: string, alias: string): Promise<{ login: string } | undefined>;
  authorise(token: string, audience: string): Promise<{ login: string } | undefined>;
}

let service: TestService;
let site: TestSite;
let token: RawToken;
let folder: string;
let environment: Record<string, string>;
let examples: Examples;

before(async () => {
  service = await TestService.start();
  site = await service.addSite({ mac: 'bank', seal: true });
  const settings = { audiences: [audience], scopes: ['orders.read'] };
  await service.admin.patch(`/sites/${site.alias}`, settings);
  const scopes = ['otp.verify', 'seal.verify', 'jwt.introspect', 'enrolments.read'];
  const { key } = (await service.admin.post<{ key: string }>('/keys', { service: 'bank', scopes }))
    .body;
  token = await enrol(service, site, 'ada');
  environment = { NEON_URL: service.url, NEON_SERVICE: 'bank', NEON_API_KEY: key };
  Object.assign(process.env, environment);
  folder = await exampleFolder();
  examples = await load<Examples>('server', 'createVerifier');
});

after(async () => {
  await service.close();
  if (folder) await rm(folder, { recursive: true });
});

async function load<E>(page: string, word: string): Promise<E> {
  const file = join(folder, `${word}.mjs`);
  await writeFile(file, block(await readTaskPage(page), 'js', word));
  return (await import(pathToFileURL(file).href)) as E;
}

/** Runs a curl command of a page against the test's service, with the given values in the environment. */
async function curl(
  page: string,
  word: string,
  values: Record<string, string> = {},
): Promise<unknown> {
  const command = block(await readTaskPage(page), 'sh', word)
    .replace('https://mfa.example', service.url)
    .replace('48151623', values['OTP'] ?? '')
    .replace(/^curl/, 'curl --silent');
  const env = { PATH: process.env['PATH'] ?? '', ...environment, ...values };
  const { stdout } = await promisify(execFile)('sh', ['-c', command], { env });
  return JSON.parse(stdout);
}

const otp = async () => String((await outOf(token, 'otp', rightPin))['otp']);
const sealed = async () => {
  const { uid } = await userRow(service, 'ada');
  const who = { uid, amr: ['swk', 'pin', 'mfa'], now: service.clock.now() };
  const arg = await namedSealArg(token, order, who);
  return String((await outOf(token, 'seal', rightPin, arg))['seal']);
};
const accessToken = async () =>
  String((await outOf(token, 'jwt', rightPin, { scope: 'orders.read' }))['access_token']);

interface FileExample {
  acceptFile(
    neon: Verifier,
    seal: string,
    path: string,
    login: string,
  ): Promise<{ login: string } | undefined>;
}

interface KeptKeys {
  head?: object;
  keys: Record<string, string[]>;
}

interface KeysExample {
  update(kept: KeptKeys): Promise<KeptKeys>;
  checkSeal(...args: [string, string, string, string, KeptKeys]): Promise<object | undefined>;
}

describe('the pages for back ends', () => {
  it('have functions that keep the keys of users, and compare those of seals', async () => {
    const example = await load<KeysExample>('offline-verification', 'followEnrolments');
    const kept = await example.update({ keys: {} });
    const { uid } = await userRow(service, 'ada');
    assert.deepEqual(kept.keys, { [uid]: [token.tid] });
    assert.deepEqual(await example.update(structuredClone(kept)), kept);
    const seal = await sealed();
    const check = (who: string) => example.checkSeal(seal, order, site.alias, who, kept);
    assert.equal(await check('another'), undefined);
    assert.notEqual(await check(uid), undefined);
  });

  it('have curl commands that verify one-time passwords, seals and access tokens', async () => {
    const verdict = (await curl('server', '/rp/v1/otp/verify', { OTP: await otp() })) as object;
    assert.deepEqual(
      { ...verdict, uid: '', authTime: 0 },
      { ok: true, uid: '', login: 'ada', amr: ['swk', 'pin', 'mfa'], authTime: 0 },
    );
    const SEAL = await sealed();
    const first = (await curl('seals', '/rp/v1/seal/verify', { SEAL })) as { login: string };
    assert.equal(first.login, 'ada');
    const second = (await curl('seals', '/rp/v1/seal/verify', { SEAL })) as { code: string };
    assert.equal(second.code, 'SEALDATA_IS_NOT_VALID');
    const ACCESS_TOKEN = await accessToken();
    const asked = (await curl('access-tokens', '/rp/v1/jwt/introspect', { ACCESS_TOKEN })) as {
      active: boolean;
    };
    assert.equal(asked.active, true);
  });

  it('have a module for Node that verifies them', async () => {
    assert.equal(await examples.signIn('ada', '00000000'), undefined);
    assert.equal((await examples.signIn('ada', await otp()))?.login, 'ada');
    const seal = await sealed();
    assert.equal((await examples.acceptOrder(seal, order, 'ada'))?.login, 'ada');
    assert.equal(await examples.acceptOrder(seal, order, 'ada'), undefined);
    assert.equal((await examples.checkLater(seal, order, site.alias))?.login, 'ada');
    assert.equal((await examples.authorise(await accessToken(), audience))?.login, 'ada');
  });

  it('have a function that accepts the seal over a file once', async () => {
    const { acceptFile } = await load<FileExample>('seals', 'createReadStream');
    const [path, other] = [join(folder, 'contract.txt'), join(folder, 'other.txt')];
    await writeFile(path, order);
    await writeFile(other, `${order}!`);
    const { NEON_URL = '', NEON_SERVICE = '', NEON_API_KEY } = environment;
    const neon = createVerifier({ url: NEON_URL, service: NEON_SERVICE, apiKey: NEON_API_KEY });
    const seal = await sealed();
    assert.equal(await acceptFile(neon, seal, other, 'ada'), undefined);
    assert.equal((await acceptFile(neon, seal, path, 'ada'))?.login, 'ada');
    assert.equal(await acceptFile(neon, seal, path, 'ada'), undefined);
  });

  it('have a script that verifies seals and access tokens with a JOSE library', async () => {
    const script = block(await readTaskPage('offline-verification'), 'js', 'EmbeddedJWK');
    const [SEAL, ACCESS_TOKEN] = [await sealed(), await accessToken()];
    const right = { NEON_URL: service.url, AUDIENCE: audience, ACCESS_TOKEN, SEAL, DATA: order };
    for (const wrong of [
      { DATA: `${order}!` },
      { SEAL: ACCESS_TOKEN },
      { ACCESS_TOKEN: SEAL },
      { AUDIENCE: 'https://other.example' },
      { NEON_URL: service.url.replace('localhost', '127.0.0.1') },
    ]) {
      const { code, output } = await runScript(script, { ...right, ...wrong });
      assert.deepEqual([code, output], [1, ''], JSON.stringify(Object.keys(wrong)));
    }
    const { output, complaint } = await runScript(script, right);
    assert.deepEqual([output, complaint], ['ada may enter, ada has sealed.\n', '']);
  });
});
