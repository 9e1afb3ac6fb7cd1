/** Formats dates and times in the language of the page, or of the browser if the page has no valid one. */
export function dateFormat(lang: string): Intl.DateTimeFormat {
  const format = { dateStyle: 'medium', timeStyle: 'short' } as const;
  try {
    return new Intl.DateTimeFormat(lang || undefined, format);
  } catch {
    return new Intl.DateTimeFormat(undefined, format);
  }
}
