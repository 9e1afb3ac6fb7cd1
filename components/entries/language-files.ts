/** A file of a language at the service. */
export interface LanguageFile {
  /** Path below the service's origin, with a part of the hash. */
  readonly path: string;
  /** SHA-256 of the file, as `fetch` takes it. */
  readonly integrity: string;
}

/** By tag. The build writes these entries (`tools/rollup/language-files.mjs`); without it, there is English alone. */
export const languageFiles: Readonly<Record<string, LanguageFile>> = {};
