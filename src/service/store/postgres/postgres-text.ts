/**
 * Text that PostgreSQL cannot hold, in a form that it can: U+0000, and halves of surrogate pairs, which no UTF-8 has. So
 * whatever finds nothing, or is kept, on another database does here too.
 * @module
 */

/** Stands before the four hexadecimal digits of a code unit. No text of people has this noncharacter; it is escaped too. */
const mark = '\uffff';

/** Without the flag `u`, a half would match within a pair. */
const unstorable = /[\0\uffff\p{Surrogate}]/gu;

const stored = /\uffff([\da-f]{4})/g;

/** Puts text into a form that can be stored; {@link fromStored} has the inverse. */
export function toStored(text: string): string {
  return text.replace(unstorable, (unit) => {
    return mark + unit.charCodeAt(0).toString(16).padStart(4, '0');
  });
}

/** Reads text that was stored. */
export function fromStored(text: string): string {
  if (!text.includes(mark)) return text;
  return text.replace(stored, (_, digits: string) => String.fromCharCode(parseInt(digits, 16)));
}
