import type { NeonError, NeonErrorCode } from '../../src/index.js';
import type { CommonSentences } from './messages.js';

/** Whether an error is a `NeonError`, by its name: the client may come from another copy of the library. */
export function isNeonError(error: unknown): error is NeonError {
  return error instanceof Error && error.name === 'NeonError';
}

/** What the sentence about an error depends on. */
type Explained = Pick<NeonError, 'code' | 'left' | 'reason'> & {
  readonly blocked?: NeonError['blocked'];
  readonly retryAfter?: number | undefined;
  readonly retryable?: boolean | undefined;
};

/** Sentences by code. A service that is newer than the page may send codes without a sentence. */
export type ErrorTexts = Readonly<Partial<Record<NeonErrorCode, string>>>;

/**
 * The sentences about a refusal: what is wrong, and how many tries or seconds are left.
 * @param own sentences of one element, for codes of its operation.
 */
export function refusalText(
  refusal: Explained,
  messages: CommonSentences,
  own?: ErrorTexts,
): string {
  const { left, reason, retryAfter } = refusal;
  const parts = [reason ? messages.refusals[reason] : sentenceOf(refusal, messages, own)];
  if (left) parts.push(messages.triesLeft({ count: left }));
  if (retryAfter) parts.push(messages.retryIn({ when: { seconds: retryAfter } }));
  return parts.join(' ');
}

/** The sentence of a code. Some codes have causes that one sentence would not be true for. */
function sentenceOf(
  { code, left, blocked, retryable }: Explained,
  messages: CommonSentences,
  own?: ErrorTexts,
): string | undefined {
  const errors: ErrorTexts = { ...messages.errors, ...own };
  if (blocked) return blocked === 'browser' ? messages.browserBlocked : errors.USER_IS_BLOCKED;
  if (code === 'PASSWORD_IS_WRONG' && left === 0) return messages.noTriesLeft;
  if (code === 'BIO_KEY_IS_WRONG' && left === 0) return messages.bioKeyEnded;
  if (code === 'DYNAMIC_TOKEN_KEY_IS_INVALID' && retryable) return messages.serviceBehind;
  return errors[code] ?? errors.UNEXPECTED_ERROR;
}

/** The sentences about any error that an operation was rejected with. */
export function errorText(error: unknown, messages: CommonSentences, own?: ErrorTexts): string {
  return isNeonError(error) ? refusalText(error, messages, own) : messages.errors.UNEXPECTED_ERROR;
}
