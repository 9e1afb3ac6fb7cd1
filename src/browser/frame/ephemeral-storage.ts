/**
 * Whether what a frame stores ends with the browser's session.
 * @module
 */

/**
 * Tells whether this document is a frame in a page of another origin, in a WebKit engine: what such a frame keeps in
 * IndexedDB is gone when the browser is closed, even on the same site. Other engines keep it.
 *
 * `hasStorageAccess` would say something else: it is about cookies, and about sites.
 */
export function isEphemeral(): boolean {
  const { ancestorOrigins, origin } = location;
  return navigator.vendor.startsWith('Apple') && [...ancestorOrigins].some((one) => one !== origin);
}
