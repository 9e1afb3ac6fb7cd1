/**
 * The conversations of `test-vectors/`: the code of each side reads what the other one sent.
 */
import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { fromBase64Url, utf8, type Bytes } from '../../../src/crypto/bytes.js';
import { openDir } from '../../../src/crypto/jwe.js';
import { keyId } from '../../../src/crypto/jwk.js';
import { openSigned } from '../../../src/client/service/trusted-key.js';
import {
  activationAnswerHeader,
  readActivationAnswer,
  readActivationClaims,
  readActivationRequest,
} from '../../../src/protocol/activation.js';
import { readBareEnvelope, readEnvelope, type Envelope } from '../../../src/protocol/envelope.js';
import { helloType, readHello, readHelloRequest } from '../../../src/protocol/hello.js';
import { parseJson } from '../../../src/protocol/json.js';
import { readArg, readOut } from '../../../src/protocol/operations.js';
import {
  answerHeader,
  readOperationAnswer,
  readOperationCore,
  readSecrets,
  secretHeader,
} from '../../../src/protocol/operation-message.js';
import { readProblem, readStatement, statementType } from '../../../src/protocol/problem.js';
import {
  readCollectAnswer,
  readCollectRequest,
  readPushAnswer,
  readPushRequest,
} from '../../../src/protocol/push.js';
import type { Reader } from '../../../src/protocol/readers.js';
import {
  readStatus,
  readStatusCore,
  readStatusRequest,
  statusType,
} from '../../../src/protocol/status.js';
import { readSyncAnswer, readSyncCore, syncAnswerHeader } from '../../../src/protocol/sync.js';
import {
  checkHeaders,
  isSignedDynamically,
  isSignedStatically,
} from '../../../src/service/domain/message/signatures.js';
import {
  decodeStrictJson,
  parseStrictJson,
} from '../../../src/service/domain/message/strict-json.js';
import { nodeHashes } from '../../../src/service/node/node-hashes.js';
import {
  publicHalf,
  readVectors,
  vectorNames,
  type RecordedConversation,
  type RecordedExchange,
} from '../support/documents/test-vectors.js';

type Opened = Readonly<Record<string, string>>;

/** How the requests and answers of one path are read. */
type Check = (exchange: Exchange) => Promise<void>;

/** One exchange, with the keys of its conversation. */
class Exchange {
  readonly #recorded: RecordedExchange;
  readonly #conversation: RecordedConversation;
  /** The request as the service parses it. */
  readonly request: unknown;
  readonly opened: Opened;

  constructor(recorded: RecordedExchange, conversation: RecordedConversation) {
    this.#recorded = recorded;
    this.#conversation = conversation;
    this.request = parseStrictJson(utf8(JSON.stringify(recorded.request)));
    this.opened = recorded.opened as Opened;
  }

  key(name: string): Bytes {
    return fromBase64Url(this.opened[name]!);
  }

  get answer(): string {
    return this.#recorded.answer as string;
  }

  get json(): unknown {
    return this.#recorded.answer;
  }

