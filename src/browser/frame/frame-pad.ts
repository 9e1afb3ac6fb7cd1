/**
 * The frame's own dialog, which the page shows while it is open.
 * @module
 */
import { linkSignals, untilAborted, type LinkedSignal } from '../../client/signals.js';
import type { Prompter } from '../../client/person/prompter.js';
import { NeonError } from '../../errors.js';
import { object, optional, string } from '../../protocol/readers.js';
import type { FrameChannel } from './frame-channel.js';
import { readColors, type PageColors } from './page-colors.js';

/** Reads the page's answer to `show`: its `color-scheme` and, of newer pages, its language and colours. */
const readShown = /* @__PURE__ */ object({
  scheme: string(/^[\w -]+$/, 64),
  lang: optional(string(/^/, 64)),
  colors: optional(readColors),
});

/** The looks and the language that the dialog takes from the page around it. */
export interface PageLook {
  /** Its `color-scheme`. */
  readonly scheme: string;
  /** A BCP 47 tag, or anything else that the page has for one; empty: none. */
  readonly lang: string;
  readonly colors: PageColors;
}

/** Has the dialog look and speak like the page. Does not reject. */
export type AdaptDialog = (look: PageLook) => Promise<void>;

const noColors: PageColors = {
  accent: undefined,
  onAccent: undefined,
  surface: undefined,
  text: undefined,
};

/** Has the page show the frame while the dialog is open. */
export class FramePad {
  readonly prompter: Prompter;
  readonly #channel: FrameChannel;
  readonly #adapt: AdaptDialog;
  readonly #open = new Set<LinkedSignal>();

  constructor(prompter: Prompter, channel: FrameChannel, adapt: AdaptDialog) {
    this.prompter = prompter;
    this.#channel = channel;
    this.#adapt = adapt;
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
    const { scheme, lang = '', colors = noColors } = readShown(shown, '$');
    await untilAborted(this.#adapt({ scheme, lang, colors }), signal);
    // The page's answer may arrive before the frame is displayed, and only then can the dialog take the focus.
    await untilAborted(new Promise(requestAnimationFrame), signal);
    return untilAborted(ask({ ...request, signal }), signal);
  }

  /** Cancels open prompts, since the page no longer shows the frame. */
  dismiss(): void {
    for (const open of this.#open) open.abort(new NeonError('USER_CANCELLED'));
  }

  #hide(open: LinkedSignal): void {
    this.#open.delete(open);
    if (this.#open.size) return;
    this.#channel.call('show', { on: false }).catch(() => undefined);
  }
}
