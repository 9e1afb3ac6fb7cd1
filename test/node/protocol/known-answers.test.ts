/**
 * Checks the known answers in Appendix A of docs/protocol.md. `norm` is checked with the table of typed values.
 */
import assert from 'node:assert/strict';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { before, describe, it } from 'node:test';
import { concat, toBase64Url, utf8, type Bytes } from '../../../src/crypto/bytes.js';
import { formatLongCode, longCodeFrom } from '../../../src/crypto/codes.js';
import { hkdfExtract, hmacSha256, sha256 } from '../../../src/crypto/hashes.js';
import { stretchPin } from '../../../src/crypto/pin.js';
import { encodeJson } from '../../../src/protocol/json.js';
import {
  nextDynamicKey,
  operationMacKey,
  requestKey,
  responseKey,
  syncAnswerKey,
  syncMacKey,
} from '../../../src/protocol/key-schedule.js';
import { root } from '../support/documents/examples.js';

/** Consecutive bytes. */
const bytes = (first: number, length: number) =>
  Uint8Array.from({ length }, (_, index) => first + index);
const id = (first: number, length: number) => toBase64Url(bytes(first, length));
const hex = (value: Bytes) => Buffer.from(value).toString('hex');

describe('the known answers of the specification', () => {
  let appendix: string;
  before(async () => {
    const text = await readFile(join(root, 'docs/protocol.md'), 'utf8');
    appendix = text.split('## Appendix A')[1]!.split('\n## ')[0]!;
  });

  /** The lines of a block, as name and value. */
  const block = (number: number) =>
    appendix
      .split('```')
      [2 * number - 1]!.trim()
      .split('\n')
      .map((line) => line.split(/ +/));

  it('of the key schedule', () => {
    const payload = encodeJson({ v: 1, typ: 'op', n: 7 });
    assert.ok(appendix.includes(payload));
    const digest = sha256(utf8(payload));
    const [key, at, rid, sid] = [
      bytes(0, 32),
      { tid: id(0x20, 32), n: 7 },
      id(0x40, 16),
      id(0x80, 16),
    ];
    const next = nextDynamicKey(key, at, { rid, r: id(0x60, 32), ch: toBase64Url(digest) });
    const expected: Record<string, Bytes> = {
      ch: digest,
      PRK_7: hkdfExtract(utf8('btt1/dyn'), key),
      kmac_7: operationMacKey(key, at),
      kreq: requestKey(key, at, rid),
      kres: responseKey(key, at, rid),
      K_8: next,
      ksyn: syncMacKey(next, at, rid, sid),
      ksya: syncAnswerKey(next, at, rid, sid),
    };
    const lines = Object.entries(expected).map(([name, value]) => [name, hex(value)]);
    assert.deepEqual(block(1), lines);
  });

  it('of a PIN, by the formulas of the text', async () => {
    const stretched = await stretchPin('482916', bytes(0xa0, 16), 600_000);
    const subject = concat(utf8('btt1 pin\0u-1\0'), bytes(0xe0, 16));
    const verifier = hmacSha256(bytes(0xc0, 32), concat(subject, stretched));
    const expected = { P: stretched, verifier };
    assert.deepEqual(
      block(2),
      Object.entries(expected).map(([name, value]) => [name, hex(value)]),
    );
  });

  it('of a code', () => {
    const symbols = Uint8Array.from({ length: 15 }, (_, index) => (7 * index + 3) % 32);
    assert.ok(appendix.includes(`give \`${formatLongCode(longCodeFrom(symbols))}\``));
  });
});
