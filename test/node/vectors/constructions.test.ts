/**
 * The constructions of `test-vectors/`, by the code of the client, of the service and of relying parties.
 */
import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { fromBase64Url, fromUtf8 } from '../../../src/crypto/bytes.js';
import { openDir } from '../../../src/crypto/jwe.js';
import { keyId } from '../../../src/crypto/jwk.js';
import { openSigned, trustedKey } from '../../../src/client/service/trusted-key.js';
import { readEnvelope } from '../../../src/protocol/envelope.js';
import { readStatement, statementType } from '../../../src/protocol/problem.js';
import { readOperationCore } from '../../../src/protocol/operation-message.js';
import { pushType, readPushRequest } from '../../../src/protocol/push.js';
import { openSeal } from '../../../src/protocol/seal-verification.js';
import { challengeTime } from '../../../src/service/domain/message/challenge.js';
import {
  checkHeaders,
  isSignedDynamically,
  isSignedStatically,
} from '../../../src/service/domain/message/signatures.js';
import { decodeStrictJson } from '../../../src/service/domain/message/strict-json.js';
import type { KeyRing } from '../../../src/service/domain/keys/key-ring.js';
import { ServiceClock } from '../../../src/service/domain/clock.js';
import { nodeHashes } from '../../../src/service/node/node-hashes.js';
import { constructionFiles } from '../../../tools/vectors/construction-files.js';
import {
  publicHalf,
  readVectors,
  vectorNames,
  type Vector,
  type VectorKey,
} from '../support/documents/test-vectors.js';

describe('the test vectors', () => {
  it('are those that this code makes; `npm run vectors` writes them anew', async () => {
    const made = await constructionFiles();
    assert.deepEqual(await vectorNames(), Object.keys(made).sort());
    for (const [name, content] of Object.entries(made)) {
      const plain: unknown = JSON.parse(JSON.stringify(content));
      assert.deepEqual(await readVectors<unknown>(name), plain, name);
    }
  });
});

describe('the service', () => {
  it('accepts the envelopes, and none that was changed', async () => {
    const vectors =
      await readVectors<(Vector & { static: never; envelope: unknown })[]>('envelopes');
    assert.equal(vectors.length, 2);
    for (const { static: pair, kmac, core, envelope } of vectors) {
      const key = publicHalf(pair);
      const signed = readEnvelope(envelope, '$');
      const { payload, signatures } = signed;
      const { tid } = readOperationCore(decodeStrictJson(payload), '$');
      checkHeaders(signed, tid);
      assert.equal(tid, keyId(key));
      assert.equal(fromUtf8(fromBase64Url(payload)), core);
      const [signature] = signatures;
      const macKey = fromBase64Url(kmac!);
      for (const [text, expected] of [
        [payload, true],
        [`${payload.slice(0, -2)}AA`, false],
      ] as const) {
        const statically = { tid, payload: text, signature, key };
        assert.equal(await isSignedStatically(statically), expected);
        const dynamically = { payload: text, signatures };
        assert.equal(isSignedDynamically(dynamically, macKey, nodeHashes), expected);
      }
    }
  });

  it('recognises its challenges, and none that was changed', async () => {
    const vectors = await readVectors<(Vector & { ts: never; setBacks: never })[]>('challenges');
    for (const { kchal, als, ts, setBacks, chal } of vectors) {
      // Of its keys only this one is needed.
      const byVersion = new Map([[1, fromBase64Url(kchal!)]]);
      const keys = { challenge: { current: 1, byVersion } } as unknown as KeyRing;
      const clock = new ServiceClock({ wall: () => ts, monotonic: () => 0 });
      clock.addSetBacks(setBacks);
      const context = { keys, clock };
      assert.equal(challengeTime(context, als!, chal!), ts);
      assert.equal(challengeTime(context, als!.replace('0', '1'), chal!), undefined);
      assert.equal(challengeTime(context, als!, `AA${chal!.slice(2)}`), undefined);
    }
  });

  it('accepts the signature of a request for approval', async () => {
    const [vector] = await readVectors<{ static: VectorKey; request: unknown }[]>('push');
    const { sig, ...request } = readPushRequest(vector!.request, '$');
    const claims = await openSigned(sig!, pushType, async () => vector!.static);
    const signed = { ...(claims as object) } as Record<string, unknown>;
    for (const [name, value] of Object.entries(request)) assert.equal(signed[name], value);
  });
});

describe('the client', () => {
  it('opens the encrypted parts, and none with another header', async () => {
    for (const { header, key, compact, plaintext } of await readVectors('jwe')) {
      const opened = await openDir(fromBase64Url(key!), header!, compact!);
      assert.equal(fromUtf8(opened), plaintext);
      const other = header!.replace('btt-', 'btt_');
      await assert.rejects(openDir(fromBase64Url(key!), other, compact!), SyntaxError);
    }
  });

  it('believes the statements, by the key of the service alone', async () => {
    const vectors =
      await readVectors<{ signer: VectorKey; claims: object; stmt: string }[]>('statements');
    for (const { signer, claims, stmt } of vectors) {
      const opened = await openSigned(stmt, statementType, async () => signer);
      assert.deepEqual(opened, claims);
      readStatement(opened, '$');
      const { x, y } = (await readVectors<{ signing: VectorKey[] }[]>('succession'))[0]!
        .signing[0]!;
      await assert.rejects(
        openSigned(stmt, statementType, async () => ({ ...signer, x, y })),
        { name: 'MalformedError' },
      );
    }
  });

  it('follows the succession of signing keys forwards, never back', async () => {
    const [vector] =
      await readVectors<{ iss: string; signing: VectorKey[]; kids: string[]; keys: string[] }[]>(
        'succession',
      );
    const { iss, signing, kids, keys } = vector!;
    const hello = { iss, keys, jwks: signing };
    const [first, , last] = signing;
    const reached = await trustedKey(hello, kids[2]!, [], { jwk: first!, seq: 0 });
    assert.deepEqual([reached.kid, reached.seq], [kids[2], 2]);
    const back = trustedKey(hello, kids[0]!, [], { jwk: last!, seq: 2 });
    await assert.rejects(back, { code: 'SERVICE_KEY_UNKNOWN' });
  });
});

describe('a relying party', () => {
  it('accepts the seals, and none of another service', async () => {
    const vectors =
      await readVectors<
        { signer: VectorKey; seal: string; dig: string; len: number; claims: { iss: string } }[]
      >('seals');
    assert.equal(vectors.length, 2);
    for (const { signer, seal, dig, len, claims } of vectors) {
      const keys = [{ kid: keyId(signer), jwk: signer, from: 0, until: undefined }];
      const opened = await openSeal(seal, claims.iss, keys);
      assert.deepEqual([opened?.dig, opened?.len], [dig, len]);
      assert.equal(await openSeal(seal, 'https://other.example', keys), undefined);
    }
  });
});
