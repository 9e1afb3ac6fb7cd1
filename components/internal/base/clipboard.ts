/**
 * Copies text to the clipboard and returns true. Where the browser does not allow that, selects the text in `shown`, so
 * that the person can copy it, and returns false.
 */
export async function copy(text: string, shown: Node | null): Promise<boolean> {
  try {
    await navigator.clipboard.writeText(text);
    return true;
  } catch {
    if (shown) getSelection()?.selectAllChildren(shown);
    return false;
  }
}
