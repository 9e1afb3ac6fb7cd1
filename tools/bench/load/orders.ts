/**
 * Messages between the benchmark and the process that makes the load.
 * @module
 */

/** An order to the load process. */
export type Order =
  | {
      readonly kind: 'enrol';
      readonly service: string;
      readonly alias: string;
      readonly origin: string;
      readonly people: readonly { readonly login: string; readonly code: string }[];
    }
  | { readonly kind: 'operations'; readonly outstanding: number; readonly seconds: number }
  | {
      readonly kind: 'requests';
      readonly url: string;
      readonly headers: Readonly<Record<string, string>>;
      /** Sent once each. */
      readonly bodies: readonly string[];
      readonly outstanding: number;
      readonly seconds: number;
    }
  | Wait
  | { readonly kind: 'hang up' };

/** Requests that are left waiting. */
export interface Wait {
  readonly kind: 'wait';
  readonly url: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly bodies: readonly string[];
}

/** Figures of an order that was followed. */
export interface Done {
  readonly count: number;
  /** Time of all, in seconds. */
  readonly seconds: number;
  /** Time of one, in milliseconds. */
  readonly median: number;
  readonly p99: number;
}
