/** Formats dates and times. */
export type DateFormat = Pick<Intl.DateTimeFormat, 'format'>;

/** Makes a format in the language of the page, or of the browser if the page has no valid one. */
export function dateFormat(lang: string): DateFormat {
  const format = { dateStyle: 'medium', timeStyle: 'short' } as const;
  try {
    return new Intl.DateTimeFormat(lang || undefined, format);
  } catch {
    return { format: (time) => new Date(Number(time)).toLocaleString(undefined, format) };
  }
}
