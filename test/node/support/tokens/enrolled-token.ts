/**
 * Services with sites and enrolled tokens, ready for a test.
 */
import assert from 'node:assert/strict';
import { toBase64Url } from '../../../../src/crypto/bytes.js';
import type { ServiceFixture, TestSite } from '../../../support/services/service-fixture.js';
import { TestService } from '../../../support/services/test-service.js';
import { Door } from './token-door.js';
import type { Json } from './token-answers.js';
import { RawToken } from './raw-token.js';

/** A stretched PIN, base64url. The service never sees another form, so what was typed does not matter. */
export function stretched(filler: number): string {
  return toBase64Url(new Uint8Array(32).fill(filler));
}

const usual = stretched(1);

/** Secret part of an operation with the PIN that every user of these tests has. */
export const rightPin = { pin: { k: 'pwd', p: usual } };

export const wrongPin = { pin: { k: 'pwd', p: stretched(2) } };

/** Secret part of an activation that defines that PIN. */
export const newPin = { npin: usual };

/** A service under test, and where it listens. */
type LocalService = ServiceFixture & Pick<TestService, 'url' | 'localUrl'>;

export function doorOf(service: LocalService, site: TestSite): Door {
  const { alias: als, origin } = site;
  return new Door({ at: service.localUrl, iss: service.url, als, origin });
}

/** Has a token activated for a user, who gets the usual PIN if they have none. */
export async function enrol(
  service: LocalService,
  site: TestSite,
  login = 'ada',
  options: object = {},
): Promise<RawToken> {
  const token = await RawToken.make(doorOf(service, site));
  const begun = await token.begin(await service.issueCode(site, login, options));
  assert.equal(begun['ok'], true, JSON.stringify(begun));
  const answer = await complete(token, begun);
  assert.equal(answer['ok'], true, JSON.stringify(answer));
  return token;
}

/** A service with one site, and a token that is enrolled there. Close the service when the test has ended. */
export async function startEnrolled() {
  const service = await TestService.start();
  const site = await service.addSite();
  return { service, site, door: doorOf(service, site), token: await enrol(service, site) };
}

/**
 * Blocks a user by wrong PINs. They come from browsers that are not activated yet, so that none of the enrolled ones is
 * blocked.
 */
export async function blockUser(
  service: LocalService,
  site: TestSite,
  login: string,
): Promise<void> {
  const code = await service.issueCode(site, login, { kind: 'restore' });
  for (;;) {
    const token = await RawToken.make(doorOf(service, site));
    const begun = await token.begin(code);
    if (begun['err'] === 'USER_IS_BLOCKED') return;
    assert.equal(begun['pin'], 'ask', JSON.stringify(begun));
    let left: unknown;
    do {
      const answer = await token.run('activate', wrongPin);
      assert.equal(answer['err'], 'PASSWORD_IS_WRONG');
      ({ left } = answer);
    } while (left !== 0);
  }
}

/** Sends A2 with what A1 asked for. */
export function complete(token: RawToken, begun: Json): Promise<Json> {
  const secrets = { define: newPin, ask: rightPin, none: undefined };
  return token.run('activate', secrets[begun['pin'] as keyof typeof secrets]);
}
