/**
 * Isolates a text of unknown direction, such as a login or the name of a device, before it is put into a sentence: an Arabic name
 * must not reorder the English words around it (FSI and PDI, UAX #9).
 */
export function isolated(text: string): string {
  return `\u2068${text}\u2069`;
}
