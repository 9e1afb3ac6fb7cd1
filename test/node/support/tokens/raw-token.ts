/**
 * A token without a client: builds any message at any position with any member altered, and opens answers.
 *
 * It follows no rule of the client. Whatever a browser, a copy of it or an attacker who holds its keys could send, it
 * can send.
 */
import assert from 'node:assert/strict';
import {
  fromBase64Url,
  fromUtf8,
  randomBytes,
  utf8,
  type Bytes,
} from '../../../../src/crypto/bytes.js';
import { exportPublicJwk, type EcPublicJwk } from '../../../../src/crypto/jwk.js';
import { generateSigningKey, signEs256, type JwsSignature } from '../../../../src/crypto/jws.js';
import { activationPath } from '../../../../src/protocol/activation.js';
import { dynamicHeader, staticHeader } from '../../../../src/protocol/envelope.js';
import { encodeJson, padJson } from '../../../../src/protocol/json.js';
import { operationPath, readOperationAnswer } from '../../../../src/protocol/operation-message.js';
import { statusPath } from '../../../../src/protocol/status.js';
import { readSyncAnswer, syncPath } from '../../../../src/protocol/sync.js';
import type { Door, Reply } from './token-door.js';
import { granted, parsed, type Json } from './token-answers.js';
import { activationOf, openActivation } from './raw-activation.js';
import * as keys from './token-keys.js';

/** An envelope as it is sent; tests bend it further. */
export interface RawEnvelope {
  payload: string;
  signatures: (JwsSignature & { header?: object })[];
  sec?: string;
}

/** Alterations of a message. */
export interface Draft {
  /** Members of the core to set, or with `undefined` to leave out. */
  readonly core?: Json;
  /** Position and key to speak from. */
  readonly at?: keys.DynamicKey;
  readonly rid?: string;
  readonly r?: string;
  /** Key of the first signature. */
  readonly staticKey?: CryptoKey;
  /** Key of the second signature. */
  readonly macKey?: Bytes;
}

/** An operation, ready to be sent. */
export interface Operation {
  readonly path: string;
  readonly body: RawEnvelope;
  readonly at: keys.DynamicKey;
  readonly step: keys.Step;
}

/** The core of an envelope, as it was signed. */
export function coreOf({ payload }: Pick<RawEnvelope, 'payload'>): Json {
  return JSON.parse(fromUtf8(fromBase64Url(payload))) as Json;
}

/** A sync, ready to be sent. */
export interface Sync extends Operation {
  readonly sid: string;
}

/** The token. Its state moves only when a test says so. */
export class RawToken {
  readonly door: Door;
  readonly tid: string;
  readonly jwk: EcPublicJwk;
  readonly pair: CryptoKeyPair;
  at: keys.DynamicKey;

  private constructor(parts: Pick<RawToken, 'door' | 'tid' | 'jwk' | 'pair' | 'at'>) {
    ({ door: this.door, tid: this.tid, jwk: this.jwk, pair: this.pair, at: this.at } = parts);
  }

  /** Makes a token that the service does not know. */
  static async make(door: Door): Promise<RawToken> {
    const pair = await generateSigningKey();
    const jwk = await exportPublicJwk(pair.publicKey);
    const tid = keys.tokenIdOf(jwk);
    const at = { tid, n: 0, key: randomBytes(32) };
    return new RawToken({ door, tid, jwk, pair, at });
  }

  /** A copy of the browser's profile, as it is now. */
  clone(door = this.door): RawToken {
    return new RawToken({ door, tid: this.tid, jwk: this.jwk, pair: this.pair, at: this.at });
  }

  /** Builds and sends A1, and takes its key if it was accepted. */
  async begin(code: string): Promise<Json> {
    const message = await activationOf(this, code);
    const answer = await openActivation(
      message,
      await this.door.post(activationPath, message.body),
    );
    if (answer['ok']) this.at = { ...this.at, n: 0, key: message.firstKey };
    return answer;
  }

