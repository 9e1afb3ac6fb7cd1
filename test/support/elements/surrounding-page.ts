/** What the person does, as events of the page name it. Of focus events, those that bubble. */
const types = [
  ...['keydown', 'keypress', 'keyup', 'beforeinput', 'input', 'change', 'submit', 'paste'],
  ...['pointerdown', 'pointerup', 'mousedown', 'mouseup', 'click', 'dblclick', 'contextmenu'],
  ...['cancel', 'close', 'reset', 'invalid', 'focusin', 'focusout'],
];

/** Types that the page must not get in the capture phase either. */
const early = types.slice(0, types.indexOf('cancel')).filter((type) => !type.includes('input'));

/** Hears, as a page does, what happens in an element from now on. Ends with `stop`. */
export class SurroundingPage {
  /** Types of the events. */
  readonly heard: string[] = [];
  readonly #inside: Element;
  readonly #ended = new AbortController();

  /** @param inside the element whose events are heard, as a page sees it: not into its shadow tree. */
  constructor(inside: Element) {
    this.#inside = inside;
    const { signal } = this.#ended;
    const note = ({ type, target }: Event) => {
      // With nothing focused, keys are the body's.
      const isInside = this.#inside.contains(target as Node) || target === document.body;
      if (isInside) this.heard.push(type);
    };
    for (const type of types) document.addEventListener(type, note, { signal });
    for (const type of early) document.addEventListener(type, note, { signal, capture: true });
  }

  stop(): string[] {
    this.#ended.abort();
    return this.heard;
  }
}
