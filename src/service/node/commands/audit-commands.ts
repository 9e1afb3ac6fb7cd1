/**
 * The commands about the audit trail as a whole. Exported trails are files of the machine, so none of them is a route.
 * @module
 */
import { createReadStream } from 'node:fs';
import { open, rm } from 'node:fs/promises';
import * as v from 'valibot';
import { currentHead, verifyAudit } from '../../domain/audit/audit-chain.js';
import { cutAudit } from '../../domain/audit/audit-cut.js';
import { exportAudit, type Writer } from '../../domain/audit/audit-file.js';
import { verifyEnrolments } from '../../domain/tokens/enrolment-log.js';
import { integer, matching, text } from '../../fields.js';
import { actor, withService, type Command } from './command.js';
import { codeOf } from '../error-code.js';
import { SettingError } from '../setting-error.js';

/** The end of the audit trail at an earlier check, which a later check is held to. */
const auditHead = v.strictObject({
  seq: v.optional(integer(1, Number.MAX_SAFE_INTEGER)),
  hash: v.optional(matching(/^[\w-]{43}$/, 'a hash of 43 characters')),
  signed: v.optional(matching(/^[\w-]+\.[\w-]+\.[\w-]+$/, 'a signed head')),
});

const auditVerify: Command = {
  name: 'audit verify',
  schema: auditHead,
  run: (place, head) =>
    withService(place, async (context) => {
      const result = await verifyAudit(context, v.parse(auditHead, head));
      await verifyEnrolments(context);
      return { result };
    }),
};

const auditFile = v.strictObject({ file: text(4096) });

const auditExport: Command = {
  name: 'audit export',
  schema: auditFile,
  run: (place, values) =>
    withService(place, async (context) => {
      const { file } = v.parse(auditFile, values);
      const last = await writeNewFile(file, (write) => exportAudit(context, write));
      const { signed, key } = await currentHead(context);
      return { result: { file, ...last, signed, key } };
    }),
};

const auditCut: Command = {
  name: 'audit cut',
  schema: auditFile,
  run: (place, values) =>
    withService(place, async (context) => {
      const { file } = v.parse(auditFile, values);
      try {
        return { result: await cutAudit(context, actor, linesOf(file)) };
      } catch (error) {
        const code = fileCodeOf(error);
        throw code === undefined ? error : new SettingError(`${file} cannot be read: ${code}.`);
      }
    }),
};

async function* linesOf(path: string): AsyncGenerator<string, void, undefined> {
  let rest = '';
  for await (const chunk of createReadStream(path, 'utf8')) {
    const lines = (rest + String(chunk)).split('\n');
    rest = lines.pop()!;
    yield* lines;
  }
  if (rest) yield rest;
}

/**
 * Writes a file that is not there yet; removes it when the work fails.
 * @throws {SettingError}
 */
async function writeNewFile<T>(path: string, work: (write: Writer) => Promise<T>): Promise<T> {
  const file = await open(path, 'wx', 0o600).catch((error: unknown) => {
    const code = fileCodeOf(error);
    throw code === undefined ? error : new SettingError(`${path} cannot be made: ${code}.`);
  });
  try {
    const result = await work((content) => file.appendFile(content));
    await file.sync();
    return result;
  } catch (error) {
    await rm(path, { force: true });
    throw error;
  } finally {
    await file.close();
  }
}

/** The code of an error of the file system; other errors may have codes too. */
function fileCodeOf(error: unknown): string | undefined {
  return error instanceof Error && 'syscall' in error ? codeOf(error) : undefined;
}

/** In the order in which the help lists them. */
export const auditCommands: readonly Command[] = [auditVerify, auditExport, auditCut];
