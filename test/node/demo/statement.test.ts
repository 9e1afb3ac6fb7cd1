import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import type { NeonClient } from '../../../src/index.js';
import { pin } from '../../support/clients/pins.js';
import { block, runScript } from '../support/documents/examples.js';
import { readTaskPage } from '../support/documents/guides.js';
import { ask, enrol, signIn } from './support/raw-requests.js';
import { useStage } from './support/stage.js';

const login = 'reader';

describe('the API of the demo’s bank', () => {
  const stage = useStage();
  let client: NeonClient;

  before(async () => {
    client = await enrol(stage.demo, login);
  });

  after(() => client?.close());

  const read = (headers: Readonly<Record<string, string>>) =>
    ask(`${stage.demo.url}/api/statement`, { headers });

  it('refuses requests without a token, with or without a session', async () => {
    const cookie = await signIn(stage.demo, client, login);
    for (const headers of [{}, { cookie }, { authorization: 'Basic YTpi' }]) {
      const { status, headers: got, body } = await read(headers);
      assert.deepEqual([status, got['www-authenticate']], [401, 'Bearer']);
      assert.ok(!body.includes(login));
    }
  });

  it('refuses a token that is malformed, for another audience, or altered', async () => {
    const { accessToken } = await client.getAccessToken(login, { pin, scope: 'statement.read' });
    const { accessToken: withoutScope } = await client.getAccessToken(login, { pin });
    const [head, body = '', signature] = accessToken.split('.');
    const claims = JSON.parse(Buffer.from(body, 'base64url').toString()) as object;
    const richer = Buffer.from(JSON.stringify({ ...claims, login: 'bea' })).toString('base64url');
    for (const token of [
      'nothing',
      withoutScope,
      [head, richer, signature].join('.'),
      [head, body, ''].join('.'),
      await client.sealData(login, 'statement', { pin }),
    ]) {
      const { status, headers } = await read({ authorization: `Bearer ${token}` });
      assert.deepEqual(
        [status, headers['www-authenticate']],
        [401, 'Bearer error="invalid_token"'],
      );
    }
    assert.equal((await read({ authorization: `Bearer ${accessToken}` })).status, 200);
  });

  it('answers a page with a token, and both proofs verify by the guide’s script', async () => {
    const visitor = await stage.visitor();
    const { page } = visitor;
    await visitor.enter('proven');
    await visitor.open('/account/statement');
    const asked = page.waitForRequest(/\/api\/statement$/);
    await visitor.confirm('Confirm that it is you');
    const ACCESS_TOKEN = (await (await asked).headerValue('authorization'))!.slice(7);
    const answer = page.getByRole('region', { name: 'What the API answered' });
    await answer.getByText('proven', { exact: true }).waitFor();
    await answer.getByText('swk, pin, mfa').waitFor();
    // The token goes to the API and is shown nowhere.
    assert.ok(!(await page.content()).includes(ACCESS_TOKEN));

    await visitor.open('/account/payments');
    await visitor.confirm('Seal');
    await page.locator('neon-seal:state(done)').waitFor();
    const DATA = (await page.locator('neon-seal [part=data]').innerText()).trim();
    const sent = page.waitForRequest((request) => request.method() === 'POST');
    await page.getByRole('button', { name: 'Pay', exact: true }).click();
    const SEAL = new URLSearchParams((await sent).postData() ?? '').get('seal') ?? '';
    await page.getByRole('region', { name: 'Booked' }).waitFor();
    assert.deepEqual(visitor.complaints, []);

    const guide = await readTaskPage('offline-verification');
    const script = block(guide, 'js', 'EmbeddedJWK');
    const NEON_URL = stage.demo.serviceUrl;
    const facts = { NEON_URL, AUDIENCE: `${stage.demo.url}/api`, ACCESS_TOKEN, SEAL, DATA };
    const altered = await runScript(script, { ...facts, DATA: DATA.replace('25.00', '250.00') });
    assert.deepEqual([altered.code, altered.output], [1, '']);
    const { output, complaint } = await runScript(script, facts);
    assert.deepEqual([output, complaint], ['proven may enter, proven has sealed.\n', '']);
  });
});
