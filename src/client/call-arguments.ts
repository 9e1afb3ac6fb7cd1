/**
 * Arguments of calls: options that many calls share, and the check of their types.
 * @module
 */
import type { CallEntry } from '../protocol/operation-entries.js';
import { calls, type CallName } from '../protocol/operations.js';
import type { Prompter } from './person/prompter.js';

/** Options that every operation takes. */
export interface OperationOptions {
  /** Ends the operation; it then rejects with the signal's reason. */
  signal?: AbortSignal | undefined;
  /** Asks the person in place of the client's prompter. */
  prompter?: Prompter | undefined;
}

/** Options of an operation that needs a PIN. */
export interface PinOptions extends OperationOptions {
  /** The PIN or password; without it the client's prompter is asked. An empty one is refused, and no try is counted. */
  pin?: string | undefined;
}

/** The options of a call, and the login that it is for. */
export type WithLogin<O extends OperationOptions = PinOptions> = O & { readonly login: string };

/**
 * Checks that required arguments are strings, and that options are strings, booleans or BioKey providers.
 * @throws {TypeError}
 */
export function requireTexts(name: CallName, input: object): void {
  const { texts = {}, secrets = {}, options = {} }: CallEntry = calls[name];
  const given = new Map<string, unknown>(Object.entries(input));
  const wrong =
    Object.keys(texts).find((member) => typeof given.get(member) !== 'string') ??
    Object.keys({ ...secrets, ...options }).find((member) => !isOption(given.get(member)));
  if (wrong !== undefined) throw new TypeError(`${wrong} must be a string`);
}

function isOption(value: unknown): boolean {
  return ['undefined', 'string', 'boolean'].includes(typeof value) || isProvider(value);
}

function isProvider(value: unknown): boolean {
  return typeof value === 'object' && value !== null && 'register' in value;
}
