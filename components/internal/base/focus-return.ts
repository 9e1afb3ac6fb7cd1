/** Remembers where the focus is, and gives it back. */
export class FocusReturn {
  /** The element that had the focus, and the elements around it, innermost first. */
  readonly #path: readonly HTMLElement[];
  #closed: readonly HTMLElement[] = [];

  constructor() {
    this.#path = [...pathFrom(focused())];
  }

  /** Opens a modal dialog. Notes the popovers around the focus that this closes: browsers do that. */
  show(dialog: HTMLDialogElement): void {
    const open = this.#path.filter(isOpenPopover);
    showDialog(dialog);
    this.#closed = open.filter((popover) => !isOpenPopover(popover));
  }

  /**
   * Gives the focus back: to what had it, or else to the nearest element around that can take it. Opens popovers again
   * that the dialog has closed.
   */
  give(): void {
    for (const popover of [...this.#closed].reverse()) {
      if (popover.isConnected && popover.popover && !isOpenPopover(popover)) reopen(popover);
    }
    // Perhaps a field of the dialog still, although it is hidden.
    const before = focused();
    for (const element of this.#path) {
      element.focus();
      const now = focused();
      if (now === element || now !== before) return;
    }
  }
}

/** Tells whether no element has the focus. */
export function isFocusLost(): boolean {
  const { activeElement } = document;
  return !activeElement || activeElement === document.body;
}

/** Opens a dialog; one that the browser does not let be modal, as in a page that it is leaving, is opened among the rest. */
function showDialog(dialog: HTMLDialogElement): void {
  try {
    dialog.showModal();
  } catch {
    dialog.show();
  }
}

function reopen(popover: HTMLElement): void {
  try {
    popover.showPopover();
  } catch {
    // The page has done something else with it meanwhile.
  }
}

/** The element that has the focus, through all shadow trees. */
function focused(): Element | null {
  let element = document.activeElement;
  while (element?.shadowRoot?.activeElement) element = element.shadowRoot.activeElement;
  return element;
}

/** An element and those around it, as they are shown, up to the body. */
function* pathFrom(element: Element | null): Generator<HTMLElement> {
  for (let at = element; at && at !== document.body; at = around(at)) {
    if (at instanceof HTMLElement) yield at;
  }
}

function around(element: Element): Element | null {
  const parent = element.assignedSlot ?? element.parentNode;
  return parent instanceof ShadowRoot ? parent.host : (parent as Element | null);
}

/** False too in browsers without popovers, which do not know the selector. */
function isOpenPopover(element: HTMLElement): boolean {
  return 'popover' in element && element.popover !== null && element.matches(':popover-open');
}
