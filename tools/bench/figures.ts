/**
 * What the benchmark computes and prints.
 * @module
 */

/** The median. */
export function median(values: readonly number[]): number {
  const sorted = [...values].sort((a, b) => a - b);
  const middle = Math.floor(sorted.length / 2);
  return sorted.length % 2 ? sorted[middle]! : (sorted[middle - 1]! + sorted[middle]!) / 2;
}

/** Runs of `work` per second, with `workers` at once, measured for about `seconds`. */
export async function rate(
  workers: number,
  seconds: number,
  work: (worker: number) => Promise<unknown>,
): Promise<number> {
  const begin = performance.now();
  const end = begin + seconds * 1000;
  let done = 0;
  await Promise.all(
    Array.from({ length: workers }, async (_, worker) => {
      while (performance.now() < end) {
        await work(worker);
        done++;
      }
    }),
  );
  return (done * 1000) / (performance.now() - begin);
}

/** Prints one line of the report. */
export function line(what: string, figure: string, detail = ''): void {
  console.log(`${what.padEnd(62)} ${figure.padStart(10)}  ${detail}`);
}
