/**
 * A ceiling for judgements of what nobody can guess: signatures, long codes, keys. Each one is judged before it is
 * counted, so that a right one passes whatever others have sent; the ceiling bounds the work of that.
 * @module
 */
import { TokenRefusal } from '../token-refusal.js';

/** How many judgements there may be at once. */
export interface JudgementCeiling {
  readonly underWay: number;
  /** Judgements that wait for one that is under way to end, of all addresses together. */
  readonly waiting: number;
}

/** The ceiling of each door. */
export const usualCeiling: JudgementCeiling = { underWay: 32, waiting: 1_000 };

/** Seconds after which a caller may come again that was not judged. */
const pause = 1;

interface Waiting {
  begin(): void;
  refuse(): void;
}

/**
 * Lets a limited number of judgements run and others wait. Addresses take turns; when too many wait, the last one of the
 * address with the longest line is refused.
 */
export class Judgements {
  readonly #ceiling: JudgementCeiling;
  /** Lines of waiting callers by address, in the order in which the addresses get their next turn. */
  readonly #lines = new Map<string, Waiting[]>();
  #underWay = 0;
  #waiting = 0;

  constructor(ceiling = usualCeiling) {
    this.#ceiling = ceiling;
  }

  /**
   * @param judge must not run another judgement: it could wait for a place that it holds itself.
   * @throws {TokenRefusal} `SERVICE_UNAVAILABLE` without a judgement.
   */
  async run<T>(address: string, judge: () => Promise<T>): Promise<T> {
    await this.#turn(address);
    try {
      return await judge();
    } finally {
      this.#next();
    }
  }

  async #turn(address: string): Promise<void> {
    if (this.#underWay < this.#ceiling.underWay) {
      this.#underWay++;
      return;
    }
    if (this.#waiting >= this.#ceiling.waiting) this.#makeRoom(address);
    this.#waiting++;
    await new Promise<void>((begin, reject) => {
      const refuse = () => reject(tooMany());
      const line = this.#lines.get(address);
      if (line) line.push({ begin, refuse });
      else this.#lines.set(address, [{ begin, refuse }]);
    });
  }

  /** @throws {TokenRefusal} when no other address has a longer line than this one. */
  #makeRoom(address: string): void {
    let longest: [string, Waiting[]] | undefined;
    for (const entry of this.#lines) {
      if (!longest || entry[1].length > longest[1].length) longest = entry;
    }
    const own = this.#lines.get(address)?.length ?? 0;
    if (!longest || own + 1 >= longest[1].length) throw tooMany();
    const [name, line] = longest;
    line.pop()!.refuse();
    if (!line.length) this.#lines.delete(name);
    this.#waiting--;
  }

  /** Hands the place of a judgement that has ended to the next address. */
  #next(): void {
    const [entry] = this.#lines;
    if (!entry) {
      this.#underWay--;
      return;
    }
    const [address, line] = entry;
    const first = line.shift()!;
    // Behind all other addresses.
    this.#lines.delete(address);
    if (line.length) this.#lines.set(address, line);
    this.#waiting--;
    first.begin();
  }
}

function tooMany(): TokenRefusal {
  return new TokenRefusal('SERVICE_UNAVAILABLE', { retryAfter: pause });
}
