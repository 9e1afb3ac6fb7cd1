/**
 * The commands about the keys of the service itself.
 * @module
 */
import * as v from 'valibot';
import { longAuditedTransaction, type Audit } from '../../domain/audit/audit-trail.js';
import { listKeys, neededBy } from '../../domain/keys/key-list.js';
import { versionedKeys, type VersionedKey } from '../../domain/keys/key-versions.js';
import { integer } from '../../fields.js';
import type { ServiceContext } from '../../service-context.js';
import type { Tx } from '../../store/store.js';
import { replaceAdminKey } from '../keys/admin-key-file.js';
import { actor, entryFailed, withService, type Command } from './command.js';
import { readKeys } from '../keys/key-files.js';
import {
  dropVersion,
  rotateAuditKeyFile,
  rotateHpkeKeyFile,
  rotateSigningKeyFile,
  rotateVersionedKey,
  type NewKey,
} from '../keys/key-rotation.js';
import { SettingError } from '../setting-error.js';

/** How a key is replaced. */
const rotation = v.strictObject({ now: v.optional(v.boolean()) });

const signingKeyRotate: Command = {
  name: 'signing-key rotate',
  schema: rotation,
  run: (place, options) =>
    withService(place, async (context) => {
      const made = await rotateAudited(context, place.folder, 'signing', options);
      return { result: { kid: made.version, signsFrom: made.from } };
    }),
};

const adminKeyRotate: Command = {
  name: 'admin-key rotate',
  schema: v.strictObject({}),
  run: (place) =>
    withService(place, async (context) => {
      const file = await changeAudited(context, 'The admin key is replaced', async (audit) => {
        await audit('admin-key.rotate', 'admin');
        return replaceAdminKey(place.folder);
      });
      return { result: { file } };
    }),
};

const serviceKeyList: Command = {
  name: 'service-key list',
  schema: v.strictObject({}),
  run: (place) =>
    withService(place, async ({ store, clock }) => ({
      result: await listKeys(store.read, await readKeys(place.folder), clock.now()),
    })),
};

const serviceKeyRotate: Command = {
  name: 'service-key rotate',
  subject: 'key',
  schema: rotation,
  run: (place, options, key) =>
    withService(place, async (context) => {
      const made = await rotateAudited(context, place.folder, key, options);
      return { result: { key, ...made } };
    }),
};

/** Replaces a key, and writes that into the audit trail. */
async function rotateAudited(
  context: ServiceContext,
  folder: string,
  key: string,
  options: unknown,
): Promise<NewKey> {
  const { now: isStolen = false } = v.parse(rotation, options);
  return changeAudited(context, 'The key is replaced', (audit) =>
    rotate(folder, { key, isStolen }, context.clock.now(), ({ version, from }) =>
      audit('service-key.rotate', key, { version, from }),
    ),
  );
}

async function rotate(
  folder: string,
  { key, isStolen }: { readonly key: string; readonly isStolen: boolean },
  now: number,
  announce: (made: NewKey) => Promise<void>,
): Promise<NewKey> {
  if (key === 'signing') return rotateSigningKeyFile(folder, now, isStolen, announce);
  if (isStolen) throw new SettingError('Only the key "signing" has --now.');
  if (key === 'hpke') return rotateHpkeKeyFile(folder, now, announce);
  if (key === 'audit') return rotateAuditKeyFile(folder, now, announce);
  const name = versionedKey(key, ['signing', 'hpke', 'audit']);
  return rotateVersionedKey(folder, name, now, announce);
}

/**
 * Changes a file of keys, and writes that into the audit trail: first the entry, then the file, then the commit. When the
 * entry or the file cannot be written, nothing has changed.
 * @param done begins the sentence for a commit that fails, when the file is changed already.
 * @param change writes its entry before the file.
 * @throws {OperationalError} when the file is changed and the entry is not kept, or may not be.
 */
async function changeAudited<T>(
  context: ServiceContext,
  done: string,
  change: (audit: Audit, tx: Tx) => Promise<T>,
): Promise<T> {
  let entry: Parameters<Audit> | undefined;
  let changed: { readonly result: T } | undefined;
  try {
    const work = async (tx: Tx, audit: Audit) => {
      // The database may have the work done again: the file is changed once.
      if (changed && entry) await audit(...entry);
      const note: Audit = (...given) => {
        entry = given;
        return audit(...given);
      };
      changed ??= { result: await change(note, tx) };
      return changed;
    };
    return (await longAuditedTransaction(context, actor, work, 'at once')).result;
  } catch (error) {
    if (!changed) throw error;
    throw entryFailed(done, error);
  }
}

/** Which version goes. */
const dropping = v.strictObject({ version: integer(1, Number.MAX_SAFE_INTEGER) });

const serviceKeyDrop: Command = {
  name: 'service-key drop',
  subject: 'key',
  schema: dropping,
  run: (place, options, key) =>
    withService(place, async (context) => {
      const { version } = v.parse(dropping, options);
      const name = versionedKey(key, []);
      const now = context.clock.now();
      await changeAudited(context, 'The version is dropped', (audit, tx) =>
        dropVersion(place.folder, { name, version }, now, {
          needed: () => neededBy(tx, name, version, now),
          announce: () => audit('service-key.drop', key, { version }),
        }),
      );
      return { result: {} };
    }),
};

/** @throws {SettingError} when no key of that name has versions. */
function versionedKey(key: string, others: readonly string[]): VersionedKey {
  const name = versionedKeys.find((one) => one === key);
  if (name) return name;
  throw new SettingError(`There is no such key: ${[...versionedKeys, ...others].join(', ')}.`);
}

/** In the order in which the help lists them. */
export const keyCommands: readonly Command[] = [
  signingKeyRotate,
  serviceKeyList,
  serviceKeyRotate,
  serviceKeyDrop,
  adminKeyRotate,
];
