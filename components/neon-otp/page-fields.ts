/** Passes a password on to the fields that the page has put into a slot, or clears it there. */
export function fillPageFields(slot: HTMLSlotElement | null | undefined, value: string): void {
  for (const input of slot?.assignedElements({ flatten: true }) ?? []) {
    if (!(input instanceof HTMLInputElement) || input.value === value) continue;
    // Browsers store the values of fields to complete them later, unless autocompletion is off.
    input.autocomplete = 'off';
    input.value = value;
    input.dispatchEvent(new Event('input', { bubbles: true }));
    input.dispatchEvent(new Event('change', { bubbles: true }));
  }
}
