/**
 * Isolates a login, a name or a date whose direction is not known, before it is put into a sentence. Otherwise an Arabic name
 * would reorder the English words around it (FSI and PDI, UAX #9).
 */
export function isolated(text: string): string {
  return `\u2068${text}\u2069`;
}
