/**
 * Which version of the package this is: part of the drop-in's address.
 * @module
 */

/** As in `package.json`, which the bundle may have lost sight of. */
export const version = '0.1.0';
