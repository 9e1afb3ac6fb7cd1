/** How customers of a service prove who they are, besides with their browser. */
export type PinMode = 'none' | 'pin' | 'password';

/** What they type, in words; undefined where they type nothing. */
export type Secret = 'PIN' | 'password' | undefined;

/** Names what customers type. */
export function secretOf(mode: PinMode): Secret {
  return { none: undefined, pin: 'PIN' as const, password: 'password' as const }[mode];
}

/** The name of a secret at the start of a sentence. */
export function atStart(secret: NonNullable<Secret>): string {
  return secret === 'PIN' ? secret : 'Password';
}

/** What somebody asks who needs help. */
export function helpTitle(secret: Secret): string {
  return secret ? `${atStart(secret)} forgotten, or blocked?` : 'Blocked?';
}
