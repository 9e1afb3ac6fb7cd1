/**
 * Every event of the elements. They say that something happened, and to whom; they never carry a secret.
 * @module
 */
import type { Device, NeonError } from '../src/index.js';

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

/** An access token was obtained. It is taken from the element that has it. */
export class NeonAccessTokenObtainedEvent extends Event {
  readonly login: string;
  /** Milliseconds since the epoch. */
  readonly expiresAt: number;

  constructor(login: string, expiresAt: number) {
    super('neon-access-token-obtained', fact);
    this.login = login;
    this.expiresAt = expiresAt;
  }
}

/** A code for another device was made. */
export class NeonActivationCodeCreatedEvent extends Event {
  readonly login: string;
  /** Milliseconds since the epoch. */
  readonly expiresAt: number;

  constructor(login: string, expiresAt: number) {
    super('neon-activation-code-created', fact);
    this.login = login;
    this.expiresAt = expiresAt;
  }
}

/** Biometrics were set up for a login in this browser, or removed. */
export class NeonBioKeyChangedEvent extends Event {
  readonly login: string;
  readonly registered: boolean;

  constructor(login: string, registered: boolean) {
    super('neon-bio-key-changed', fact);
    this.login = login;
    this.registered = registered;
  }
}

/** An enrolled browser of a login was removed. */
export class NeonDeviceRevokedEvent extends Event {
  readonly login: string;
  /** Id of its token. */
  readonly tid: string;
  /** Whether it was this browser. */
  readonly isThis: boolean;

  constructor(login: string, { tid, isThis }: Pick<Device, 'tid' | 'isThis'>) {
    super('neon-device-revoked', fact);
    this.login = login;
    this.tid = tid;
    this.isThis = isThis;
  }
}

/** The PIN of a login was replaced by whoever knew it. */
export class NeonPinChangedEvent extends Event {
  readonly login: string;

  constructor(login: string) {
    super('neon-pin-changed', fact);
    this.login = login;
  }
}

/** A new PIN was set for a login with a reset code. */
export class NeonPinResetEvent extends Event {
  readonly login: string;

  constructor(login: string) {
    super('neon-pin-reset', fact);
    this.login = login;
  }
}

/** A page waits for the approval of this browser. */
export class NeonPushReceivedEvent extends Event {
  readonly login: string;

  constructor(login: string) {
    super('neon-push-received', fact);
    this.login = login;
  }
}

/** A page that waited was answered here. */
export class NeonPushAnsweredEvent extends Event {
  readonly login: string;
  readonly approved: boolean;

  constructor(login: string, approved: boolean) {
    super('neon-push-answered', fact);
    this.login = login;
    this.approved = approved;
  }
}

/** Data were sealed. The seal is read from the element that made it. */
export class NeonSealedEvent extends Event {
  readonly login: string;

  constructor(login: string) {
    super('neon-sealed', fact);
    this.login = login;
  }
}

/** A login, or its enrolment in this browser, is no longer blocked. */
export class NeonUnlockedEvent extends Event {
  readonly login: string;

  constructor(login: string) {
    super('neon-unlocked', fact);
    this.login = login;
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
    'neon-access-token-obtained': NeonAccessTokenObtainedEvent;
    'neon-activation-code-created': NeonActivationCodeCreatedEvent;
    'neon-bio-key-changed': NeonBioKeyChangedEvent;
    'neon-device-revoked': NeonDeviceRevokedEvent;
    'neon-pin-changed': NeonPinChangedEvent;
    'neon-pin-reset': NeonPinResetEvent;
    'neon-push-answered': NeonPushAnsweredEvent;
    'neon-push-received': NeonPushReceivedEvent;
    'neon-sealed': NeonSealedEvent;
    'neon-unlocked': NeonUnlockedEvent;
    'neon-error': NeonErrorEvent;
  }
}
