/**
 * Checks docs/protocol-errors.md: each code of the code is in the table of the place that it comes from.
 */
import assert from 'node:assert/strict';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { before, describe, it } from 'node:test';
import { answerCodes } from '../../../src/protocol/answer-codes.js';
import { refusalCodes } from '../../../src/protocol/problem.js';
import { MalformedError } from '../../../src/protocol/readers.js';
import { TokenRefusal } from '../../../src/service/domain/token-refusal.js';
import { errorCodes } from '../support/documents/error-codes.js';
import { root } from '../support/documents/examples.js';
import { stringLiterals } from '../support/documents/string-literals.js';
import { codesIn, rowsBelow } from '../support/documents/tables.js';
import { readerOf, recordedMessages } from '../support/messages/recorded-messages.js';

describe('the tables of error codes in the specification', () => {
  let text: string;
  let all: readonly string[];

  before(async () => {
    text = await readFile(join(root, 'docs/protocol-errors.md'), 'utf8');
    all = await errorCodes('DocumentedCode', 'OwnCode');
  });

  const codesBelow = (heading: string) =>
    rowsBelow(text, heading).flatMap(([code]) => codesIn(code!));

  it('have the refusals that clients take, with their status', () => {
    assert.deepEqual(codesBelow('Refusals').sort(), refusalCodes.toSorted());
    for (const [code, status] of rowsBelow(text, 'Refusals')) {
      const { status: sent } = new TokenRefusal(codesIn(code!)[0] as (typeof refusalCodes)[number]);
      assert.equal(status!.split(',')[0], String(sent), code!);
    }
  });

  it('have the errors in encrypted answers, each of which the service can make', async () => {
    assert.deepEqual(codesBelow('Errors in encrypted answers'), [...answerCodes]);
    const literals = await stringLiterals('src/service/domain');
    assert.deepEqual(
      answerCodes.filter((code) => !literals.has(code)),
      [],
    );
  });

  it('have all other codes as those that only the client makes', async () => {
    const sent = new Set<string>([...refusalCodes, ...answerCodes]);
    const others = all.filter((code) => !sent.has(code));
    assert.deepEqual(codesBelow('Errors that only the client makes'), others);
  });

  it('say of unknown codes what clients do: read them in answers, and in no refusal', async () => {
    const code = 'A_LATER_CODE';
    for (const message of await recordedMessages()) {
      if (message.name === 'problem') {
        assert.throws(() => readerOf(message)({ ...message.value, code }, '$'), MalformedError);
      } else if ('err' in message.value) {
        const read = readerOf(message)({ ...message.value, err: code }, '$') as { err?: string };
        assert.equal(read.err, code, message.name);
      }
    }
  });

  it('name as codes that the client makes as well only codes of the other tables', () => {
    const sent = new Set<string>([...refusalCodes, ...answerCodes]);
    const codes = codesBelow('Codes that the client makes as well');
    assert.ok(codes.length > 10);
    assert.deepEqual(
      codes.filter((code) => !sent.has(code)),
      [],
    );
  });
});
