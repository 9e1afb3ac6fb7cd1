/** A step: staff issue a code, the visitor sets up the browser, the visitor signs in. */
export type Step = 1 | 2 | 3;

const all: readonly Step[] = [1, 2, 3];

/** The three steps of the page: which are done, which one is next. Lists and cards follow. */
export class Steps {
  readonly #announcement: HTMLElement;
  #done = 0;

  constructor(announcement: HTMLElement) {
    this.#announcement = announcement;
    this.#show();
  }

  /** Marks a step and those before it as done, and announces a change. */
  complete(step: Step): void {
    if (step <= this.#done) return;
    this.#done = step;
    this.#show();
    const next = document.querySelector('[aria-current="step"]')?.textContent.trim();
    this.#announcement.textContent =
      `Step ${step} of 3 is done.` + (next === undefined ? '' : ` Next: ${next}.`);
  }

  /** Unmarks the last step that was done if it is this one: the last account was removed. */
  undo(step: Step): void {
    if (step !== this.#done) return;
    this.#done = step - 1;
    this.#show();
  }

  #show(): void {
    for (const step of all) {
      const state = step <= this.#done ? 'done' : step === this.#done + 1 ? 'now' : 'later';
      const marked = `[data-step="${step}"], [data-card="${step}"]`;
      for (const element of document.querySelectorAll<HTMLElement>(marked)) {
        element.dataset['state'] = state;
      }
      const link = document.querySelector(`[data-step="${step}"] a`);
      if (state === 'now') link?.setAttribute('aria-current', 'step');
      else link?.removeAttribute('aria-current');
      const note = link?.querySelector('.hidden');
      if (note) note.textContent = state === 'done' ? ' (done)' : '';
    }
  }
}
