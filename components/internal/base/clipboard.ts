import type { CommonSentences } from '../../messages/messages.js';

/** How copying ended, as the key of its text; empty before. */
export type Copying = '' | Extract<keyof CommonSentences, 'copied' | 'copyRefused'>;

/**
 * Copies text to the clipboard. Where the browser does not allow that, selects the text in `shown`, so that the person
 * can copy it.
 */
export async function copy(text: string, shown: Node | null): Promise<Copying> {
  try {
    await navigator.clipboard.writeText(text);
    return 'copied';
  } catch {
    if (shown) getSelection()?.selectAllChildren(shown);
    return 'copyRefused';
  }
}
