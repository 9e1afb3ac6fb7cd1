/**
 * Tables of at most one row, in which the service marks where it is. Conventions as in `schema.ts`.
 * @module
 */

/** The newest signed head of the audit chain. */
export interface AuditHeadTable {
  id: 1;
  /** Compact JWS. */
  signed: string;
}

/** How far the service has seen the time go. */
export interface ClockMarkTable {
  id: number;
  at: number;
  /** How often the clock was put back. */
  set_backs: number;
  /** The time up to which old rows may be removed: it follows the clock slowly. Null before the first removal. */
  purged_to: number | null;
}

/** The keys that the database belongs to. */
export interface KeyBindingTable {
  id: 1;
  h: string;
}

/** What was written to find out whether the database keeps it. */
export interface WriteProbeTable {
  /** Alternates between the two. */
  id: 1 | 2;
  filler: Uint8Array;
}
