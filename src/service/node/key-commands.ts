/**
 * The commands about the keys of the service itself.
 * @module
 */
import * as v from 'valibot';
import { auditedTransaction } from '../domain/audit/audit-trail.js';
import { listKeys, neededBy } from '../domain/keys/key-list.js';
import { versionedKeys, type VersionedKey } from '../domain/keys/key-versions.js';
import { integer } from '../fields.js';
import type { ServiceContext } from '../service-context.js';
import { replaceAdminKey } from './admin-key-file.js';
import { actor, withService, type Command } from './command.js';
import { readKeys } from './key-files.js';
import {
  dropVersion,
  rotateAuditKeyFile,
  rotateHpkeKeyFile,
  rotateSigningKeyFile,
  rotateVersionedKey,
  type NewKey,
} from './key-rotation.js';
import { SettingError } from './setting-error.js';

/** How a key is replaced. */
const rotation = v.strictObject({ now: v.optional(v.boolean()) });

const signingKeyRotate: Command = {
  name: 'signing-key rotate',
  schema: rotation,
  run: (folder, options) =>
    withService(folder, async (context) => {
      const made = await rotateAudited(context, folder, 'signing', options);
      return { result: { kid: made.version, signsFrom: made.from } };
    }),
};

const adminKeyRotate: Command = {
  name: 'admin-key rotate',
  schema: v.strictObject({}),
  run: (folder) =>
    withService(folder, async (context) => {
      const file = await replaceAdminKey(folder);
      await auditedTransaction(context, actor, (_, audit) => audit('admin-key.rotate', 'admin'));
      return { result: { file } };
    }),
};

const serviceKeyList: Command = {
  name: 'service-key list',
  schema: v.strictObject({}),
  run: (folder) =>
    withService(folder, async ({ store, clock }) => ({
      result: await listKeys(store.read, await readKeys(folder), clock.now()),
    })),
};

const serviceKeyRotate: Command = {
  name: 'service-key rotate',
  subject: 'key',
  schema: rotation,
  run: (folder, options, key) =>
    withService(folder, async (context) => {
      const made = await rotateAudited(context, folder, key, options);
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
  const made = await rotate(folder, key, context.clock.now(), isStolen);
  await auditedTransaction(context, actor, (_, audit) =>
    audit('service-key.rotate', key, { version: made.version, from: made.from }),
  );
  return made;
}

async function rotate(
  folder: string,
  key: string,
  now: number,
  isStolen: boolean,
): Promise<NewKey> {
  if (key === 'signing') {
    const { kid, from } = await rotateSigningKeyFile(folder, now, isStolen);
    return { version: kid, from };
  }
  if (isStolen) throw new SettingError('Only the key "signing" has --now.');
  if (key === 'hpke') return rotateHpkeKeyFile(folder, now);
  if (key === 'audit') return rotateAuditKeyFile(folder, now);
  return rotateVersionedKey(folder, versionedKey(key, ['signing', 'hpke', 'audit']), now);
}

/** Which version goes. */
const dropping = v.strictObject({ version: integer(1, Number.MAX_SAFE_INTEGER) });

const serviceKeyDrop: Command = {
  name: 'service-key drop',
  subject: 'key',
  schema: dropping,
  run: (folder, options, key) =>
    withService(folder, async (context) => {
      const { version } = v.parse(dropping, options);
      const name = versionedKey(key, []);
      const now = context.clock.now();
      await dropVersion(folder, { name, version }, now, () =>
        neededBy(context.store.read, name, version, now),
      );
      await auditedTransaction(context, actor, (_, audit) =>
        audit('service-key.drop', key, { version }),
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
