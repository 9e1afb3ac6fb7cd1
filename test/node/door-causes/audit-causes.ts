/** Causes that lie in an audit trail that was changed. */
import assert from 'node:assert/strict';
import { copyFileSync, cpSync, mkdirSync, rmSync } from 'node:fs';
import { DatabaseSync } from 'node:sqlite';
import { join } from 'node:path';
import { findCommand } from '../../../src/service/node/commands/commands.js';
import { Refusal } from '../../../src/service/domain/refusal.js';
import { enrol } from '../support/tokens/enrolled-token.js';
import type { DoorCauses, DoorScene } from './door-scene.js';

const { command } = findCommand(['audit', 'verify'])!;

/** Does what the command line does for `audit verify`; resolves with the code that it fails with. */
async function verify(folder: string, head: object): Promise<string> {
  try {
    await command.run({ folder }, head, '');
    return 'the trail verifies';
  } catch (error) {
    if (!(error instanceof Refusal)) throw error;
    return error.code;
  }
}

/** A data folder whose trail verifies, and the head that was signed before the last entries. */
async function auditedFolder(scene: DoorScene) {
  const { service } = scene;
  // Links and signs what has happened.
  await service.refresh();
  const earlier = await signedHead(scene);
  await enrol(service, await scene.site());
  await service.refresh();
  const folder = scene.file('audited');
  mkdirSync(folder);
  const original = new DatabaseSync(scene.dataFile('neon.sqlite'));
  original.prepare('vacuum into ?').run(join(folder, 'neon.sqlite'));
  original.close();
  copyFileSync(scene.dataFile('keys.json'), join(folder, 'keys.json'));
  assert.equal(await verify(folder, {}), 'the trail verifies');
  return { folder, earlier };
}

/**
 * Changes a copy of a data folder, and verifies its trail.
 * @param change makes the SQL, from the signed head of an earlier time.
 * @param head what `audit verify` is given, as flags.
 */
async function whenChanged(
  scene: DoorScene,
  change: (earlier: string) => string,
  head: object,
): Promise<string> {
  const { folder, earlier } = await scene.shared(auditedFolder);
  const copy = scene.file('copy');
  cpSync(folder, copy, { recursive: true });
  const database = new DatabaseSync(join(copy, 'neon.sqlite'));
  database.exec(change(earlier));
  database.close();
  const outcome = await verify(copy, head);
  rmSync(copy, { recursive: true });
  return outcome;
}

async function signedHead({ service: { store } }: DoorScene): Promise<string> {
  const query = store.read.selectFrom('audit_head').select('signed');
  return (await query.executeTakeFirstOrThrow()).signed;
}

const last = '(select max(seq) from audit)';

/** A head whose signature is by nobody. */
const forgedHead = `substr(signed, 1, length(signed) - 86) || '${'A'.repeat(86)}'`;

const tampered =
  (change: string, head: object = {}) =>
  (scene: DoorScene) =>
    whenChanged(scene, () => change, head);

export const auditCauses: DoorCauses = {
  '– AUDIT_BROKEN': {
    '`audit verify`: an entry of the trail is missing': tampered('delete from audit where seq = 3'),
    '`audit verify`: an entry was changed': tampered(`update audit set actor = 'x' where seq = 3`),
    '`audit verify`: an entry was not written by this service': tampered(
      `insert into audit (seq, at, actor, kind, subject, detail) values (${last} + 1, 1, 'x', 'x', 'x', '{}')`,
    ),
    '`audit verify`: an entry is not linked': tampered(
      'update audit set prev_hash = null where seq = 3',
    ),
    '`audit verify`: an entry is linked to another than the one before': tampered(
      `update audit set prev_hash = 'x' where seq = 3`,
    ),
    '`audit verify`: an entry is linked that no signed head has': (scene) =>
      whenChanged(scene, (earlier) => `update audit_head set signed = '${earlier}'`, {}),
    '`audit verify`: the signed head is missing': tampered('delete from audit_head'),
    '`audit verify`: the signed head is not by the audit key of this service': tampered(
      `update audit_head set signed = ${forgedHead}`,
    ),
    '`audit verify`: the head that is given is not in the trail': tampered('select 1', {
      seq: 3,
      hash: 'A'.repeat(43),
    }),
    '`audit verify`: an enrolment is missing in the log of enrolments': tampered(
      'delete from enrolment where seq = 1',
    ),
    '`audit verify`: an enrolment was changed in the log of enrolments': tampered(
      `update enrolment set at = at + 1 where seq = 1`,
    ),
  },
  '409 AUDIT_BROKEN': {
    'the head of the audit chain is asked for, and is not by the audit key of this service': async (
      scene,
    ) => {
      await scene.service.refresh();
      const signed = await signedHead(scene);
      const set = (value: string) =>
        scene.service.store.transaction(async (tx) => {
          await tx.updateTable('audit_head').set({ signed: value }).execute();
        });
      await set(signed.slice(0, -86) + 'A'.repeat(86));
      const answer = await scene.admin('GET', '/audit/head');
      await set(signed);
      return answer;
    },
  },
};
