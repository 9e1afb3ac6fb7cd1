/**
 * A service and its administrator.
 */
import assert from 'node:assert/strict';
import type { Settings } from '../../../../src/service/node/settings.js';
import { TestService } from '../../../support/services/test-service.js';
import { call, type Answer, type Call } from './call.js';

/** Somebody with the admin key of a service of their own. */
export class Administrator {
  readonly service: TestService;

  private constructor(service: TestService) {
    this.service = service;
  }

  static async start(settings: Partial<Settings> = {}): Promise<Administrator> {
    return new Administrator(await TestService.start(settings));
  }

  /** Sends a request to `/admin/v1`; with the right key unless told otherwise. */
  send(path: string, options: Call = {}): Promise<Answer> {
    return call(`${this.service.url}/admin/v1${path}`, { key: this.service.adminKey, ...options });
  }

  get(path: string): Promise<Answer> {
    return this.send(path);
  }

  post(path: string, body?: object | string): Promise<Answer> {
    return this.send(path, { method: 'POST', ...(body !== undefined && { body }) });
  }

  /** Posts what has to succeed; resolves with the body. */
  async made(path: string, body: object): Promise<Record<string, unknown>> {
    const answer = await this.post(path, body);
    assert.equal(answer.status, 201, JSON.stringify(answer.body));
    return answer.body;
  }

  /** Makes a service; resolves with its macId. */
  async makeService(settings: object = {}): Promise<string> {
    return String((await this.made('/services', { iterations: 100_000, ...settings }))['mac']);
  }

  /** Makes a user; resolves with the uid. */
  async makeUser(service: string, login: string): Promise<string> {
    return String((await this.made('/users', { service, login }))['uid']);
  }

  close(): Promise<void> {
    return this.service.close();
  }
}
