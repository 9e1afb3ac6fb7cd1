/**
 * The files of test vectors for single constructions, by name.
 * @module
 */
import * as keys from './key-vectors.js';
import * as statements from './statement-vectors.js';

/** Makes the content of every file. It is the same each time. */
export async function constructionFiles(): Promise<Readonly<Record<string, unknown>>> {
  return {
    'key-ids': keys.keyIds(),
    hpke: await keys.hpke(),
    'key-schedule': keys.keySchedule(),
    envelopes: await keys.envelopes(),
    jwe: await keys.jwe(),
    statements: statements.statements(),
    challenges: statements.challenges(),
    succession: statements.succession(),
    seals: statements.seals(),
    push: statements.pushes(),
    'long-codes': statements.longCodes(),
    'short-codes': statements.shortCodes(),
    normalisation: statements.normalisation(),
    logins: statements.logins(),
    stretching: await statements.stretching(),
  };
}
