/**
 * Log lines about keys that are held or used since the last time.
 * @module
 */
import { currentHpkeKey, signingKey, type KeyRing } from '../../domain/keys/key-ring.js';
import { versionedKeys } from '../../domain/keys/key-versions.js';
import type { Log } from '../../service-context.js';

/** Says which keys were published and replaced. */
export function logKeyChanges(log: Log, earlier: KeyRing, keys: KeyRing): void {
  logSigningKeys(log, earlier, keys);
  for (const key of versionedKeys) {
    const version = Math.max(...keys[key].byVersion.keys());
    if (!earlier[key].byVersion.has(version)) published(log, key, version);
    const { current } = keys[key];
    if (current !== earlier[key].current) replaced(log, key, current);
  }
  const { kid } = currentHpkeKey(keys);
  if (kid !== currentHpkeKey(earlier).kid) replaced(log, 'hpke', kid);
  logAuditKeys(log, earlier, keys);
}

function logSigningKeys(log: Log, earlier: KeyRing, keys: KeyRing): void {
  const { kid } = signingKey(keys);
  if (kid !== signingKey(earlier).kid) log('info', 'signing-key.replaced', { kid });
  const upcoming = keys.upcoming.at(-1);
  if (upcoming && upcoming.kid !== earlier.upcoming.at(-1)?.kid) {
    log('info', 'signing-key.published', { kid: upcoming.kid, signsFrom: upcoming.from });
  }
}

function logAuditKeys(log: Log, { audit: earlier }: KeyRing, { audit }: KeyRing): void {
  if (!audit || !earlier) return;
  const known = new Set([earlier, ...earlier.others].map(({ kid }) => kid));
  for (const { kid } of [audit, ...audit.others]) {
    if (!known.has(kid)) published(log, 'audit', kid);
  }
  if (audit.kid !== earlier.kid) replaced(log, 'audit', audit.kid);
}

function published(log: Log, key: string, version: number | string): void {
  log('info', 'service-key.published', { key, version });
}

function replaced(log: Log, key: string, version: number | string): void {
  log('info', 'service-key.replaced', { key, version });
}
