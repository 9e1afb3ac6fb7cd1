/**
 * Services: the tenants of a deployment, and their settings.
 * @module
 */
import { randomBytes } from '../../../crypto/bytes.js';
import { pinIterations } from '../../../crypto/pin.js';
import type { ServiceContext } from '../../context.js';
import type { ServiceTable } from '../../store/schema.js';
import {
  findService,
  insertService,
  listServices as listServiceRows,
  lockService,
  updateService,
} from '../../store/services.js';
import type { Db } from '../../store/store.js';
import { hasUsers } from '../../store/users.js';
import { auditedTransaction } from '../audit/audit-trail.js';
import { Refusal } from '../refusal.js';
import { hex } from './hex.js';

/** Settings that an administrator gives. What is left out keeps its value or gets its default. */
export interface ServiceSettings {
  readonly name?: string | undefined;
  readonly status?: 'open' | 'closed' | undefined;
  readonly pin?: 'none' | 'pin' | 'password' | undefined;
  readonly pinMin?: number | undefined;
  readonly pinMax?: number | undefined;
  /** Wrong PINs in a row before the user is blocked. */
  readonly pinTries?: number | undefined;
  /** Wrong PINs over unblockings before only a new PIN helps. */
  readonly pinTotalLimit?: number | undefined;
  /** PBKDF2 iterations of users made from now on. */
  readonly iterations?: number | undefined;
  readonly bio?: 'off' | 'allowed' | 'forced' | undefined;
  readonly seal?: boolean | undefined;
  readonly push?: boolean | undefined;
  /** Whether browsers that are not enrolled may ask for a push. */
  readonly pushOpen?: boolean | undefined;
  /** Most requests for a push in ten minutes by such browsers at one address. */
  readonly pushPerAddress?: number | undefined;
  /** Most tokens of one user. */
  readonly maxTools?: number | undefined;
  readonly otpDigits?: number | undefined;
  /** Milliseconds. */
  readonly otpLife?: number | undefined;
  /** Days without use after which a token locks. */
  readonly idleDays?: number | undefined;
}

type Known<T> = { readonly [K in keyof T]-?: Exclude<T[K], undefined> };

/** A service as it is shown. */
export interface ServiceView extends Known<ServiceSettings> {
  readonly mac: string;
  /** Milliseconds. */
  readonly createdAt: number;
}

/** Least and greatest value of each number, for the schemas of the doors. */
export const settingRanges = {
  /** In every mode; each mode has narrower ones. */
  pinMin: [4, 128],
  pinMax: [4, 128],
  pinTries: [3, 10],
  pinTotalLimit: [10, 100],
  iterations: [pinIterations.min, pinIterations.max],
  pushPerAddress: [1, 10_000],
  /** More would not fit into what a client reads, the longest names in the longest answer: a sync with a list in it. */
  maxTools: [1, 50],
  otpDigits: [6, 10],
  otpLife: [10_000, 120_000],
  idleDays: [1, 3650],
} as const satisfies Partial<Record<keyof ServiceSettings, readonly [number, number]>>;

const pinLengths = {
  none: { min: 4, max: 12, usual: 6 },
  pin: { min: 4, max: 12, usual: 6 },
  password: { min: 8, max: 128, usual: 8 },
} as const;

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
  const row = apply(
    {
      mac,
      name: mac,
      status: 'open',
      pin_mode: 'pin',
      pin_min: pinLengths.pin.usual,
      pin_max: pinLengths.pin.max,
      pin_tries: 5,
      pin_total_limit: 50,
      iterations: 600_000,
      bio: 'off',
      seal: 0,
      push: 0,
      push_open: 1,
      push_per_address: 30,
      max_tools: 5,
      otp_digits: 8,
      otp_life: 20_000,
      idle_days: 90,
      created: context.clock.now(),
    },
    settings,
  );
  check(row);
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
    check({ mac, ...after });
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

function apply(row: ServiceTable, settings: ServiceSettings): ServiceTable {
  const mode = settings.pin ?? row.pin_mode;
  // The lengths of one mode are no use in another.
  const lengths =
    mode === row.pin_mode
      ? { min: row.pin_min, max: row.pin_max }
      : { min: pinLengths[mode].usual, max: pinLengths[mode].max };
  return {
    ...row,
    name: settings.name ?? row.name,
    status: settings.status ?? row.status,
    pin_mode: mode,
    pin_min: settings.pinMin ?? lengths.min,
    pin_max: settings.pinMax ?? lengths.max,
    pin_tries: settings.pinTries ?? row.pin_tries,
    pin_total_limit: settings.pinTotalLimit ?? row.pin_total_limit,
    iterations: settings.iterations ?? row.iterations,
    bio: settings.bio ?? row.bio,
    seal: Number(settings.seal ?? row.seal),
    push: Number(settings.push ?? row.push),
    push_open: Number(settings.pushOpen ?? row.push_open),
    push_per_address: settings.pushPerAddress ?? row.push_per_address,
    max_tools: settings.maxTools ?? row.max_tools,
    otp_digits: settings.otpDigits ?? row.otp_digits,
    otp_life: settings.otpLife ?? row.otp_life,
    idle_days: settings.idleDays ?? row.idle_days,
  };
}

/** What no single number shows: how settings go together. */
function check(row: ServiceTable): void {
  const { min, max } = pinLengths[row.pin_mode];
  if (row.pin_min < min || row.pin_max > max || row.pin_min > row.pin_max) {
    throw new Refusal(
      'SETTING_REFUSED',
      `pinMin and pinMax have to be from ${min} to ${max}, the lesser first.`,
    );
  }
  if (row.bio === 'forced' && row.pin_mode !== 'none') {
    throw new Refusal('SETTING_REFUSED', 'bio can be forced only where pin is none.');
  }
}

function view(row: ServiceTable): ServiceView {
  return {
    mac: row.mac,
    name: row.name,
    status: row.status,
    pin: row.pin_mode,
    pinMin: row.pin_min,
    pinMax: row.pin_max,
    pinTries: row.pin_tries,
    pinTotalLimit: row.pin_total_limit,
    iterations: row.iterations,
    bio: row.bio,
    seal: row.seal === 1,
    push: row.push === 1,
    pushOpen: row.push_open === 1,
    pushPerAddress: row.push_per_address,
    maxTools: row.max_tools,
    otpDigits: row.otp_digits,
    otpLife: row.otp_life,
    idleDays: row.idle_days,
    createdAt: row.created,
  };
}
