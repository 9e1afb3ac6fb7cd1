/**
 * The frame's own dialog, and the page's part in showing it.
 * @module
 */
import { linkSignals, untilAborted, type LinkedSignal } from '../../client/signals.js';
import type { Prompter } from '../../client/person/prompter.js';
import { NeonError } from '../../errors.js';
import { object, string } from '../../protocol/read.js';
import type { FrameChannel } from './frame-channel.js';

/** What a page answers when it shows the frame: its `color-scheme`. */
const readShown = /* @__PURE__ */ object({ scheme: string(/^[\w -]+$/, 64) });

/** Has the page show the frame while the dialog is open. */
export class FramePad {
  readonly prompter: Prompter;
  readonly #channel: FrameChannel;
  readonly #open = new Set<LinkedSignal>();

  constructor(prompter: Prompter, channel: FrameChannel) {
    this.prompter = prompter;
    this.#channel = channel;
  }

  /** Asks with the dialog; the frame is shown until the operation has ended, so that the dialog can say how. */
  async show<R extends { readonly signal: AbortSignal }, T>(
    request: R,
    ask: (request: R) => Promise<T>,
  ): Promise<T> {
    const { signal: ended } = request;
    ended.throwIfAborted();
    const open = linkSignals(ended);
    this.#open.add(open);
    ended.addEventListener('abort', () => this.#hide(open));
    const { signal } = open;
    const shown = await this.#channel.call('show', { on: true }, signal);
    // Light or dark as the page is.
    document.documentElement.style.colorScheme = readShown(shown, '$').scheme;
    // Only what is displayed can take the focus, and the page's word may come before the display.
    await untilAborted(new Promise(requestAnimationFrame), signal);
    return untilAborted(ask({ ...request, signal }), signal);
  }

  /** The page does not show the frame any more: whoever was asked has not answered. */
  dismiss(): void {
    for (const open of this.#open) open.abort(new NeonError('USER_CANCELLED'));
  }

  #hide(open: LinkedSignal): void {
    this.#open.delete(open);
    if (this.#open.size) return;
    this.#channel.call('show', { on: false }).catch(() => undefined);
  }
}
