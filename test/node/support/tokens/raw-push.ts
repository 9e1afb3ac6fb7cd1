/**
 * Requests for the approval of another browser, raw.
 */
import assert from 'node:assert/strict';
import { after, before, beforeEach } from 'node:test';
import { randomBytes, toBase64Url } from '../../../../src/crypto/bytes.js';
import { sha256 } from '../../../../src/crypto/hashes.js';
import { signCompact } from '../../../../src/crypto/jws.js';
import {
  cancelPath,
  collectPath,
  pushPath,
  readPushAnswer,
} from '../../../../src/protocol/push.js';
import type { Json } from './token-answers.js';
import type { Door, Reply, Sending } from './token-door.js';
import { TestService } from '../../../support/services/test-service.js';
import { doorOf, rightPin } from './enrolled-token.js';
import type { RawToken } from './raw-token.js';

/** A page that has asked. */
export interface Asked {
  readonly door: Door;
  readonly pid: string;
  readonly number: string;
  /** What collecting needs, base64url. */
  readonly cv: string;
}

/** A request, ready to be sent, and the secret behind it. */
export interface PushDraft {
  readonly cv: string;
  readonly body: Json;
}

/**
 * A service with push, whose clock stands still and which believes the addresses of {@link Sending}. Close it when
 * the test has ended.
 */
export async function startPush() {
  const service = await TestService.start({ trustedProxies: ['127.0.0.1'] });
  service.clock.stop();
  const site = await service.addSite({ push: true });
  return { service, site, door: doorOf(service, site) };
}

/**
 * Has what {@link startPush} gives there for the tests of a file. An hour and more goes by before each test: none is to
 * meet the limits of another one.
 * @param started takes it.
 */
export function usePush(started: (parts: Awaited<ReturnType<typeof startPush>>) => void): void {
  let service: TestService;
  before(async () => {
    const parts = await startPush();
    ({ service } = parts);
    started(parts);
  });
  beforeEach(() => service.clock.advance(61 * 60_000));
  after(() => service.close());
}

let hosts = 0;

/** An address from which nothing has come yet: limits by address are not what most tests are about. */
export function freshAddress(): string {
  hosts += 1;
  return `198.51.${100 + (hosts >> 8)}.${hosts & 255}`;
}

/** Builds a request. */
export async function draftPush(door: Door, login: string, members: Json = {}): Promise<PushDraft> {
  const cv = randomBytes(32);
  const cc = toBase64Url(sha256(cv));
  const { als, origin: org } = door;
  const chal = await door.challenge();
  return { cv: toBase64Url(cv), body: { v: 1, als, org, login, cc, chal, ...members } };
}

/** Sends a request from an address of its own. */
export async function requestPush(
  door: Door,
  login: string,
  members?: Json,
  sending: Sending = {},
): Promise<Reply> {
  const { body } = await draftPush(door, login, members);
  return door.post(pushPath, body, { address: freshAddress(), ...sending });
}

/** Has a request accepted; by the browser of `asker`, if it is signed. */
export async function ask(door: Door, login: string, asker?: RawToken): Promise<Asked> {
  const { cv, body } = await draftPush(door, login);
  const sig = asker && (await signPush(asker, body));
  const sent = sig === undefined ? body : { ...body, sig };
  const reply = await door.post(pushPath, sent, { address: freshAddress() });
  assert.equal(reply.status, 200, reply.text);
  const { pid, number, ttl } = readPushAnswer(JSON.parse(reply.text), '$');
  assert.equal(ttl, 120_000);
  return { door, pid, number, cv };
}

/** The signature of an enrolled browser over a request. */
export function signPush(
  { pair, tid, door }: RawToken,
  body: Json,
  { header, claims }: { header?: Json; claims?: Json } = {},
): Promise<string> {
  return signCompact(
    pair.privateKey,
    { alg: 'ES256', typ: 'btt-push', kid: tid, ...header },
    { ...body, iss: door.iss, tid, ...claims },
  );
}

/** Sends the request that collects. */
export function collect(
  { door, pid, cv }: Pick<Asked, 'door' | 'pid' | 'cv'>,
  wait = 0,
  sending?: Sending,
): Promise<Reply> {
  const { als, origin: org } = door;
  return door.post(collectPath, { v: 1, als, org, pid, cv, wait }, sending);
}

/** Gives a request up. */
export function cancel(
  { door, pid, cv }: Pick<Asked, 'door' | 'pid' | 'cv'>,
  more: Json = {},
): Promise<Reply> {
  const { als, origin: org } = door;
  return door.post(cancelPath, { v: 1, als, org, pid, cv, ...more });
}

/** Collects what has been approved. */
export async function collected(asked: Asked, wait = 0): Promise<{ otp: string; ttl: number }> {
  const reply = await collect(asked, wait);
  assert.equal(reply.status, 200, reply.text);
  return JSON.parse(reply.text) as { otp: string; ttl: number };
}

/** Answers with a number, and the PIN. */
export function approve(token: RawToken, pid: string, number: string, secrets: Json = rightPin) {
  return token.run('push.answer', secrets, { core: { arg: { pid, yes: true, number } } });
}

/** Refuses, without any factor. */
export function refuse(token: RawToken, pid: string, mute = false): Promise<Json> {
  const arg = { pid, yes: false, ...(mute && { mute }) };
  return token.run('push.answer', undefined, { core: { arg } });
}

/** Another number of six digits. */
export function otherThan(number: string): string {
  return String((Number(number) + 1) % 1_000_000).padStart(6, '0');
}

/** `pid`s of the requests that a token is shown. */
export async function inbox(token: RawToken): Promise<unknown[]> {
  const { push } = await token.status();
  return (push as Json[]).map(({ pid }) => pid);
}
