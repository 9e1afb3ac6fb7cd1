/**
 * Checks docs/protocol-operations.md: each operation has its row and its section, and no code that is none.
 */
import assert from 'node:assert/strict';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { before, describe, it } from 'node:test';
import { answerCodes } from '../../../src/protocol/answer-codes.js';
import { operationNames, operations } from '../../../src/protocol/operations.js';
import type { OperationConditions } from '../../../src/service/domain/operations/operation-handler.js';
import { operationHandlers } from '../../../src/service/domain/operations/operation-handlers.js';
import { errorCodes } from '../support/documents/error-codes.js';
import { root } from '../support/documents/examples.js';
import { codesIn, rowsBelow, rowsOf } from '../support/documents/tables.js';

describe('the operations in the specification', () => {
  let introduction: string;
  /** Text below its heading, by the name of the operation. */
  let sections: ReadonlyMap<string, string>;

  before(async () => {
    const text = await readFile(join(root, 'docs/protocol-operations.md'), 'utf8');
    const [first, ...parts] = text.split('\n## ');
    introduction = first!;
    sections = new Map(parts.map((part) => [part.split('\n')[0]!, part.slice(part.indexOf('\n'))]));
  });

  it('are all in the table, with factor and worth', () => {
    const rows = rowsOf(introduction).map(([op, ...cells]) => [codesIn(op!)[0], ...cells]);
    const expected = operationNames.map((op) => [op, operations[op].factor, operations[op].worth]);
    assert.deepEqual(rows.sort(), expected.sort());
  });

  it('have a section each, with request, checks and answer', () => {
    assert.deepEqual([...sections.keys()].sort(), operationNames.toSorted());
    for (const [op, section] of sections) {
      for (const part of ['**Request.**', '**Checks.**', '**Answer.**']) {
        assert.ok(section.includes(part), `${op} has ${part}`);
      }
    }
  });

  it('are exempt from the states that the table of checks says', async () => {
    const core = await readFile(join(root, 'docs/protocol.md'), 'utf8');
    const rows = rowsBelow(core, '9.6 Checks in order');
    const exempt = (code: string) => {
      const [, , , operationsOfRow] = rows.find(([, err]) => codesIn(err!)[0] === code)!;
      return codesIn(operationsOfRow!).sort();
    };
    const named = (isNamed: (handler: OperationConditions) => unknown) =>
      operationNames.filter((op) => isNamed(operationHandlers[op])).sort();
    const whenBlocked = named((one) => one.worksWhenTokenIsBlocked || one.worksWhenBlockedByPins);
    assert.deepEqual(exempt('TOKEN_IS_BLOCKED'), whenBlocked);
    assert.deepEqual(
      exempt('DEVICE_LOCKED'),
      named((one) => one.worksWhenTokenIsBlocked),
    );
    assert.deepEqual(
      exempt('USER_IS_BLOCKED'),
      named((one) => one.worksWhenUserIsBlocked),
    );
  });

  it('name no error code that no answer can have', async () => {
    const codes = new Set(await errorCodes('DocumentedCode', 'OwnCode'));
    const sent = new Set<string>(answerCodes);
    // These two are named as what the client makes of an operation.
    const byClient = new Set(['RESULT_EXPIRED', 'SEALDATA_IS_NOT_VALID']);
    for (const [op, section] of sections) {
      for (const code of codesIn(section).filter((one) => codes.has(one) && !byClient.has(one))) {
        assert.ok(sent.has(code), `${op}: ${code}`);
      }
    }
  });
});
