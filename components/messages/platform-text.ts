import type { CommonSentences } from './messages.js';

/** Browser and system of an English platform name (`Safari on iPhone`), in the language of the messages. */
export function platformText(platform: string, { ownName }: CommonSentences): string {
  const [browser = '', system] = platform.split(' on ');
  return system ? ownName({ browser, system }) : browser;
}
