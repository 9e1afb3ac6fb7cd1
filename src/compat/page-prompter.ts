/**
 * The documented prompt functions of a page as a prompter.
 * @module
 */
import { NeonError, type PinAnswer, type Prompter } from '../index.js';

/** The result of a documented prompt, or a promise of it. */
export type PromptAnswer =
  | string
  | { readonly value: string; readonly wikType?: string; readonly wiktype?: string };

/** Asks for the PIN, or for the value that was given to `setBioKey`. */
export type AskForPin = (biokeyAllowed?: boolean) => PromptAnswer | Promise<PromptAnswer>;

/** Asks for a new PIN, and has it confirmed. */
export type DefinePin = () => PromptAnswer | Promise<PromptAnswer>;

const thrownByPages = new WeakSet<object>();

/** Whether a prompt of the page threw an error: it is passed on unchanged. */
export function isOfPage(error: unknown): boolean {
  return typeof error !== 'object' || error === null || thrownByPages.has(error);
}

/**
 * Makes a prompter.
 * @param dialog asks where the page has no function; without it, the frame asks.
 * @returns undefined when the page has no function at all.
 */
export function pagePrompter(
  dialog: Prompter | undefined,
  askForPin?: AskForPin,
  definePin?: DefinePin,
): Prompter | undefined {
  const ask = typeof askForPin === 'function' && askForPin;
  const define = typeof definePin === 'function' && definePin;
  if (!ask && !define) return undefined;
  const ofPage: Partial<Prompter> = {
    ...(ask && {
      askForPin: async ({ bioKeyAllowed }) => answerOf(await heard(() => ask(bioKeyAllowed))),
    }),
    ...(define && { definePin: async () => newPinOf(await heard(() => define())) }),
  };
  const ofDialog: Partial<Prompter> = dialog
    ? {
        askForPin: (request) => dialog.askForPin(request),
        definePin: (request) => dialog.definePin(request),
      }
    : {};
  // A frame knows which of the two functions a prompter has, and asks for the other itself.
  return { ...ofDialog, ...ofPage } as Prompter;
}

/** Calls a function of the page, and marks what it throws as the page's. */
async function heard(ask: () => unknown): Promise<unknown> {
  try {
    return await ask();
  } catch (error) {
    if (typeof error === 'object' && error !== null) thrownByPages.add(error);
    throw error;
  }
}

/**
 * Reads the answer. The person may have closed the page's dialog, or typed nothing: then there is none.
 * @param nothing the answer in that case.
 */
function answerOf(
  given: unknown,
  nothing: 'USER_CANCELLED' | 'PIN_REFUSED' = 'USER_CANCELLED',
): PinAnswer {
  const answer = given ?? '';
  const { value, wikType, wiktype } = (
    typeof answer === 'string' ? { value: answer } : answer
  ) as Record<string, unknown>;
  if (value === '') throw new NeonError(nothing);
  const type = wikType ?? wiktype ?? 'PASSWORD';
  if (typeof value !== 'string' || (type !== 'PASSWORD' && type !== 'BIO')) {
    throw new TypeError('a prompt must give a string, or { value, wikType: "PASSWORD" or "BIO" }');
  }
  return { value, type: type === 'BIO' ? 'bio' : 'pin' };
}

function newPinOf(given: unknown): string {
  const { value, type } = answerOf(given, 'PIN_REFUSED');
  if (type === 'bio') throw new TypeError('definePin must give a PIN');
  return value;
}
