import { fromBase64Url, toBase64Url, utf8 } from '../../src/crypto/bytes.js';
import { formatLongCode, longCodeFrom } from '../../src/crypto/codes.js';
import { hkdfExtract, sha256 } from '../../src/crypto/hashes.js';
import { stretchPin } from '../../src/crypto/pin.js';
import {
  nextDynamicKey,
  operationMacKey,
  requestKey,
  responseKey,
  syncAnswerKey,
  syncMacKey,
} from '../../src/protocol/key-schedule.js';
import { run, toHex, type Harness } from './harness.js';

const position = { tid: toBase64Url(run(0x20, 0x3f)), n: 7 };
const dynamicKey = run(0x00, 0x1f);
const rid = toBase64Url(run(0x40, 0x4f));
const sid = toBase64Url(run(0x80, 0x8f));
const step = {
  rid,
  r: toBase64Url(run(0x60, 0x7f)),
  ch: toBase64Url(sha256(utf8(toBase64Url(utf8('{"v":1,"typ":"op","n":7}'))))),
};

const pbkdf2Cases = [
  ['passwd', 'salt', 1, '55ac046e56e3089fec1691c22544b605f94185216dde0465e68b9d57c20dacbc'],
  ['Password', 'NaCl', 80_000, '4ddcd8f60b98be21830cee5ef22701f9641a4418d04c0414aeff08876b34ab56'],
] as const;

/** The known answers of the protocol itself, and PBKDF2 of RFC 7914. */
export function protocolKnownAnswers({ it, equal }: Harness): void {
  it('key schedule at one position', () => {
    equal(
      toHex(fromBase64Url(step.ch)),
      '9b3a128bab84cd8943801279b0a49232cd083888908265fa772a3162241d2a2a',
    );
    equal(
      toHex(hkdfExtract(utf8('btt1/dyn'), dynamicKey)),
      '5067fc0bace9b507b878c72543e3a9e20725486334c72542b355ee07425deed4',
    );
    equal(
      toHex(operationMacKey(dynamicKey, position)),
      '506a63c00c6d2641bb1c1b69afa4a714eb203a0352c01f2931536a0c272193c0',
    );
    equal(
      toHex(requestKey(dynamicKey, position, rid)),
      '8fcfd661a70f49fc1e6f8d42ddaf9be4ebcd53ff2b76b8836497479503cf2562',
    );
    equal(
      toHex(responseKey(dynamicKey, position, rid)),
      '43a6b7c23c6ce33e4cffcb9b2526319be4e8b5c37e3311cfcf062b3ee0d9d709',
    );
  });

  it('the ratchet step and the keys of a sync', () => {
    const nextKey = nextDynamicKey(dynamicKey, position, step);
    equal(toHex(nextKey), 'cad600959c181c58f7847b959981769556db227bce8a684db659008046a08c46');
    equal(
      toHex(syncMacKey(nextKey, position, rid, sid)),
      '8e978ecdd945f86cabcbd01248d515ac75695e56b407a2e791cdb9b7e3098da8',
    );
    equal(
      toHex(syncAnswerKey(nextKey, position, rid, sid)),
      '2ab1bf598f7f22f1e17256f61d5554eb9d2ffbfe87a875c606de0c5d9aedebd1',
    );
  });

  it('stretching of a PIN', async () => {
    equal(
      toHex(await stretchPin('482916', run(0xa0, 0xaf), 600_000)),
      'a0db7ef9f32ab546fb17daf0f0e739cb988edc912b41335a121f7b701cb1aec2',
    );
  });

  for (const [password, salt, iterations, expected] of pbkdf2Cases) {
    it(`RFC 7914 section 11: PBKDF2 with ${iterations} iterations`, async () => {
      equal(toHex(await stretchPin(password, utf8(salt), iterations)), expected);
    });
  }

  it('check symbol of a long code', () => {
    const symbols = Uint8Array.from({ length: 15 }, (_, index) => (7 * index + 3) % 32);
    equal(formatLongCode(longCodeFrom(symbols)), '3AHR-Z6DM-V29G-QY5H');
  });
}
