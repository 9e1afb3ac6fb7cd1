import type { NeonElement } from './neon-element.js';

/** An element that works for one login. */
export interface ForLogin extends NeonElement {
  readonly currentLogin: string;
  reset(): void;
}

/** Makes an element forget what belongs to another login than the current one. */
export class LoginFollower {
  readonly #host: ForLogin;
  #last = '';

  constructor(host: ForLogin) {
    this.#host = host;
  }

  /** Called before each rendering. */
  follow(): void {
    const { currentLogin, error } = this.#host;
    const last = this.#last;
    if (currentLogin === last) return;
    this.#last = currentLogin;
    // What was typed before there was a login, a code for instance, belongs to nobody else and stays. A list drops a login
    // that has just been blocked: the sentence about that stays until another one is selected.
    if (currentLogin ? last || error : !error) this.#host.reset();
  }
}
