/**
 * Settings of the demo, from the environment.
 * @module
 */
import { resolve } from 'node:path';
import { adminKeyDemand, isAdminKey } from '../../src/service/node/keys/admin-key.js';

/** Settings of the demo. */
export interface DemoSettings {
  /** Port of the bank; 0 takes any free one. */
  readonly port: number;
  /** Port of the service; undefined leaves the choice to the demo. */
  readonly servicePort: number | undefined;
  /** Folder of the service's database and keys and of the bank's own state. */
  readonly data: string;
  readonly adminKey: string | undefined;
}

/** A reason not to start, in one sentence for the person at the terminal. */
export class StartError extends Error {
  override readonly name = 'StartError';
}

/**
 * Reads `PORT` (4400), `NEON_SERVICE_PORT`, `NEON_DATA` (./neon-data) and `NEON_ADMIN_KEY`.
 *
 * @throws {StartError} when one of them is malformed.
 */
export function readSettings(env: Readonly<Record<string, string | undefined>>): DemoSettings {
  return {
    port: readPort('PORT', env['PORT']) ?? 4400,
    servicePort: readPort('NEON_SERVICE_PORT', env['NEON_SERVICE_PORT']),
    data: resolve(env['NEON_DATA'] || './neon-data'),
    adminKey: readAdminKey('NEON_ADMIN_KEY', env['NEON_ADMIN_KEY']),
  };
}

function readPort(name: string, value: string | undefined): number | undefined {
  if (value === undefined || value === '') return undefined;
  if (/^\d{1,5}$/.test(value) && Number(value) <= 65535) return Number(value);
  throw new StartError(`${name} must be a port number from 0 to 65535, but it is "${value}".`);
}

function readAdminKey(name: string, value: string | undefined): string | undefined {
  if (value === undefined || value === '') return undefined;
  if (isAdminKey(value)) return value;
  throw new StartError(`${name} ${adminKeyDemand}.`);
}
