/**
 * What tests set up at a service, wherever it runs and however it is reached.
 * @module
 */
import type { AdminApi } from './admin-api.js';
import type { Answer } from './door-call.js';

/** A tenant with one site, as tests need it: a service, an alias for `origin`, a key that verifies. */
export interface TestSite {
  /** macId. */
  readonly mac: string;
  readonly alias: string;
  readonly origin: string;
  /** API key of the relying party. */
  readonly apiKey: string;
}

/** A service under test. */
export abstract class ServiceFixture {
  abstract readonly admin: AdminApi;

  /** Calls the API of relying parties with a key of theirs. */
  abstract rp<T = Record<string, unknown>>(
    path: string,
    apiKey: string,
    body: object,
    headers?: Readonly<Record<string, string>>,
  ): Promise<Answer<T>>;

  /** Makes a service with one site and a key that verifies. */
  async addSite(settings: object = {}, origin = 'http://localhost:8000'): Promise<TestSite> {
    const mac = await this.admin.makeService({ name: 'Test', ...settings });
    const alias = await this.addAlias(mac, origin);
    const scopes = ['otp.verify', 'seal.verify', 'jwt.introspect'];
    const order = { service: mac, scopes };
    const { key: apiKey } = await this.admin.made<{ key: string }>('/keys', order);
    return { mac, alias, origin, apiKey };
  }

  /** Makes another site of a service; resolves with its alias. */
  addAlias(mac: string, origin: string): Promise<string> {
    return this.admin.makeSite(mac, origin);
  }

  /** Makes a user unless there is one, and a code for them; resolves with the code. */
  async issueCode({ mac }: TestSite, login: string, options: object = {}): Promise<string> {
    await this.admin.post('/users', { service: mac, login });
    const order = { service: mac, login, kind: 'activation', ...options };
    return (await this.admin.made<{ code: string }>('/codes', order)).code;
  }

  /** What a relying party is told about an OTP. */
  async verifyOtp({ mac, apiKey }: TestSite, login: string, otp: string): Promise<boolean> {
    const claim = { service: mac, login, otp };
    return (await this.rp<{ ok: boolean }>('/otp/verify', apiKey, claim)).body.ok;
  }
}
