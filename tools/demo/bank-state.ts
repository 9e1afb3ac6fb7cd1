/**
 * The bank's registration at the service, kept in a file between starts.
 * @module
 */
import { readFile, rename, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import * as v from 'valibot';
import { makeDataFolder } from '../../src/service/node/data/private-file.js';
import { StartError } from './settings.js';

const siteSchema = v.object({
  /** The page's origin. */
  origin: v.string(),
  alias: v.string(),
  keyId: v.string(),
  /** The API key: a secret. */
  key: v.string(),
});

const stateSchema = v.object({
  servicePort: v.optional(v.number()),
  /** The bank's service, once made. */
  mac: v.optional(v.string()),
  sites: v.array(siteSchema),
});

/** The bank's registration of one origin, with the API key made for it. */
export type BankSite = v.InferOutput<typeof siteSchema>;

/** The bank's memory. */
export type BankState = v.InferOutput<typeof stateSchema>;

const fileName = 'demo-bank.json';

/**
 * Reads the bank's state; it is empty on the first start.
 *
 * @throws {StartError} when the file is there but not the bank's.
 */
export async function readBankState(data: string): Promise<BankState> {
  const file = join(data, fileName);
  try {
    return v.parse(stateSchema, JSON.parse(await readFile(file, 'utf8')));
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'ENOENT') return { sites: [] };
    throw new StartError(`${file} cannot be read as the bank's state; move it away to start anew.`);
  }
}

/** Writes the bank's state atomically, readable by the owner only. */
export async function writeBankState(data: string, state: BankState): Promise<void> {
  await makeDataFolder(data);
  const file = join(data, fileName);
  await writeFile(`${file}.new`, JSON.stringify(state, null, 2) + '\n', { mode: 0o600 });
  await rename(`${file}.new`, file);
}
