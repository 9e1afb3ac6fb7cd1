import type { NewPinRequest } from '../../src/index.js';
import { refusalText } from '../messages/error-text.js';
import type { CommonSentences } from '../messages/messages.js';
import { isNew, type PromptRequest } from './prompt-request.js';
import type { Weakness } from './weak-pin.js';

/** The dialog warns of this many tries left, or fewer, before the first wrong one. */
const fewTries = 3;

/** The sentence before typing: the rules for a new PIN, or that few tries are left. */
export function hintOf(request: PromptRequest | undefined, messages: CommonSentences): string {
  if (isNew(request)) return rules(request, messages);
  const left = request?.left;
  return left && left <= fewTries ? messages.triesLeft({ count: left }) : '';
}

/**
 * The reason why the last answer was refused; empty if none was.
 * @param weakness of the new PIN that was refused.
 */
export function refusalOf(
  request: PromptRequest | undefined,
  weakness: Weakness | undefined,
  messages: CommonSentences,
): string {
  const refused = request?.refused;
  if (!refused) return '';
  const { reason, left, wrongPins } = refused;
  const isPin = request.kind === 'digits';
  if (isPin && reason === 'form') return messages.notDigits;
  if (wrongPins && left) {
    const count = messages.wrongPins[request.kind]({ count: wrongPins });
    return `${count} ${messages.blockAfter({ count: left })}`;
  }
  if (!isNew(request)) return refusalText(refused, messages);
  if (isPin && reason === 'common' && weakness) return messages.weakPins[weakness];
  const said = refusalText(refused, messages);
  return reason === 'too-short' || reason === 'too-long'
    ? `${said} ${rules(request, messages)}`
    : said;
}

function rules({ policy, kind }: NewPinRequest, messages: CommonSentences): string {
  const { min, max } = policy;
  return messages.pinForm[kind]({ count: max, range: [min, max] });
}
