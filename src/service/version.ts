/**
 * The version of the package, which is part of the drop-in's URL.
 * @module
 */

/** Equals the version in `package.json`, which is not beside the bundle. */
export const version = '0.1.0';
