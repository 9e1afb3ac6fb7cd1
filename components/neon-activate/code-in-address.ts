const member = 'neon-code';

/**
 * Takes an activation code from the fragment of the address, `#neon-code=…`, and removes it from there and from the history.
 * Browsers do not send fragments to servers.
 */
export function takeCodeFromAddress(): string | undefined {
  const address = new URL(location.href);
  const fragment = new URLSearchParams(address.hash.slice(1));
  const code = fragment.get(member);
  if (code === null) return undefined;
  fragment.delete(member);
  address.hash = fragment.toString();
  try {
    history.replaceState(history.state, '', address);
  } catch {
    // Browsers refuse it to pages that do it too often. The code is shown all the same.
  }
  return code;
}
