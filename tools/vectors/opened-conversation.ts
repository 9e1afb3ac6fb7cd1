/**
 * Conversations with everything in them decrypted, and with every key.
 * @module
 */
import { Aes128Gcm, CipherSuite, DhkemP256HkdfSha256, HkdfSha256 } from '@hpke/core';
import { fromBase64Url, fromUtf8, toBase64Url, utf8, type Bytes } from '../../src/crypto/bytes.js';
import { sha256 } from '../../src/crypto/hashes.js';
import { openDir } from '../../src/crypto/jwe.js';
import { keyId } from '../../src/crypto/jwk.js';
import { splitCompact } from '../../src/crypto/jws.js';
import {
  activationAnswerHeader,
  activationExports,
  activationInfo,
  activationPath,
  type ActivationRequest,
} from '../../src/protocol/activation.js';
import { decodeJson } from '../../src/protocol/json.js';
import type { Envelope } from '../../src/protocol/envelope.js';
import {
  nextDynamicKey,
  operationMacKey,
  requestKey,
  responseKey,
  statusMacKey,
  syncAnswerKey,
  syncMacKey,
} from '../../src/protocol/key-schedule.js';
import {
  answerHeader,
  operationPath,
  secretHeader,
  type OperationCore,
} from '../../src/protocol/operation-message.js';
import { statusPath } from '../../src/protocol/status.js';
import { syncAnswerHeader, syncPath, type SyncCore } from '../../src/protocol/sync.js';
import type { KeyRecord } from '../../src/service/domain/keys/key-record.js';
import type { Exchange } from './conversation.js';

const suite = new CipherSuite({
  kem: new DhkemP256HkdfSha256(),
  kdf: new HkdfSha256(),
  aead: new Aes128Gcm(),
});

/** Opens the messages of one conversation in their order. */
export class ConversationOpener {
  readonly #iss: string;
  readonly #keys: KeyRecord;
  /** Dynamic keys by token and position. */
  readonly #dynamic = new Map<string, Bytes>();

  constructor(keys: KeyRecord) {
    this.#iss = keys.iss;
    this.#keys = keys;
  }

  /** What is inside a request and its answer. */
  async open({ path, request, answer, status }: Exchange): Promise<object> {
    const text = status === 200 && typeof answer === 'string' ? answer : undefined;
    if (path === activationPath) return this.#activation(request as ActivationRequest, text);
    if (path === operationPath) return this.#operation(request as Envelope, text);
    if (path === syncPath) return this.#sync(request as Envelope, text);
    const { items = [] } = request as { items?: Envelope[] };
    const cores = path === statusPath && {
      items: items.map((item) => {
        const core = decodeJson(item.payload) as OperationCore;
        return { core, ksta: toBase64Url(statusMacKey(this.#key(core), core)) };
      }),
    };
    return { ...cores, ...(text && { answer: claimsOf(text) }) };
  }

  async #activation({ als, kid, enc, ct }: ActivationRequest, text: string | undefined) {
    const jwk = this.#keys.hpke.find((one) => keyId(one) === kid)!;
    const { kty, crv, x, y, d } = jwk;
    const recipientKey = await suite.kem.importKey('jwk', { kty, crv, x, y, d }, false);
    const info = activationInfo(this.#iss, als);
    const recipient = await suite.createRecipientContext({
      recipientKey,
      enc: fromBase64Url(enc),
      info,
    });
    const jws = fromUtf8(new Uint8Array(await recipient.open(fromBase64Url(ct))));
    const exported = async (context: Bytes) => new Uint8Array(await recipient.export(context, 32));
    const firstKey = await exported(activationExports.firstKey);
    const kact = await exported(activationExports.answerKey);
    const header = decodeJson(splitCompact(jws).protected) as { jwk: Parameters<typeof keyId>[0] };
    const tid = keyId(header.jwk);
    this.#dynamic.set(`${tid} 0`, firstKey);
    const opened =
      text === undefined ? text : jsonOf(await openDir(kact, activationAnswerHeader, text));
    const keys = { K_0: toBase64Url(firstKey), kact: toBase64Url(kact) };
    return {
      tid,
      jws,
      claims: claimsOf(jws),
      ...keys,
      ...(opened !== undefined && { answer: opened }),
    };
  }

  async #operation({ payload, sec }: Envelope, text: string | undefined) {
    const core = decodeJson(payload) as OperationCore;
    const { tid, n, rid, r } = core;
    const key = this.#key(core);
    const [kreq, kres] = [requestKey(key, core, rid), responseKey(key, core, rid)];
    const ch = toBase64Url(sha256(utf8(payload)));
    const next = nextDynamicKey(key, core, { rid, r, ch });
    this.#dynamic.set(`${tid} ${n + 1}`, next);
    return {
      core,
      K: toBase64Url(key),
      kmac: toBase64Url(operationMacKey(key, core)),
      ch,
      ...(sec && {
        kreq: toBase64Url(kreq),
        secrets: jsonOf(await openDir(kreq, secretHeader, sec)),
      }),
      kres: toBase64Url(kres),
      ...(text && { answer: jsonOf(await openDir(kres, answerHeader, text)) }),
      K_next: toBase64Url(next),
    };
  }

  async #sync({ payload }: Envelope, text: string | undefined) {
    const core = decodeJson(payload) as SyncCore;
    const { rid, sid } = core;
    const next = nextDynamicKey(this.#key(core), core, core);
    const ksya = syncAnswerKey(next, core, rid, sid);
    return {
      core,
      K_next: toBase64Url(next),
      ksyn: toBase64Url(syncMacKey(next, core, rid, sid)),
      ksya: toBase64Url(ksya),
      ...(text && { answer: jsonOf(await openDir(ksya, syncAnswerHeader, text)) }),
    };
  }

  #key({ tid, n }: { readonly tid: string; readonly n: number }): Bytes {
    return this.#dynamic.get(`${tid} ${n}`)!;
  }
}

function jsonOf(bytes: Bytes): unknown {
  return JSON.parse(fromUtf8(bytes));
}

/** Header and claims of a compact JWS. */
function claimsOf(compact: string): unknown {
  return decodeJson(splitCompact(compact).payload);
}
