/** Replaces a member of a platform object while `work` runs. */
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
