/**
 * Words of migrations that databases spell differently.
 * @module
 */

/** How a database spells each of the words. */
export interface SqlWords {
  /** Type of a column that counts up by itself. */
  readonly $counter: string;
  /** Type of a column of bytes. */
  readonly $bytes: string;
  /** The member `jti` of the column `detail`, which holds JSON. */
  readonly $jti: string;
}

/** Puts the words of a database into a statement. */
export function spell(statement: string, words: SqlWords): string {
  return Object.entries(words).reduce(
    (text, [word, spelling]) => text.replaceAll(word, () => String(spelling)),
    statement,
  );
}