  /** Checks both signatures of a message as the service does; returns its core. */
  async core<C extends { tid: string }>(
    envelope: Envelope,
    read: Reader<C>,
    macKey: Bytes,
  ): Promise<C> {
    const core = read(decodeStrictJson(envelope.payload), '$');
    checkHeaders(envelope, core.tid);
    const { tid } = core;
    const key = publicHalf(this.#conversation.browserKeys.find((jwk) => keyId(jwk) === tid)!);
    const [signature] = envelope.signatures;
    assert.ok(await isSignedStatically({ tid, payload: envelope.payload, signature, key }));
    assert.ok(isSignedDynamically(envelope, macKey, nodeHashes));
    return core;
  }

  /** Opens an encrypted answer as the client does, and checks that it is the one in the file. */
  async decrypted<T>(header: string, key: Bytes, read: Reader<T>): Promise<T> {
    const json = parseJson(await openDir(key, header, this.answer));
    assert.deepEqual(json, this.opened['answer']);
    return read(json, '$');
  }

  /** Verifies what the service has signed as the client does. */
  async signed<T>(compact: string, typ: string, read: Reader<T>): Promise<T> {
    const { signing } = this.#conversation.serviceKeys;
    const claims = await openSigned(compact, typ, async (kid) =>
      signing.find((jwk) => keyId(jwk) === kid),
    );
    return read(claims, '$');
  }
}

const checks: Readonly<Record<string, Check>> = {
  async '/btt/v1/hello'(exchange) {
    const { cn } = readHelloRequest(exchange.request, '$');
    assert.equal((await exchange.signed(exchange.answer, helloType, readHello)).cn, cn);
  },

  async '/btt/v1/activation'(exchange) {
    readActivationRequest(exchange.request, '$');
    readActivationClaims(exchange.opened['claims'], '$');
    await exchange.decrypted(activationAnswerHeader, exchange.key('kact'), readActivationAnswer);
  },

  async '/btt/v1/op'(exchange) {
    const envelope = readEnvelope(exchange.request, '$');
    const core = await exchange.core(envelope, readOperationCore, exchange.key('kmac'));
    readArg(core.op, core.arg, '$.arg');
    if (envelope.sec !== undefined) {
      const opened = await openDir(exchange.key('kreq'), secretHeader, envelope.sec);
      assert.equal(opened.length % 256, 0);
      readSecrets(parseStrictJson(opened), '$');
    }
    if (typeof exchange.json !== 'string') return refusal(exchange);
    const answer = await exchange.decrypted(
      answerHeader,
      exchange.key('kres'),
      readOperationAnswer,
    );
    assert.deepEqual([answer.rid, answer.n], [core.rid, core.n + 1]);
    if (answer.ok) readOut(core.op, answer.out, '$.out');
  },

  async '/btt/v1/sync'(exchange) {
    const envelope = readBareEnvelope(exchange.request, '$');
    const core = await exchange.core(envelope, readSyncCore, exchange.key('ksyn'));
    if (typeof exchange.json !== 'string') return refusal(exchange);
    const answer = await exchange.decrypted(syncAnswerHeader, exchange.key('ksya'), readSyncAnswer);
    assert.deepEqual([answer.rid, answer.sid], [core.rid, core.sid]);
  },

  async '/btt/v1/status'(exchange) {
    const { items } = readStatusRequest(exchange.request, '$');
    const opened = exchange.opened['items'] as unknown as readonly { ksta: string }[];
    for (const [index, item] of items.entries()) {
      await exchange.core(item, readStatusCore, fromBase64Url(opened[index]!.ksta));
    }
    const answer = await exchange.signed(exchange.answer, statusType, readStatus);
    assert.equal(answer.items.length, items.length);
  },

  async '/btt/v1/push'(exchange) {
    readPushRequest(exchange.request, '$');
    readPushAnswer(exchange.json, '$');
  },

  async '/btt/v1/push/collect'(exchange) {
    readCollectRequest(exchange.request, '$');
    readCollectAnswer(exchange.json, '$');
  },
};

/** A refusal that says what has become of the token. */
async function refusal(exchange: Exchange): Promise<void> {
  const { stmt } = readProblem(exchange.json, '$');
  const { class: kind } = await exchange.signed(stmt!, statementType, readStatement);
  assert.equal(kind, 'gone');
}

for (const name of await vectorNames('conversations')) {
  describe(`the conversation ${name}`, async () => {
    const conversation = await readVectors<RecordedConversation>(`conversations/${name}`);

    for (const [index, recorded] of conversation.exchanges.entries()) {
      const { op = '' } = (recorded.opened['core'] ?? {}) as { op?: string };
      it(`${index + 1}: ${recorded.path} ${op}`, () =>
        checks[recorded.path]!(new Exchange(recorded, conversation)));
    }
  });
}
