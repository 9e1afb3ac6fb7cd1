import { formatActivationCode } from '../../src/index.js';

/** Groups the code in a field in fours. The caret stays behind the same symbol. */
export function groupCode(input: HTMLInputElement): void {
  const caret = input.selectionStart ?? input.value.length;
  const before = formatActivationCode(input.value.slice(0, caret));
  const grouped = formatActivationCode(input.value);
  if (grouped === input.value) return;
  input.value = grouped;
  // After the fourth symbol of a group, the text before the caret has no dash yet.
  const position = grouped[before.length] === '-' ? before.length + 1 : before.length;
  input.setSelectionRange(position, position);
}
