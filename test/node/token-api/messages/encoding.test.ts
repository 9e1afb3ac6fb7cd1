import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import { toBase64Url, utf8 } from '../../../../src/crypto/bytes.js';
import { signEs256 } from '../../../../src/crypto/jws.js';
import { dynamicHeader, staticHeader } from '../../../../src/protocol/envelope.js';
import { helloPath } from '../../../../src/protocol/hello.js';
import { operationPath } from '../../../../src/protocol/operation-message.js';
import type { TestSite } from '../../../support/services/service-fixture.js';
import { TestService } from '../../../support/services/test-service.js';
import { assertRefused, type Sending } from '../../support/tokens/token-door.js';
import { enrol, rightPin } from '../../support/tokens/enrolled-token.js';
import { coreOf, type RawEnvelope, type RawToken } from '../../support/tokens/raw-token.js';
import { leavesNoTrace } from '../../support/services/database-rows.js';
import { hash, macOf, operationMac, sealSecrets } from '../../support/tokens/token-keys.js';

let service: TestService;
let site: TestSite;
let token: RawToken;

before(async () => {
  service = await TestService.start();
  site = await service.addSite();
  token = await enrol(service, site);
});

after(() => service.close());

async function assertMalformed(
  path: string,
  body: object | string,
  sending?: Sending,
): Promise<void> {
  const reply = await leavesNoTrace(service, () => token.door.post(path, body, sending));
  assertRefused(reply, '400 REQUEST_MALFORMED');
}

const hello = () => ({ v: [1], als: token.door.als, lib: 'raw', cn: 'AAAAAAAAAAAAAAAAAAAAAA' });

/** Signs any text as the payload of an operation with both of the token's keys. */
async function signed(text: string, encoded = toBase64Url(utf8(text))): Promise<RawEnvelope> {
  return {
    payload: encoded,
    signatures: [
      await signEs256(token.pair.privateKey, staticHeader(token.tid), encoded),
      macOf(operationMac(token.at), dynamicHeader, encoded),
    ],
  };
}

/** The text of a core that would be accepted. */
async function coreText(): Promise<string> {
  return JSON.stringify(coreOf((await token.operation('token.revoke')).body));
}

describe('the body of a request', () => {
  it('is refused when it is not JSON in UTF-8', async () => {
    const text = JSON.stringify(hello());
    const bodies = ['', 'null', '[]', '7', '{', `${text}x`, `\uFEFF${text}`, `${text}${text}`];
    for (const body of bodies) await assertMalformed(helloPath, body);
    const latin1 = Buffer.from(text.replace('raw', 'r\xE4w'), 'latin1');
    await assertMalformed(helloPath, latin1);
    assert.equal((await token.door.post(helloPath, text)).status, 200);
  });

  it('is refused when it names a member twice, or one that is unknown', async () => {
    const text = JSON.stringify(hello());
    await assertMalformed(helloPath, text.replace('"lib"', '"lib":"other","lib"'));
    await assertMalformed(helloPath, text.replace('"lib"', '"l\\u0069b":"other","lib"'));
    await assertMalformed(helloPath, text.replace('"lib"', '"__proto__":{},"lib"'));
    await assertMalformed(helloPath, { ...hello(), more: null });
  });

  it('is refused with a number that is not a plain integer', async () => {
    const text = JSON.stringify(hello());
    for (const number of ['1.0', '1e0', '1.5', '9007199254740993', '1E400', '-1', '01']) {
      await assertMalformed(helloPath, text.replace('[1]', `[1,${number}]`));
    }
  });

  it('is refused as a whole when it nests deeper than six, or has a string over 4096', async () => {
    const detailOf = async (body: object) => {
      const reply = await leavesNoTrace(service, () => token.door.post(helloPath, body));
      assertRefused(reply, '400 REQUEST_MALFORMED');
      return (JSON.parse(reply.text) as { detail: string }).detail;
    };
    const wrong = 'malformed message at $';
    assert.equal(await detailOf({ ...hello(), v: [[[[[1]]]]] }), `${wrong}.v[0]`);
    assert.equal(await detailOf({ ...hello(), v: [[[[[[1]]]]]] }), wrong);
    assert.equal(await detailOf({ ...hello(), lib: 'a'.repeat(4_096) }), `${wrong}.lib`);
    assert.equal(await detailOf({ ...hello(), lib: 'a'.repeat(4_097) }), wrong);
    assert.equal(await detailOf({ ...hello(), ['a'.repeat(4_097)]: 1 }), wrong);
  });

  it('is refused above 16384 bytes, and read up to that', async () => {
    const text = JSON.stringify(hello());
    const fits = text + ' '.repeat(16_384 - text.length);
    assert.equal((await token.door.post(helloPath, fits)).status, 200);
    await assertMalformed(helloPath, `${fits} `);
  });

  it('is refused as another media type', async () => {
    for (const contentType of ['multipart/form-data', 'application/jose', 'text/html']) {
      await assertMalformed(helloPath, hello(), { contentType });
    }
    const contentType = 'application/json';
    assert.equal((await token.door.post(helloPath, hello(), { contentType })).status, 200);
  });
});

