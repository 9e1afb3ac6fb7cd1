/**
 * base64url by the methods of newer engines, and without them.
 */
import assert from 'node:assert/strict';
import { afterEach, beforeEach, describe, it } from 'node:test';
import { fromBase64Url, toBase64Url } from '../../../src/crypto/bytes.js';

/** RFC 4648 section 10, and the two letters in which base64url differs from base64. */
const pairs: readonly (readonly [string, string])[] = [
  ['', ''],
  ['f', 'Zg'],
  ['fo', 'Zm8'],
  ['foo', 'Zm9v'],
  ['foobar', 'Zm9vYmFy'],
  ['\xfb\xff\xfe', '-__-'],
];

/** Padding, white space, the letters of base64, trailing bits, a length that no bytes have. */
const malformed = ['Zg==', 'Zg=', 'Zm 8', 'Zm8\n', ' Zm8', '+//+', 'Zh', 'Zm9', 'Z', 'Zm8*', 'é'];

const bytesOf = (text: string) => Uint8Array.from(text, (symbol) => symbol.charCodeAt(0));

for (const isNative of [true, false]) {
  describe(`base64url ${isNative ? 'by the methods of the engine' : 'without them'}`, () => {
    const hidden: [object, string, PropertyDescriptor][] = [];

    beforeEach(() => {
      for (const [owner, name] of [
        [Uint8Array, 'fromBase64'],
        [Uint8Array.prototype, 'toBase64'],
      ] as const) {
        const method = Object.getOwnPropertyDescriptor(owner, name);
        assert.ok(method, `this engine has no ${name}`);
        if (isNative) continue;
        hidden.push([owner, name, method]);
        Reflect.deleteProperty(owner, name);
      }
    });

    afterEach(() => {
      for (const [owner, name, method] of hidden.splice(0)) {
        Object.defineProperty(owner, name, method);
      }
    });

    it('refuses every spelling but the canonical one', () => {
      for (const text of malformed) {
        const refusal = { name: 'SyntaxError', message: 'not canonical base64url' };
        assert.throws(() => fromBase64Url(text), refusal, text);
      }
    });

    it('encodes and decodes', () => {
      for (const [text, encoded] of pairs) {
        assert.equal(toBase64Url(bytesOf(text)), encoded);
        assert.deepEqual(fromBase64Url(encoded), bytesOf(text));
      }
    });
  });
}
