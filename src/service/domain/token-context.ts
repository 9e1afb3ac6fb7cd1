/**
 * What the rules of the token API are given beyond the ports of the whole service.
 * @module
 */
import type { ServiceContext } from '../context.js';
import type { Notices } from './push/notices.js';
import type { RateLimits } from './limits/rate-limits.js';

/** Ports of the service, and the limits that its token API keeps in memory. */
export interface TokenContext extends ServiceContext {
  readonly limits: RateLimits;
  /** Tells requests that wait that something has happened to a user. */
  readonly notices: Notices;
}
