/**
 * The bank's sessions, in memory: a restart signs everybody out.
 * @module
 */
import { randomBytes } from 'node:crypto';

/** Who is signed in, and how they authenticated. */
export interface Session {
  readonly login: string;
  /** Authentication methods as the service names them (RFC 8176 where it has a name). */
  readonly amr: readonly string[];
  /** Milliseconds since the epoch. */
  readonly signedInAt: number;
}

/** Life of a session in seconds. */
export const sessionLife = 30 * 60;

/** Sessions by their random id of 256 bits. */
export class Sessions {
  readonly #sessions = new Map<string, Session>();

  /** Begins a session; its id is a secret of the visitor's browser. */
  begin(login: string, amr: readonly string[]): string {
    this.#dropOld();
    const id = randomBytes(32).toString('base64url');
    this.#sessions.set(id, { login, amr, signedInAt: Date.now() });
    return id;
  }

  find(id: string | undefined): Session | undefined {
    const session = id === undefined ? undefined : this.#sessions.get(id);
    return session && isLive(session) ? session : undefined;
  }

  end(id: string | undefined): void {
    if (id !== undefined) this.#sessions.delete(id);
  }

  #dropOld(): void {
    for (const [id, session] of this.#sessions) if (!isLive(session)) this.#sessions.delete(id);
  }
}

function isLive(session: Session): boolean {
  return Date.now() - session.signedInAt < sessionLife * 1000;
}
