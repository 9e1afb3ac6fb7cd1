/** Admits one prompt at a time; others wait until it has left. */
export class PromptQueue<T> {
  #waiting: (() => void)[] = [];

  /** The prompt that is shown. */
  current: T | undefined;

  /** Waits until no prompt is shown, or one that `next` may take over from. Resolves with true after a wait. */
  async enter(next: T, takesOver: (current: T) => boolean): Promise<boolean> {
    let hasWaited = false;
    while (this.current !== undefined && !takesOver(this.current)) {
      await new Promise<void>((resolve) => this.#waiting.push(resolve));
      hasWaited = true;
    }
    this.current = next;
    return hasWaited;
  }

  leave(): void {
    this.current = undefined;
    for (const wake of this.#waiting.splice(0)) wake();
  }
}
