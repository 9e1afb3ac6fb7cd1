/** Lets one at a time: whoever comes while somebody is in waits until they have left. */
export class Turns<T> {
  #waiting: (() => void)[] = [];

  /** Who is in. */
  current: T | undefined;

  /** Waits until nobody is in, or only somebody that `next` takes over from. */
  async enter(next: T, takesOver: (current: T) => boolean): Promise<void> {
    while (this.current !== undefined && !takesOver(this.current)) {
      await new Promise<void>((resolve) => this.#waiting.push(resolve));
    }
    this.current = next;
  }

  leave(): void {
    this.current = undefined;
    for (const wake of this.#waiting.splice(0)) wake();
  }
}