  /** Builds an operation. */
  async operation(op: string, secrets?: Json, draft: Draft = {}): Promise<Operation> {
    const { at = this.at } = draft;
    const { rid = keys.random(16), r = keys.random(32) } = draft;
    const sec = secrets && (await keys.sealSecrets(at, rid, padJson(secrets)));
    const core = {
      ...(await this.#common('op', at, draft)),
      rid,
      r,
      op,
      arg: {},
      ...(sec && { sech: keys.hash(utf8(sec)) }),
      ...draft.core,
    };
    const signed = await this.#sign(core, draft, () => keys.operationMac(at));
    const body: RawEnvelope = sec === undefined ? signed : { ...signed, sec };
    const ch = keys.hash(utf8(body.payload));
    return { path: operationPath, body, at, step: { rid, r, ch } };
  }

  /** Builds the question what became of an operation. */
  async sync({ at, step }: Pick<Operation, 'at' | 'step'>, draft: Draft = {}): Promise<Sync> {
    const sid = keys.random(16);
    const core = {
      ...(await this.#common('sync', at, draft)),
      ...step,
      sid,
      ...draft.core,
    };
    const after = keys.next(at, step);
    const body = await this.#sign(core, draft, () => keys.syncMac(after, step.rid, sid));
    return { path: syncPath, body, at, step, sid };
  }

  /** Builds one item of a status request. */
  async statusItem(draft: Draft = {}): Promise<RawEnvelope> {
    const { at = this.at } = draft;
    const core = { ...(await this.#common('sta', at, draft)), ...draft.core };
    return this.#sign(core, draft, () => keys.statusMac(at));
  }

  /** Asks for the state of this token, and returns what is said of it. */
  async status(draft: Draft = {}): Promise<Json> {
    const { als } = this.door;
    const items = [await this.statusItem(draft)];
    const reply = await this.door.post(statusPath, { v: 1, als, items });
    const claims = await this.door.verified(granted(reply), 'btt-status');
    return (claims['items'] as Json[])[0]!;
  }

  send({ path, body }: Pick<Operation, 'path' | 'body'>): Promise<Reply> {
    return this.door.post(path, body);
  }

  /** Opens the answer to an operation. */
  async open({ at, step }: Operation, reply: Reply): Promise<Json> {
    return this.openText({ at, step }, granted(reply));
  }

  async openText({ at, step }: Pick<Operation, 'at' | 'step'>, text: string): Promise<Json> {
    const answer = parsed(await keys.openAnswer(at, step.rid, text), readOperationAnswer);
    assert.equal(answer['rid'], step.rid);
    assert.equal(answer['n'], at.n + 1);
    return answer;
  }

  /** Opens the answer to a sync. */
  async openSync({ at, step, sid }: Sync, reply: Reply): Promise<Json> {
    const after = keys.next(at, step);
    const plaintext = await keys.openSyncAnswer(after, step.rid, sid, granted(reply));
    const answer = parsed(plaintext, readSyncAnswer);
    assert.equal(answer['rid'], step.rid);
    assert.equal(answer['sid'], sid);
    return answer;
  }

  /** The key and position after an operation. */
  after({ at, step }: Pick<Operation, 'at' | 'step'>): keys.DynamicKey {
    return keys.next(at, step);
  }

  /** Moves to the position after an operation. */
  follow(operation: Pick<Operation, 'at' | 'step'>): void {
    this.at = this.after(operation);
  }

  /** Builds, sends, opens and follows: what a client does when nothing goes wrong. */
  async run(op: string, secrets?: Json, draft?: Draft): Promise<Json> {
    const operation = await this.operation(op, secrets, draft);
    const answer = await this.open(operation, await this.send(operation));
    this.follow(operation);
    return answer;
  }

  /** Asks what became of an operation, and opens the answer. */
  async resolve(operation: Pick<Operation, 'at' | 'step'>, draft?: Draft): Promise<Json> {
    const sync = await this.sync(operation, draft);
    return this.openSync(sync, await this.send(sync));
  }

  async #common(typ: string, { n }: keys.DynamicKey, { core = {} }: Draft): Promise<Json> {
    const { iss, als, origin } = this.door;
    const chal = 'chal' in core ? core['chal'] : await this.door.challenge();
    return { v: 1, typ, iss, als, org: origin, tid: this.tid, n, chal };
  }

  async #sign(
    core: Json,
    { staticKey = this.pair.privateKey, macKey }: Draft,
    usualMacKey: () => Bytes,
  ): Promise<RawEnvelope> {
    const payload = encodeJson(core);
    return {
      payload,
      signatures: [
        await signEs256(staticKey, staticHeader(this.tid), payload),
        keys.macOf(macKey ?? usualMacKey(), dynamicHeader, payload),
      ],
    };
  }
}
