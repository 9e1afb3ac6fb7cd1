/**
 * What housekeeping consists of. What somebody waits for comes first, and what can take long comes last.
 * @module
 */
import { currentHead, linkAudit } from '../domain/audit/audit-chain.js';
import { keepHouse } from '../domain/housekeeping.js';
import { rewrapSecrets } from '../domain/keys/rewrapping.js';
import { Refusal } from '../domain/refusal.js';
import { linkEnrolments } from '../domain/tokens/enrolment-log.js';
import type { ServiceContext } from '../service-context.js';
import type { CurrentAdminKey } from './admin-key-file.js';
import { isInMemory } from './data-folder.js';
import type { Step } from './housekeeping-schedule.js';
import type { Listening } from './http-server.js';
import { refreshKeys, removeKeyDrafts } from './key-files.js';
import { logKeyChanges } from './key-log.js';
import { closeTrailOfFile } from './key-rotation.js';

/** What housekeeping works on. */
export interface HousekeepingPorts {
  readonly context: ServiceContext;
  /** The data folder. */
  readonly data: string;
  readonly server: Pick<Listening, 'refresh'>;
  readonly adminKey: CurrentAdminKey;
}

/** Takes over replaced keys and certificates, links the audit trail, removes old rows, and encrypts secrets anew. */
export function housekeepingSteps({
  context,
  data,
  server,
  adminKey,
}: HousekeepingPorts): readonly Step[] {
  const { log } = context;
  return [
    () => takeOverKeys(context, data),
    () => adminKey.refresh(log),
    async () => {
      if (await server.refresh()) log('info', 'certificate.replaced');
    },
    (signal) => linkTrails(context, signal),
    (signal) => closeTrail(context, data, signal),
    (signal) => keepHouse(context, signal),
    (signal) => rewrapSecrets(context, signal),
  ];
}

async function takeOverKeys({ keys, clock, log }: ServiceContext, data: string): Promise<void> {
  const earlier = { ...keys };
  if (isInMemory(data)) return;
  await refreshKeys(data, keys, clock.now());
  const count = await removeKeyDrafts(data);
  if (count) log('warn', 'key-drafts.removed', { count });
  logKeyChanges(log, earlier, keys);
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
