/** Kind of secret that customers have besides their browser. */
export type PinMode = 'none' | 'pin' | 'password';

/** Its name; undefined where there is none. */
export type Secret = 'PIN' | 'password' | undefined;

/** Names what customers type. */
export function secretOf(mode: PinMode): Secret {
  return { none: undefined, pin: 'PIN' as const, password: 'password' as const }[mode];
}

/** The name of a secret at the start of a sentence. */
export function atStart(secret: NonNullable<Secret>): string {
  return secret === 'PIN' ? secret : 'Password';
}

/** The question of a person who needs help. */
export function helpTitle(secret: Secret): string {
  return secret ? `${atStart(secret)} forgotten, or blocked?` : 'Blocked?';
}
