import { en } from './en.js';
import type { Messages } from './messages.js';

/** The `lang` that applies to an element: its own or that of the nearest ancestor, through shadow roots. */
export function nearestLang(element: Element): string {
  const found = element.closest<HTMLElement>('[lang]');
  if (found) return found.lang;
  const root = element.getRootNode();
  return root instanceof ShadowRoot ? nearestLang(root.host) : '';
}

/** The texts for a language: the exact tag, else its primary language, else English. */
export function messagesFor(lang: string, offered: readonly Messages[]): Messages {
  const tag = lang.toLowerCase();
  const exactly = (wanted: string) => offered.find((messages) => messages.lang === wanted);
  return exactly(tag) ?? exactly(tag.split('-')[0]!) ?? en;
}
