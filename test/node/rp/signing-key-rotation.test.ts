/**
 * Access tokens while the service replaces its signing key, at a back end that keeps the published keys.
 */
import assert from 'node:assert/strict';
import { afterEach, beforeEach, describe, it } from 'node:test';
import { decodeProtectedHeader } from 'jose';
import { createVerifier, type Verifier } from '../../../src/rp/index.js';
import { rotateSigningKeyFile } from '../../../src/service/node/keys/key-rotation.js';
import type { TestSite } from '../../support/services/service-fixture.js';
import { TestService } from '../../support/services/test-service.js';
import { Folder } from '../support/services/data-folder.js';
import { enrol, rightPin } from '../support/tokens/enrolled-token.js';
import { outOf } from '../support/tokens/operation-outcomes.js';
import type { RawToken } from '../support/tokens/raw-token.js';

const minute = 60_000;
const origin = 'https://shop.example';

describe('an access token right after the signing key was replaced', () => {
  let folder: Folder;
  let service: TestService;
  let site: TestSite;
  let token: RawToken;
  let verifier: Verifier;

  beforeEach(async () => {
    folder = new Folder();
    service = await TestService.start({ data: folder.data });
    service.clock.stop();
    site = await service.addSite({}, origin);
    token = await enrol(service, site);
    verifier = createVerifier({
      url: service.url,
      service: site.mac,
      now: () => service.clock.now(),
    });
  });

  afterEach(async () => {
    await service.close();
    folder.remove();
  });

  const newToken = async () => String((await outOf(token, 'jwt', rightPin))['access_token']);
  const isGood = async (jwt: string) =>
    (await verifier.verifyJwt(jwt, { audience: origin })) !== undefined;
  const rotate = (isStolen: boolean) =>
    rotateSigningKeyFile(folder.data, service.clock.now(), isStolen);

  it('is good at a back end that has kept the keys, and at the service, at every minute', async () => {
    const before = decodeProtectedHeader(await newToken()).kid;
    const signers: (string | undefined)[] = [];
    for (let passed = 0; passed < 40; passed++) {
      if (passed === 5) await rotate(false);
      await service.refresh();
      const jwt = await newToken();
      assert.equal(await isGood(jwt), true, `minute ${passed}`);
      const asked = await service.rp('/jwt/introspect', site.apiKey, { token: jwt });
      assert.equal(asked.body['active'], true, `minute ${passed}`);
      signers.push(decodeProtectedHeader(jwt).kid);
      service.clock.advance(minute);
    }
    assert.equal(signers.lastIndexOf(before), 19);
    const lines = service.log.map((line) => JSON.parse(line) as { event: string; kid?: string });
    const said = lines.filter(({ event }) => event.startsWith('signing-key.'));
    assert.deepEqual(
      said.map(({ event, kid }) => [event, kid]),
      [
        ['signing-key.published', signers[20]],
        ['signing-key.replaced', signers[20]],
      ],
    );
  });

  it('signed by a stolen key is refused as soon as the back end fetches the keys', async () => {
    const early = await newToken();
    assert.equal(await isGood(early), true);
    service.clock.advance(minute);
    const { version: kid } = await rotate(true);
    service.clock.advance(2_000);
    // The service has not taken the new key over: what it signs meanwhile is lost.
    const late = await newToken();
    await service.refresh();
    const next = await newToken();
    assert.equal(decodeProtectedHeader(next).kid, kid);
    assert.equal(await isGood(next), true);
    assert.equal(await isGood(late), false);
    assert.equal(await isGood(early), true);
  });
});
