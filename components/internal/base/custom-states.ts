/** Makes `current` the only one of `names` that `:state()` matches; if it is none of them, no state matches. */
export function showState(
  { states }: ElementInternals,
  names: readonly string[],
  current: string,
): void {
  for (const name of names) {
    if (name === current) states.add(name);
    else states.delete(name);
  }
}
