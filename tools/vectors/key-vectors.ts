/**
 * Test vectors of keys and of messages under them: activation, key schedule, envelope, encrypted parts.
 * @module
 */
import { fromBase64Url, fromUtf8, toBase64Url, utf8, type Bytes } from '../../src/crypto/bytes.js';
import { hkdfExtract, sha256 } from '../../src/crypto/hashes.js';
import { sealHpkeWith } from '../../src/crypto/hpke.js';
import { dirHeader, sealDir } from '../../src/crypto/jwe.js';
import { keyId } from '../../src/crypto/jwk.js';
import { signHs256 } from '../../src/crypto/jws.js';
import {
  activationExports,
  activationInfo,
  activationType,
} from '../../src/protocol/activation.js';
import { dynamicHeader, staticHeader } from '../../src/protocol/envelope.js';
import { encodeJson, padJson } from '../../src/protocol/json.js';
import {
  nextDynamicKey,
  operationMacKey,
  requestKey,
  responseKey,
  statusMacKey,
  syncAnswerKey,
  syncMacKey,
} from '../../src/protocol/key-schedule.js';
import { secretHeader } from '../../src/protocol/operation-message.js';
import { signCompactly, signDeterministically } from './deterministic-signature.js';
import { challengeOf } from './vector-challenge.js';
import { fixed, fixedKey, fixedText, now, pointOf, publicHalf, site } from './vector-inputs.js';

const text = toBase64Url;
const token = fixedKey('static key');
const tid = keyId(token);
const { chal } = challengeOf(now);

/** `tid` and `kid`. */
export function keyIds(): object[] {
  return ['static key', 'signing key', 'hpke key'].map((name) => {
    const jwk = publicHalf(fixedKey(name));
    return { jwk, id: keyId(jwk) };
  });
}

/** The HPKE message of an activation, with the keys that it exports. */
export async function hpke(): Promise<object[]> {
  const [recipient, ephemeral] = [fixedKey('hpke key'), fixedKey('ephemeral key')];
  const enc = pointOf(ephemeral);
  const { iss, als, org } = site;
  const claims = {
    v: 1,
    ...{ iss, als, org },
    code: '3AHRZ6DMV29GQY5H',
    name: 'Laptop',
    nonce: text(sha256(enc)),
    chal,
    lib: 'vectors',
    plat: 'Firefox on Linux',
  };
  const header = { alg: 'ES256', typ: activationType, jwk: publicHalf(token) };
  const plaintext = signCompactly(token, header, claims);
  const info = activationInfo(iss, als);
  const algorithm = { name: 'ECDH', namedCurve: 'P-256' };
  const { subtle } = crypto;
  const pair = {
    publicKey: await subtle.importKey('jwk', publicHalf(ephemeral), algorithm, true, []),
    privateKey: await subtle.importKey('jwk', ephemeral, algorithm, false, ['deriveBits']),
  };
  const message = await sealHpkeWith(pair, pointOf(recipient), info, utf8(plaintext));
  const exported = (context: Bytes) => text(message.export(context, 32));
  return [
    {
      ...{ recipient, ephemeral, static: token },
      ...{ iss, als },
      kid: keyId(recipient),
      pk: text(pointOf(recipient)),
      info: text(info),
      plaintext,
      enc: text(message.enc),
      ct: text(message.ciphertext),
      K_0: exported(activationExports.firstKey),
      kact: exported(activationExports.answerKey),
    },
  ];
}

/** Every key of ten steps of the ratchet. */
export function keySchedule(): object[] {
  const steps: object[] = [];
  let key = fixed('K_0');
  for (let n = 0; n < 10; n++) {
    const at = { tid, n };
    const [rid, r] = [fixedText(`rid ${n}`, 16), fixedText(`r ${n}`)];
    const [ch, sid] = [fixedText(`payload ${n}`), fixedText(`sid ${n}`, 16)];
    const nextKey = nextDynamicKey(key, at, { rid, r, ch });
    steps.push({
      ...{ tid, n, rid, r, ch, sid },
      K: text(key),
      PRK: text(hkdfExtract(utf8('btt1/dyn'), key)),
      kmac: text(operationMacKey(key, at)),
      kreq: text(requestKey(key, at, rid)),
      kres: text(responseKey(key, at, rid)),
      ksta: text(statusMacKey(key, at)),
      K_next: text(nextKey),
      ksyn: text(syncMacKey(nextKey, at, rid, sid)),
      ksya: text(syncAnswerKey(nextKey, at, rid, sid)),
    });
    key = nextKey;
  }
  return steps;
}

/** Operations as they are sent, without and with a secret part. */
export async function envelopes(): Promise<object[]> {
  const key = fixed('K_7');
  const n = 7;
  const at = { tid, n };
  const iv = fixed('iv', 12);
  const vectors = [];
  for (const secrets of [undefined, { pin: { k: 'pwd', p: fixedText('stretched PIN') } }]) {
    const [rid, r] = [fixedText('rid', 16), fixedText('r')];
    const sealed = secrets && padJson(secrets);
    const kreq = requestKey(key, at, rid);
    const sec = sealed && (await sealDir(kreq, secretHeader, sealed, undefined, iv));
    const { iss, als, org } = site;
    const sech = sec && text(sha256(utf8(sec)));
    const core = { v: 1, typ: 'op', iss, als, org, tid, n, rid, r, chal, op: 'otp', arg: {}, sech };
    const payload = encodeJson(core);
    const kmac = operationMacKey(key, at);
    vectors.push({
      static: token,
      K: text(key),
      kmac: text(kmac),
      core: fromUtf8(fromBase64Url(payload)),
      ...(sealed && { secrets: fromUtf8(sealed), iv: text(iv), kreq: text(kreq) }),
      ch: text(sha256(utf8(payload))),
      envelope: {
        payload,
        signatures: [signStatically(payload), signHs256(kmac, dynamicHeader, payload)],
        ...(sec && { sec }),
      },
    });
  }
  return vectors;
}

function signStatically(payload: string) {
  const header = encodeJson(staticHeader(tid));
  const scalar = fromBase64Url(token.d);
  const signature = text(signDeterministically(scalar, utf8(`${header}.${payload}`)));
  return { protected: header, signature };
}

/** A JWE of each type. */
export async function jwe(): Promise<object[]> {
  const plaintext = fromUtf8(padJson({ v: 1, text: 'Zoë' }));
  const sealOf = async (typ: string) => {
    const [key, iv] = [fixed(`key of ${typ}`), fixed(`iv of ${typ}`, 12)];
    const header = dirHeader(typ);
    const compact = await sealDir(key, header, utf8(plaintext), undefined, iv);
    return { typ, header, key: text(key), iv: text(iv), plaintext, compact };
  };
  return Promise.all(['btt-sec', 'btt-res', 'btt-syr', 'btt-acr'].map(sealOf));
}
