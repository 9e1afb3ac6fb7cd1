/**
 * The admin API of a service under test, as its administrator calls it.
 * @module
 */
import { call, type Answer, type Call } from './door-call.js';

/** Sends a request to a path below `/admin/v1`, with the right key unless told otherwise. */
export type SendToAdmin = (path: string, options: Call) => Promise<Answer<unknown>>;

/** Somebody with the admin key of a service. */
export class AdminApi {
  readonly #send: SendToAdmin;

  constructor(send: SendToAdmin) {
    this.#send = send;
  }

  /** Over HTTP, at the address of a service. */
  static at(url: string, key: string): AdminApi {
    return new AdminApi((path, options) => call(`${url}/admin/v1${path}`, { key, ...options }));
  }

  /** Sends a request as a test needs it; resolves with whatever the service answers. */
  send<T = Record<string, unknown>>(path: string, options: Call = {}): Promise<Answer<T>> {
    return this.#send(path, options) as Promise<Answer<T>>;
  }

  get<T = Record<string, unknown>>(path: string): Promise<Answer<T>> {
    return this.send(path);
  }

  post<T = Record<string, unknown>>(path: string, body?: object | string): Promise<Answer<T>> {
    return this.send(path, { method: 'POST', ...(body !== undefined && { body }) });
  }

  patch<T = Record<string, unknown>>(path: string, body: object): Promise<Answer<T>> {
    return this.send(path, { method: 'PATCH', body });
  }

  delete<T = Record<string, unknown>>(path: string): Promise<Answer<T>> {
    return this.send(path, { method: 'DELETE' });
  }

  /** Sends what has to succeed; resolves with the body of the answer. */
  async done<T = Record<string, unknown>>(path: string, options: Call = {}): Promise<T> {
    const { status, body } = await this.send<T>(path, options);
    if (status < 200 || status > 299) {
      throw new Error(`${path}: ${status} ${JSON.stringify(body)}`);
    }
    return body;
  }

  /** Posts what has to be made; resolves with the body of the answer. */
  async made<T = Record<string, unknown>>(path: string, body: object): Promise<T> {
    const answer = await this.post<T>(path, body);
    if (answer.status !== 201) {
      throw new Error(`${path}: ${answer.status} ${JSON.stringify(answer.body)}`);
    }
    return answer.body;
  }

  /** Makes a service, whose PBKDF2 is as cheap as the protocol allows; resolves with the macId. */
  async makeService(settings: object = {}): Promise<string> {
    const order = { iterations: 100_000, ...settings };
    return (await this.made<{ mac: string }>('/services', order)).mac;
  }

  /** Makes a site of a service; resolves with its alias. */
  async makeSite(service: string, origin: string): Promise<string> {
    return (await this.made<{ alias: string }>('/sites', { service, origins: [origin] })).alias;
  }

  /** Makes a user; resolves with the uid. */
  async makeUser(service: string, login: string): Promise<string> {
    return (await this.made<{ uid: string }>('/users', { service, login })).uid;
  }
}