describe('a signed core', () => {
  it('is refused when it names a member twice, or one that is unknown', async () => {
    const text = await coreText();
    const bent = [
      text.replace('"op":', '"op":"otp","op":'),
      text.replace('"n":', '"n":0,"n":'),
      text.replace('"arg":{}', '"arg":{"x":1}'),
      text.replace('"arg":{}', '"arg":{},"more":1'),
      text.replace('"arg":{}', '"arg":[]'),
      text.replace(',"arg":{}', ''),
      text.replace('"op":"token.revoke"', '"op":"constructor"'),
      text.replace('{', '\uFEFF{'),
    ];
    for (const one of bent) {
      assert.notEqual(one, text);
      await assertMalformed(operationPath, await signed(one));
    }
  });

  it('is refused with a position that is not a plain integer in range', async () => {
    const text = await coreText();
    for (const n of ['1.0', '1e0', '"1"', '-1', 'null', '2147483648', '9007199254740993']) {
      await assertMalformed(operationPath, await signed(text.replace(/"n":\d+/, `"n":${n}`)));
    }
  });

  it('is refused with bytes that are not canonical base64url, or too few', async () => {
    const core = JSON.parse(await coreText()) as Record<string, string>;
    const last = (text: string, symbol: string) => text.slice(0, -1) + symbol;
    for (const name of ['rid', 'r', 'tid', 'chal']) {
      const value = core[name]!;
      const spellings = [`${value}=`, ` ${value}`, value.slice(1), `${value}A`, last(value, '/')];
      if (name !== 'chal') spellings.push(last('A'.repeat(value.length), 'B'));
      for (const spelling of spellings) {
        const text = JSON.stringify({ ...core, [name]: spelling });
        await assertMalformed(operationPath, await signed(text));
      }
    }
  });

  it('is refused when its own text is not canonical base64url', async () => {
    const text = await coreText();
    const padded = text.padEnd(3 * Math.ceil(text.length / 3) + 1);
    const encoded = toBase64Url(utf8(padded));
    const lax = `${encoded.slice(0, -1)}B`;
    assert.deepEqual(Buffer.from(lax, 'base64url'), Buffer.from(padded));
    for (const bent of [lax, `${encoded}==`, `${encoded}\n`, ` ${encoded}`]) {
      await assertMalformed(operationPath, await signed('', bent));
    }
  });
});

describe('the encrypted part of an operation', () => {
  const send = async (plaintext: string) => {
    const rid = 'AAAAAAAAAAAAAAAAAAAAAA';
    const sec = await sealSecrets(token.at, rid, utf8(plaintext));
    const core = { rid, sech: hash(utf8(sec)) };
    const { body, path } = await token.operation('otp', undefined, { core });
    await assertMalformed(path, { ...body, sec });
  };

  it('is refused when it is not what the core says, or is missing', async () => {
    const { body, path } = await token.operation('otp', rightPin);
    const other = await token.operation('otp', rightPin);
    await assertMalformed(path, { ...body, sec: other.body.sec });
    await assertMalformed(path, { ...body, sec: undefined });
    const bare = await token.operation('otp');
    await assertMalformed(path, { ...bare.body, sec: body.sec });
  });

  it('is refused when it cannot be opened, or not be read, and nothing is counted', async () => {
    const key = { ...token.at, key: new Uint8Array(32) };
    const rid = 'AAAAAAAAAAAAAAAAAAAAAA';
    const sec = await sealSecrets(key, rid, utf8('{"pad":""}'));
    const core = { rid, sech: hash(utf8(sec)) };
    const { body, path } = await token.operation('otp', undefined, { core });
    await assertMalformed(path, { ...body, sec });

    await send('');
    await send('{"pin":{"k":"pwd"},"pad":""}');
    await send('{"pin":{"k":"none","p":"AAAA"},"pad":""}');
    await send('{"code":"","pad":""}');
    await send('{"code":1234567890,"pad":""}');
    await send('{"more":1,"pad":""}');
    await send('{"pad":"","pad":""}');
    await send('{"pad":"x"}');
    assert.equal((await token.run('otp', rightPin))['ok'], true);
  });
});
