/**
 * Has a page believe that time has passed, until something has happened. The service has a clock of its own.
 *
 * @param ms how much.
 */
export async function later(ms: number, happened: () => Promise<unknown>): Promise<void> {
  const { now } = Date;
  Date.now = () => now() + ms;
  try {
    await happened();
  } finally {
    Date.now = now;
  }
}
