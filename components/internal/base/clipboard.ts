/** Puts text on the clipboard. Where that is not allowed, selects `shown`, from where it can be copied by hand. */
export async function copy(text: string, shown: Node | null): Promise<boolean> {
  try {
    await navigator.clipboard.writeText(text);
    return true;
  } catch {
    if (shown) getSelection()?.selectAllChildren(shown);
    return false;
  }
}
