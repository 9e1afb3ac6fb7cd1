/**
 * Writes the test vectors: `npm run vectors`. With the name of a conversation, prints that conversation.
 * @module
 */
import { execFile } from 'node:child_process';
import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { constructionFiles } from './construction-files.js';
import { conversationNames, haveConversation } from './conversations.js';

const folder = fileURLToPath(new URL('../../../test-vectors', import.meta.url));

const jsonOf = (value: unknown) => `${JSON.stringify(value, undefined, 2)}\n`;

/** In a process of its own, since its random numbers are its own. */
async function conversation(name: string): Promise<string> {
  const maxBuffer = 2 ** 24;
  const args = [fileURLToPath(import.meta.url), name];
  return (await promisify(execFile)(process.execPath, args, { maxBuffer })).stdout;
}

const [, , name] = process.argv;
if (name) process.stdout.write(jsonOf(await haveConversation(name)));
else {
  await mkdir(join(folder, 'conversations'), { recursive: true });
  for (const [file, content] of Object.entries(await constructionFiles())) {
    await writeFile(join(folder, `${file}.json`), jsonOf(content));
  }
  for (const one of conversationNames) {
    await writeFile(join(folder, 'conversations', `${one}.json`), await conversation(one));
  }
}
