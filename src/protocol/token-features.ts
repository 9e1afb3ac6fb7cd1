/**
 * Names in `features` of the hello for what a person can do to their browsers beyond removing one.
 * @module
 */

/** The service takes `token.lock` and `token.unlock`. */
export const tokenLockFeature = 'token-lock';

/** The status of a token has a mark, which is another one after each change of the list of the user's tokens. */
export const tokenListFeature = 'token-list-mark';

/** The service takes `token.rename`, and tells the name of a token in its status. */
export const tokenRenameFeature = 'token-rename';
