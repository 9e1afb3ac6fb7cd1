/**
 * Hints between services on one database.
 * @module
 */

/** What a service tells others when its clock was put back; other hints are ids. */
export const clockHint = 'clock';

/**
 * Carries hints from each service to all on the same database, itself included. A hint may get lost: whatever it is about
 * is found in the database a little later.
 */
export interface Channel {
  /** Tells all services something. To be called after the commit. Never rejects. */
  tell(hint: string): void;

  /** Has the service hear what is told from now on. To be called once. */
  listen(hear: (hint: string) => void): void;
}
