/**
 * Answers of a page's prompter to its frame.
 * @module
 */
import type { PinAnswer } from '../../client/person/prompter.js';
import { NeonError } from '../../errors.js';
import { exactly, oneOf, string } from '../../protocol/readers.js';

const readAnswer = /* @__PURE__ */ exactly({
  value: string(/^/, 4096),
  type: oneOf('pin', 'bio'),
});

/**
 * Reads an answer.
 * @throws {NeonError} `REQUEST_MALFORMED`
 */
export function pageAnswer(answer: unknown): PinAnswer {
  try {
    return readAnswer(answer, '$');
  } catch {
    throw new NeonError('REQUEST_MALFORMED', { message: 'answer of a prompt' });
  }
}
