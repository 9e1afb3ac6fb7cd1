/** Marks text as style sheet, for editors and the bundler. */
export const css = String.raw;
