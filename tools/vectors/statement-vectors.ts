/**
 * Test vectors of what is signed or computed with keys of the service: statements, challenge, succession, seal, push,
 * codes.
 * @module
 */
import { fromBase64Url, toBase64Url, utf8 } from '../../src/crypto/bytes.js';
import { formatLongCode, isLongCode, isShortCode, longCodeFrom } from '../../src/crypto/codes.js';
import { sha256 } from '../../src/crypto/hashes.js';
import { keyId } from '../../src/crypto/jwk.js';
import { stretchPin } from '../../src/crypto/pin.js';
import { successionType } from '../../src/protocol/hello.js';
import { statementType } from '../../src/protocol/problem.js';
import { pushType } from '../../src/protocol/push.js';
import { deviceSealType, namedSealType, sealType } from '../../src/protocol/seal.js';
import { normaliseLogin } from '../../src/protocol/login.js';
import {
  normaliseDigits,
  normaliseLongCode,
  normalisePin,
} from '../../src/protocol/typed-values.js';
import {
  bioVerifier,
  longCodeHash,
  pinVerifier,
  pushNumber,
  shortCodeHash,
} from '../../src/service/domain/keys/keyed-values.js';
import { keyOfVersion, type KeyRing } from '../../src/service/domain/keys/key-ring.js';
import { signCompactly } from './deterministic-signature.js';
import { fixed, fixedKey, fixedText, now, publicHalf, site } from './vector-inputs.js';
import { challengeOf } from './vector-challenge.js';

const text = toBase64Url;
const token = fixedKey('static key');
const tid = keyId(token);
const signer = fixedKey('signing key');
const { iss, als, org } = site;
const uid = fixedText('uid', 16);
const iat = Math.floor(now / 1000);

/** The secret keys of the service that values are computed with; the others are not needed. */
const ring = {
  code: { current: 1, byVersion: new Map([[1, fixed('code key')]]) },
  pepper: { current: 1, byVersion: new Map([[1, fixed('pepper')]]) },
} as unknown as KeyRing;

const signed = (typ: string, claims: object) =>
  signCompactly(signer, { alg: 'ES256', typ, kid: keyId(signer) }, claims);

/** Signed refusals, one of each class. */
export function statements(): object[] {
  const re = challengeOf(now).chal;
  const classes = {
    fork: 'DYNAMIC_TOKEN_KEY_IS_INVALID',
    ahead: 'DYNAMIC_TOKEN_KEY_IS_INVALID',
    gone: 'NO_DEVICE_FOUND',
  };
  return Object.entries(classes).map(([name, code]) => {
    const claims = { v: 1, iss, als, tid, code, class: name, re, now };
    return { signer, claims, stmt: signed(statementType, claims) };
  });
}

/** Challenges. */
export function challenges(): object[] {
  return [challengeOf(now), challengeOf(0), challengeOf(2 ** 40 + 1), challengeOf(now, 3)];
}

/** Signing keys that succeed each other. */
export function succession(): object[] {
  const keys = ['first', 'second', 'third'].map((name) => fixedKey(`${name} signing key`));
  const statementsOf = keys.slice(1).map((next, index) => {
    const prev = keys[index]!;
    const header = { alg: 'ES256', typ: successionType, kid: keyId(prev) };
    const claims = { iss, prev: keyId(prev), next: publicHalf(next), seq: index + 1, iat };
    return signCompactly(prev, header, claims);
  });
  return [{ iss, signing: keys, kids: keys.map(keyId), keys: statementsOf }];
}

/** Seals with the statement of the token inside. */
export function seals(): object[] {
  return ['Pay 5 € to Bea', ''].map((data, index) => {
    const bytes = utf8(data);
    const jti = fixedText(`jti ${index}`, 16);
    const digest = { dig: text(sha256(bytes)), len: bytes.length };
    const amr = ['swk', 'pin', 'mfa'];
    const state = (typ: string, more?: object) =>
      signCompactly(
        token,
        { alg: 'ES256', typ, jwk: publicHalf(token) },
        { v: 1, iss, als, tid, ...digest, jti, ...more },
      );
    const dev = state(deviceSealType);
    // Clients of the first release make the first statement alone.
    const dev2 = index === 0 ? state(namedSealType, { uid, amr, now }) : undefined;
    const claims = {
      ...{ iss, aud: als, sub: uid, login: 'zoë', jti, iat, ...digest },
      ...{ amr, tid, jwk: publicHalf(token), dev, dev2 },
    };
    return { signer, static: token, data, ...digest, claims, seal: signed(sealType, claims) };
  });
}

