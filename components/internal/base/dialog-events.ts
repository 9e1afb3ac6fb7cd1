/** Kept from every listener of the page: its capture listeners could cancel them, or take them for their own. */
const kept = [
  'keydown',
  'keypress',
  'keyup',
  'pointerdown',
  'pointerup',
  'mousedown',
  'mouseup',
  'touchstart',
  'touchend',
  'click',
  'dblclick',
  'auxclick',
  'contextmenu',
];

/** Stopped at the dialog. Password managers listen for them at the fields, so they have to get there. */
const stopped = [
  'focusin',
  'focusout',
  'beforeinput',
  'input',
  'compositionstart',
  'compositionupdate',
  'compositionend',
  'copy',
  'cut',
  'paste',
];

const isKey = (event: Event): event is KeyboardEvent => event instanceof KeyboardEvent;

/**
 * Keeps what a person does in an open dialog from the page around it: else Escape would close the page's own dialog too,
 * Enter would send its form, and its focus traps would cancel clicks.
 *
 * Only listeners that the page has put on the window, for the capture phase, before the dialog opened come first. A
 * button of type `button` in the dialog gets the event `press` in place of `click`. A toggle does not take the focus from a
 * field: the keyboard of a telephone stays open.
 */
export class DialogEvents {
  readonly #dialog: HTMLDialogElement;
  readonly #escape: () => void;
  readonly #form: () => HTMLFormElement | null;
  /** Codes of keys that went down in the dialog and are not up yet. */
  readonly #held = new Set<string>();
  #isOpen = true;

  /**
   * @param dialog a dialog that is about to open.
   * @param escape called for Escape, in place of what the platform does.
   */
  constructor(dialog: HTMLDialogElement, escape: () => void) {
    this.#dialog = dialog;
    this.#escape = escape;
    this.#form = () => dialog.querySelector('form');
    for (const type of kept) addEventListener(type, this.#keep, { capture: true });
    for (const type of [...stopped, ...kept]) dialog.addEventListener(type, stop);
    addEventListener('blur', this.#blurred);
  }

  /** Ends when the keys are up that were pressed in the dialog: the page must not get the rest of them. */
  end(): void {
    this.#isOpen = false;
    this.#endWhenUp();
  }

  readonly #keep = (event: Event): void => {
    if (isKey(event)) this.#keepKey(event);
    else if (this.#isInside(event)) {
      event.stopImmediatePropagation();
      if (event.type === 'click') press(event);
      if (event.type === 'mousedown' && buttonOf(event)?.ariaPressed) event.preventDefault();
    }
  };

  #keepKey(event: KeyboardEvent): void {
    const { type, key, code, isComposing } = event;
    if (!this.#isOpen) return this.#keepRest(event);
    const path = event.composedPath();
    // Nothing has the focus: the key is for the dialog all the same, since the page is inert.
    const isAnywhere = path[0] === document.body || path[0] === document.documentElement;
    if (!isAnywhere && !path.includes(this.#dialog)) return;
    if (type === 'keydown') this.#held.add(code);
    else if (type === 'keyup') this.#held.delete(code);
    // The page may have its own listeners at a field of its own.
    const isSpecial = key === 'Escape' || key === 'Enter';
    if (isSpecial || isAnywhere || this.#isInside(event)) event.stopImmediatePropagation();
    if (type !== 'keydown' || isComposing || !isSpecial) return;
    if (key === 'Escape') {
      event.preventDefault();
      this.#escape();
    } else if (!isAnywhere && !this.#isInside(event)) {
      // A field of the page belongs to no form here, and to the page's form if there is one around the dialog.
      event.preventDefault();
      this.#form()?.requestSubmit();
    }
  }

  /** Keeps the repetitions and the release of a key that has closed the dialog. */
  #keepRest(event: KeyboardEvent): void {
    const { type, code, repeat } = event;
    if (type === 'keydown' && !repeat) this.#held.delete(code);
    if (!this.#held.has(code)) return this.#endWhenUp();
    event.stopImmediatePropagation();
    event.preventDefault();
    if (type === 'keyup') this.#held.delete(code);
    this.#endWhenUp();
  }

  /** Tells events of the dialog's own nodes from those of a field that the page has put into a slot. */
  #isInside(event: Event): boolean {
    return this.#dialog.contains(event.composedPath()[0] as Node);
  }

  /** The release of a key is not told to a window without the focus. */
  readonly #blurred = (event: Event): void => {
    if (event.target === window) this.#held.clear();
  };

  #endWhenUp(): void {
    if (this.#isOpen || this.#held.size) return;
    for (const type of kept) removeEventListener(type, this.#keep, { capture: true });
    for (const type of [...stopped, ...kept]) this.#dialog.removeEventListener(type, stop);
    removeEventListener('blur', this.#blurred);
  }
}

/** Keeps an event of a dialog's own node; a field of the page tells the page what is typed there. */
function stop(event: Event): void {
  const { currentTarget } = event;
  const isOwn = (currentTarget as Node).contains(event.composedPath()[0] as Node);
  if (isOwn || isKey(event)) event.stopPropagation();
}

/** Tells the button that a click is for; the click itself has been kept from it too. */
function press(click: Event): void {
  const button = buttonOf(click);
  if (button?.type === 'button') button.dispatchEvent(new Event('press'));
}

function buttonOf(event: Event): HTMLButtonElement | undefined {
  return event.composedPath().find((node) => node instanceof HTMLButtonElement);
}
