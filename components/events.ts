/**
 * Every event of the elements. They say that something happened, and to whom; they never carry a secret.
 * @module
 */
import type { NeonError } from '../src/index.js';

const fact: EventInit = { bubbles: true, composed: true };

/** This browser was enrolled for a login. */
export class NeonActivatedEvent extends Event {
  readonly login: string;

  constructor(login: string) {
    super('neon-activated', fact);
    this.login = login;
  }
}

/** A one-time password was generated. Its value is read from the element that made it. */
export class NeonOtpGeneratedEvent extends Event {
  readonly login: string;
  /** Milliseconds since the epoch. */
  readonly expiresAt: number;

  constructor(login: string, expiresAt: number) {
    super('neon-otp-generated', fact);
    this.login = login;
    this.expiresAt = expiresAt;
  }
}

/** Another account was selected in a list; empty: none is. */
export class NeonLoginSelectedEvent extends Event {
  readonly login: string;

  constructor(login: string) {
    super('neon-login-selected', fact);
    this.login = login;
  }
}

/** A login was removed from this browser. */
export class NeonLoginForgottenEvent extends Event {
  readonly login: string;

  constructor(login: string) {
    super('neon-login-forgotten', fact);
    this.login = login;
  }
}

/** The enrolments of this browser were read, or changed. */
export class NeonLoginsChangedEvent extends Event {
  /** All of them, usable or not. */
  readonly logins: readonly string[];

  constructor(logins: readonly string[]) {
    super('neon-logins-changed', fact);
    this.logins = logins;
  }
}

/** An operation failed. A prompt closed by the person is no failure. */
export class NeonErrorEvent extends Event {
  /** The method of the client that failed. */
  readonly operation: string;
  readonly error: NeonError;

  constructor(operation: string, error: NeonError) {
    super('neon-error', fact);
    this.operation = operation;
    this.error = error;
  }
}

declare global {
  interface HTMLElementEventMap {
    'neon-activated': NeonActivatedEvent;
    'neon-otp-generated': NeonOtpGeneratedEvent;
    'neon-login-selected': NeonLoginSelectedEvent;
    'neon-login-forgotten': NeonLoginForgottenEvent;
    'neon-logins-changed': NeonLoginsChangedEvent;
    'neon-error': NeonErrorEvent;
  }
}
