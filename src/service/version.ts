/**
 * The version of the package, which is part of the drop-in's URL.
 * @module
 */

/** As in `package.json`, which the bundle may have lost sight of. */
export const version = '0.1.0';
