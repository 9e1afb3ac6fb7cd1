/** Makes `current` the only one of `states` that `:state()` selects; another name selects none of them. */
export function showState(
  { states }: ElementInternals,
  names: readonly string[],
  current: string,
): void {
  for (const name of names) states[name === current ? 'add' : 'delete'](name);
}
