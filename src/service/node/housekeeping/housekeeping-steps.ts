/**
 * What housekeeping consists of. What can take long comes last.
 * @module
 */
import { currentHead, linkAudit } from '../../domain/audit/audit-chain.js';
import { keepHouse } from '../../domain/housekeeping.js';
import { rewrapSecrets } from '../../domain/keys/rewrapping.js';
import { Refusal } from '../../domain/refusal.js';
import { linkEnrolments } from '../../domain/tokens/enrolment-log.js';
import type { ServiceContext } from '../../service-context.js';
import type { CurrentAdminKey } from '../keys/admin-key-file.js';
import { isInMemory } from '../data/data-folder.js';
import type { Steps } from './housekeeping-schedule.js';
import type { Listening } from '../http/http-server.js';
import { refreshKeys, removeKeyDrafts } from '../keys/key-files.js';
import { logKeyChanges } from '../keys/key-log.js';
import { closeTrailOfFile } from '../keys/key-rotation.js';

/** What housekeeping works on. */
export interface HousekeepingPorts {
  readonly context: ServiceContext;
  /** The data folder. */
  readonly data: string;
  readonly server: Pick<Listening, 'refresh'>;
  readonly adminKey: CurrentAdminKey;
  /** Notices when somebody sets the clock. */
  readonly watchClock: () => Promise<void>;
}

/** Takes over replaced keys and certificates; watches the clock, links the audit trail, removes old rows, encrypts secrets anew. */
export function housekeepingSteps({
  context,
  data,
  server,
  adminKey,
  watchClock,
}: HousekeepingPorts): Steps {
  const { log } = context;
  return {
    // None of them needs the database: a stolen key is replaced also while that is slow or away.
    urgent: [
      () => takeOverKeys(context, data),
      () => adminKey.refresh(log),
      async () => {
        if (await server.refresh()) log('info', 'certificate.replaced');
      },
    ],
    others: [
      () => watchClock(),
      (signal) => linkTrails(context, signal),
      (signal) => closeTrail(context, data, signal),
      (signal) => keepHouse(context, signal),
      (signal) => rewrapSecrets(context, signal),
    ],
  };
}

async function takeOverKeys({ keys, clock, log }: ServiceContext, data: string): Promise<void> {
  const earlier = { ...keys };
  if (isInMemory(data)) return;
  try {
    await refreshKeys(data, keys, clock.now());
  } finally {
    // Keys may be in use although the file could not be changed.
    logKeyChanges(log, earlier, keys);
  }
  const count = await removeKeyDrafts(data);
  if (count) log('warn', 'key-drafts.removed', { count });
}

async function linkTrails(context: ServiceContext, signal: AbortSignal): Promise<void> {
  await linkEnrolments(context);
  try {
    await linkAudit(context, signal);
  } catch (error) {
    if (!(error instanceof Refusal)) throw error;
    context.log('error', 'audit.broken', { message: error.message });
  }
}

async function closeTrail(
  context: ServiceContext,
  data: string,
  signal: AbortSignal,
): Promise<void> {
  if (isInMemory(data)) return;
  await closeTrailOfFile(data, context.clock.now(), async () => {
    await linkAudit(context, signal);
    signal.throwIfAborted();
    return currentHead(context);
  });
}
