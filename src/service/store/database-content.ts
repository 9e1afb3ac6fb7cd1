/**
 * What a database holds before it is opened.
 * @module
 */

/** `tables` is what a first start leaves that came no further. */
export type DatabaseContent = 'nothing' | 'tables' | 'data';