/** The request of an enrolled browser, and the number that its page shows. */
export function pushes(): object[] {
  const cv = fixed('cv');
  const cc = text(sha256(cv));
  const request = { v: 1, als, org, login: 'zoë', cc, chal: challengeOf(now).chal };
  const header = { alg: 'ES256', typ: pushType, kid: tid };
  const sig = signCompactly(token, header, { ...request, iss, tid });
  const pid = fixedText('pid', 16);
  return [
    {
      ...{ static: token, cv: text(cv), request: { ...request, sig } },
      ...{
        codeKey: text(keyOfVersion(ring.code, ring.code.current)),
        pid,
        number: pushNumber(ring, ring.code.current, pid),
      },
    },
  ];
}

const typedLongCodes = [
  '3AHR-Z6DM-V29G-QY5H',
  ' 3ahr z6dm v29g qy5h ',
  '3AHRZ6DM–V29GQY5H',
  '3AHR-Z6DM-V29G-QY5J',
  '3AHR-Z6DM-V29G',
  'oOiI lL00 0000 0000',
];

/** Long codes as they are made, typed and kept. */
export function longCodes(): object {
  const made = [0, 1, 2].map((seed) => {
    const symbols = Uint8Array.from({ length: 15 }, (_, index) => (7 * index + 3 + seed) % 32);
    const code = longCodeFrom(symbols);
    return { symbols: [...symbols], code, shown: formatLongCode(code) };
  });
  const typed = typedLongCodes.map((value) => {
    const code = normaliseLongCode(value);
    return { typed: value, code, isCode: isLongCode(code) };
  });
  const codes = made.map(({ code }) => ({ code, h: longCodeHash(ring, code) }));
  return {
    made,
    typed,
    kept: { codeKey: text(keyOfVersion(ring.code, ring.code.current)), codes },
  };
}

/** Short codes as they are typed and kept. */
export function shortCodes(): object {
  const typed = ['12345 67897', '1234567890', '٠٠٠٠٠٠٠٠٠٠', '123-456-7897', '123456789'];
  const codes = ['1234567897', '0000000000'];
  return {
    typed: typed.map((value) => {
      const code = normaliseDigits(value);
      return { typed: value, code, isCode: isShortCode(code) };
    }),
    kept: {
      codeKey: text(keyOfVersion(ring.code, ring.code.current)),
      uid,
      codes: codes.map((code) => ({ code, h: shortCodeHash(ring, uid, code) })),
    },
  };
}

const typedPins = [
  '482916',
  '48 29-16',
  '４８２９１６',
  '٤٨٢٩١٦',
  '१२३४',
  '4829\u200916',
  '48a2',
  '',
];
const typedPasswords = ['Zoë', 'Zoe\u0308', 'ﬁ n-1', '  two  blanks ', '𝟜𝟚', 'ﷺ'];

/** PINs and passwords before they are stretched. */
export function normalisation(): object[] {
  const kinds = { digits: typedPins, text: typedPasswords } as const;
  return Object.entries(kinds).flatMap(([kind, values]) =>
    values.map((typed) => {
      const normalised = normalisePin(typed, kind as keyof typeof kinds);
      return { kind, typed, normalised, utf8: text(utf8(normalised)) };
    }),
  );
}

const typedLogins = [
  'Zoë',
  ' ZOE\u0308 ',
  'STRASSE',
  'Straße',
  'ΟΔΥΣΣΕΥΣ',
  'ı',
  'نمی\u200cخواهم',
  'a\u200db',
];

/** Logins, and the form in which they are compared; null for what can be none. */
export function logins(): object[] {
  return typedLogins.map((typed) => ({ typed, compared: normaliseLogin(typed) ?? null }));
}

/** Stretched PINs and BioKeys, and the verifiers that the service keeps of them. */
export async function stretching(): Promise<object[]> {
  const vsalt = fixed('vsalt', 16);
  const shared = { pepper: text(fixed('pepper')), vsalt: text(vsalt) };
  const stretched = async (secret: string, name: string) => {
    const [s, t] = [fixed(name, 16), 100_000];
    const p = await stretchPin(secret, s, t);
    return { p, part: { secret, params: { kdf: 'pbkdf2-sha256', t, s: text(s) }, p: text(p) } };
  };
  const pin = await stretched('482916', 'salt of the PIN');
  const bio = await stretched('a value that nobody guesses', 'salt of the BioKey');
  const pinV = pinVerifier(ring, 1, uid, vsalt, pin.p);
  const bioV = bioVerifier(ring, 1, fromBase64Url(tid), vsalt, bio.p);
  return [
    { of: 'pin', ...pin.part, uid, ...shared, verifier: text(pinV) },
    { of: 'bio', ...bio.part, tid, ...shared, verifier: text(bioV) },
  ];
}
