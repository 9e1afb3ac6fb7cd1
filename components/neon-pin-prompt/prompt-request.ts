import type { NewPinRequest, PinRequest } from '../../src/index.js';

/** A request to the dialog. */
export type PromptRequest = PinRequest | NewPinRequest;

/** Tells whether a new PIN or password is asked for. */
export function isNew(request: PromptRequest | undefined): request is NewPinRequest {
  return request !== undefined && 'policy' in request;
}

/** Tells whether `next` comes from the operation that is checking the answer to `last`. */
export function isSameOperation(last: PromptRequest, next: PromptRequest): boolean {
  return last.operation === next.operation && last.login === next.login;
}
