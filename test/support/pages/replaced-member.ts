/** Puts something else in the place of a member of the platform while `work` runs. */
export async function replaced<T>(
  owner: object,
  name: string,
  value: unknown,
  work: () => Promise<T>,
): Promise<T> {
  const own = Object.getOwnPropertyDescriptor(owner, name);
  Object.defineProperty(owner, name, { configurable: true, writable: true, value });
  try {
    return await work();
  } finally {
    if (own) Object.defineProperty(owner, name, own);
    else delete (owner as Record<string, unknown>)[name];
  }
}
