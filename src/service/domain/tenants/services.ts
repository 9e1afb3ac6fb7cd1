/**
 * Services: the tenants of a deployment, and their settings.
 * @module
 */
import { randomBytes } from '../../../crypto/bytes.js';
import type { ServiceContext } from '../../service-context.js';
import {
  findContradiction,
  serviceSettings,
  withUsualLengths,
  type KeptServiceSettings,
  type ServiceSettings,
} from '../../settings/service-settings.js';
import { defaultColumns, toColumns, toSettings } from '../../settings/setting-table.js';
import type { ServiceTable } from '../../store/schema/schema.js';
import {
  findService,
  insertService,
  listServices as listServiceRows,
  lockService,
  updateService,
} from '../../store/tables/services.js';
import type { Db } from '../../store/store.js';
import { hasUsers } from '../../store/tables/users.js';
import { auditedTransaction } from '../audit/audit-trail.js';
import { Refusal } from '../refusal.js';
import { hex } from './hex.js';

/** A service as it is shown. */
export interface ServiceView extends KeptServiceSettings {
  readonly mac: string;
  /** Milliseconds. */
  readonly createdAt: number;
}

/**
 * Makes a service.
 * @param mac its name in the protocol; a random one when left out.
 * @throws {Refusal} `MACID_EXISTS`, `SETTING_REFUSED`.
 */
export async function createService(
  context: ServiceContext,
  actor: string,
  {
    mac = hex(randomBytes(8)),
    ...settings
  }: ServiceSettings & { readonly mac?: string | undefined },
): Promise<ServiceView> {
  const usual = defaultColumns(serviceSettings);
  const row = apply({ mac, name: mac, ...usual, created: context.clock.now() }, settings);
  await auditedTransaction(context, actor, async (tx, audit) => {
    if (!(await insertService(tx, row))) {
      throw new Refusal('MACID_EXISTS', 'There already is a service of that macId.');
    }
    await audit('service.created', mac, { name: row.name });
  });
  return view(row);
}

/** All services, oldest first. */
export async function listServices({ store }: ServiceContext): Promise<ServiceView[]> {
  return (await listServiceRows(store.read)).map(view);
}

/**
 * Changes settings of a service.
 * @throws {Refusal} `MACID_IS_UNKNOWN`, `SETTING_REFUSED`.
 */
export function changeService(
  context: ServiceContext,
  actor: string,
  mac: string,
  settings: ServiceSettings,
): Promise<ServiceView> {
  return auditedTransaction(context, actor, async (tx, audit) => {
    const before = required(await lockService(tx, mac));
    const { mac: _, ...after } = apply(before, settings);
    if (after.pin_mode !== before.pin_mode && (await hasUsers(tx, mac))) {
      throw new Refusal('SETTING_REFUSED', 'pin cannot be changed while the service has users.');
    }
    await updateService(tx, mac, after);
    await audit('service.changed', mac, { settings: Object.keys(settings).sort().join(' ') });
    return view({ mac, ...after });
  });
}

/**
 * Reads a service.
 * @throws {Refusal} `MACID_IS_UNKNOWN`.
 */
export async function getKnownService(db: Db, mac: string): Promise<ServiceTable> {
  return required(await findService(db, mac));
}

function required(service: ServiceTable | undefined): ServiceTable {
  if (!service) throw new Refusal('MACID_IS_UNKNOWN', 'There is no such service.');
  return service;
}

/** @throws {Refusal} `SETTING_REFUSED` when the settings contradict each other. */
function apply(row: ServiceTable, settings: ServiceSettings): ServiceTable {
  const change = withUsualLengths(settings, row.pin_mode);
  const after = { ...row, ...toColumns(serviceSettings, change) };
  const contradiction = findContradiction(toSettings(serviceSettings, after));
  if (contradiction !== undefined) throw new Refusal('SETTING_REFUSED', contradiction);
  return after;
}

function view(row: ServiceTable): ServiceView {
  return { mac: row.mac, ...toSettings(serviceSettings, row), createdAt: row.created };
}
