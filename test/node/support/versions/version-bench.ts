/**
 * Clients of one version at a service of any version, and the verifiers of all versions.
 * @module
 */
import assert from 'node:assert/strict';
import type { ClientOptions, NeonClient } from '../../../../src/index.js';
import type { Verifier } from '../../../../src/rp/index.js';
import { pin } from '../../../support/clients/pins.js';
import type { TestSite } from '../../../support/services/service-fixture.js';
import type { PackageVersion } from './package-version.js';
import type { UpgradableService } from './upgradable-service.js';

/** What people seal. */
export const order = 'Pay 5 € to Bea';

/** One site of a service, with clients of one version. */
export class VersionBench {
  readonly service: UpgradableService;
  readonly site: TestSite;
  readonly #client: PackageVersion;
  readonly #clients: NeonClient[] = [];
  /** Names of the versions, with the verifier of each. */
  readonly verifiers: readonly (readonly [string, Verifier])[];

  constructor(
    service: UpgradableService,
    site: TestSite,
    client: PackageVersion,
    versions: readonly PackageVersion[],
  ) {
    this.service = service;
    this.site = site;
    this.#client = client;
    const { mac, apiKey } = site;
    const options = { url: service.url, service: mac, apiKey };
    this.verifiers = versions.map(({ name, createVerifier }) => [name, createVerifier(options)]);
  }

  /** Another browser, which is not enrolled. */
  browser(options: Partial<ClientOptions> = {}): NeonClient {
    const { createClient, memoryTokenStore } = this.#client;
    const { alias, origin } = this.site;
    const store = memoryTokenStore();
    const client = createClient({ service: this.service.url, alias, origin, store, ...options });
    this.#clients.push(client);
    return client;
  }

  /** A browser that is enrolled for a login. */
  async enrolled(login: string, options: Partial<ClientOptions> = {}): Promise<NeonClient> {
    const client = this.browser(options);
    assert.equal(await client.activate(await this.code(login), { pin }), login);
    return client;
  }

  code(login: string, options: object = {}): Promise<string> {
    return this.service.issueCode(this.site, login, options);
  }

  /** Checks that an OTP is accepted once, and returns how the person has authenticated. */
  async spend(login: string, otp: string): Promise<readonly string[]> {
    const [, verifier] = this.verifiers[0]!;
    const verified = await verifier.verifyOtp(login, otp);
    assert.equal(verified?.login, login);
    assert.equal(await verifier.verifyOtp(login, otp), undefined);
    return verified.amr;
  }

  /** Checks that the verifiers of all versions accept a seal, and refuse it for other data, offline and online. */
  async checkSeal(login: string, seal: string): Promise<void> {
    const { alias } = this.site;
    for (const [name, verifier] of this.verifiers) {
      for (const [data, expected] of [
        [order, login],
        ['Pay 5 € to Bob', undefined],
        [`${order}!`, undefined],
      ] as const) {
        const offline = await verifier.verifySealOffline(seal, data, { alias, login });
        assert.equal(offline?.login, expected, `${name} verifier, offline`);
        const online = await verifier.verifySeal(seal, data, { login });
        assert.equal(online?.login, expected, `${name} verifier, online`);
      }
    }
  }

  /** Checks that the verifiers of all versions accept an access token, and that introspection does. */
  async checkAccessToken(login: string, token: string): Promise<void> {
    const { origin, apiKey } = this.site;
    for (const [name, verifier] of this.verifiers) {
      const verified = await verifier.verifyJwt(token, { audience: origin });
      assert.equal(verified?.login, login, `${name} verifier`);
      assert.equal(await verifier.verifyJwt(token, { audience: 'another' }), undefined);
    }
    const { body } = await this.service.rp('/jwt/introspect', apiKey, { token });
    assert.deepEqual([body['active'], body['username']], [true, login]);
  }

  close(): void {
    for (const client of this.#clients) client.close();
  }
}
