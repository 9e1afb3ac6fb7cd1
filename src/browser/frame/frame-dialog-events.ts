/**
 * Keeps the events of the dialog around a frame from the page, whose own dialogs could close by them.
 * @module
 */

const keys = ['keydown', 'keypress', 'keyup'];
const events = [...keys, 'pointerdown', 'mousedown', 'click', 'focusin', 'focusout'];

/** Called for events of the dialog, in place of the page's listeners. */
interface Handlers {
  /** For Escape while the focus is outside of the frame. Inside it, the frame handles that. */
  escape(): void;
  /** The browser or the page has closed the dialog. */
  closed(): void;
}

/**
 * Takes the events of a dialog, before the capture listeners of the page, until the signal is aborted. While the dialog
 * is open, that goes for keys too that are pressed with nothing focused.
 */
export function keepDialogEvents(
  dialog: HTMLDialogElement,
  signal: AbortSignal,
  { escape, closed }: Handlers,
): void {
  const keep = (event: Event): void => {
    const { target, type } = event;
    const isKey = keys.includes(type);
    const isAnywhere = isKey && dialog.open && target === document.body;
    if (!isAnywhere && !dialog.contains(target as Node)) return;
    event.stopImmediatePropagation();
    const isEscape = type === 'keydown' && (event as KeyboardEvent).key === 'Escape';
    if (type === 'close') closed();
    else if (type === 'cancel' || isEscape) {
      event.preventDefault();
      escape();
    }
  };
  for (const type of [...events, 'cancel', 'close']) {
    addEventListener(type, keep, { capture: true, signal });
  }
}

/** Keeps the rest of a key from the page that went down in a frame and has hidden it: its repetitions and its release. */
export function keepRestOfKey(): void {
  const ended = new AbortController();
  const options = { capture: true, signal: ended.signal };
  const keep = (event: Event): void => {
    const { type } = event;
    // Of a key that is pressed anew, the page gets everything.
    if (type === 'pointerdown' || (type === 'keydown' && !(event as KeyboardEvent).repeat)) {
      return ended.abort();
    }
    event.stopImmediatePropagation();
    event.preventDefault();
    if (type === 'keyup') ended.abort();
  };
  for (const type of [...keys, 'pointerdown']) addEventListener(type, keep, options);
}
