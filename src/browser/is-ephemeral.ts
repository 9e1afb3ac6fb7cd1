/**
 * Whether what a frame stores ends with the browser's session.
 * @module
 */

/**
 * Tells whether this document is a frame of another site in a WebKit engine: such frames get storage that is apart for
 * each embedding site and gone when the browser is closed. Other engines keep it.
 *
 * A frame of the same site counts as having access to its storage; one of another site only after a person allowed it,
 * which is asked for by nobody here, and would concern cookies alone.
 */
export async function isEphemeral(): Promise<boolean> {
  if (!navigator.vendor.startsWith('Apple')) return false;
  return !(await document.hasStorageAccess());
}
