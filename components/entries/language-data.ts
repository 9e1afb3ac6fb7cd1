/**
 * Languages for scripts of one file, which load no code: as data, whose hashes stand in the script.
 * @module
 */
import type { LanguageLoaders } from '../internal/session/shipped-languages.js';
import type { Messages } from '../messages/messages.js';
import { languageFiles, type LanguageFile } from './language-files.js';

/** The languages at the service. The browser refuses a file with another hash. */
export function languagesOf(service: string): LanguageLoaders {
  const loaders = Object.entries(languageFiles).map(([tag, file]) => {
    return [tag, () => load(service, file)] as const;
  });
  return Object.fromEntries(loaders);
}

async function load(service: string, { path, integrity }: LanguageFile): Promise<Messages> {
  const answer = await fetch(service + path, { integrity, credentials: 'omit' });
  // Its hash says that the build wrote it.
  return (await answer.json()) as Messages;
}
