/**
 * Has a page believe that time has passed, until something has happened. The service has a clock of its own.
 *
 * @param ms how much.
 */
export async function later(ms: number, happened: () => Promise<unknown>): Promise<void> {
  const clocks = [Date, performance];
  const real = clocks.map((clock) => clock.now);
  clocks.forEach((clock, index) => {
    const now = real[index]!.bind(clock);
    clock.now = () => now() + ms;
  });
  try {
    await happened();
  } finally {
    clocks.forEach((clock, index) => (clock.now = real[index]!));
  }
}
