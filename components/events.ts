/**
 * The events of the elements. They tell what happened to which login, and never carry a secret.
 * @module
 */
import type { Device, NeonError } from '../src/index.js';

const fact: EventInit = { bubbles: true, composed: true };

/** Something that happened to one login. */
abstract class LoginEvent extends Event {
  /** The login that it happened to. */
  readonly login: string;

  constructor(type: string, login: string) {
    super(type, fact);
    this.login = login;
  }
}

/** This browser was enrolled for a login. */
export class NeonActivatedEvent extends LoginEvent {
  constructor(login: string) {
    super('neon-activated', login);
  }
}

/** A one-time password was generated. The page reads it from the element. */
export class NeonOtpGeneratedEvent extends LoginEvent {
  /** Milliseconds since the epoch. */
  readonly expiresAt: number;

  constructor(login: string, expiresAt: number) {
    super('neon-otp-generated', login);
    this.expiresAt = expiresAt;
  }
}

/** Another account was selected in a list, or none (empty). */
export class NeonLoginSelectedEvent extends LoginEvent {
  constructor(login: string) {
    super('neon-login-selected', login);
  }
}

/** A login was removed from this browser. */
export class NeonLoginForgottenEvent extends LoginEvent {
  constructor(login: string) {
    super('neon-login-forgotten', login);
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

/** An access token was obtained. The page takes it from the element. */
export class NeonAccessTokenObtainedEvent extends LoginEvent {
  /** Milliseconds since the epoch. */
  readonly expiresAt: number;

  constructor(login: string, expiresAt: number) {
    super('neon-access-token-obtained', login);
    this.expiresAt = expiresAt;
  }
}

/** A code for another device was made. */
export class NeonActivationCodeCreatedEvent extends LoginEvent {
  /** Milliseconds since the epoch. */
  readonly expiresAt: number;

  constructor(login: string, expiresAt: number) {
    super('neon-activation-code-created', login);
    this.expiresAt = expiresAt;
  }
}

/** Biometrics were set up for a login in this browser, or removed. */
export class NeonBioKeyChangedEvent extends LoginEvent {
  /** True when they are set up now. */
  readonly registered: boolean;

  constructor(login: string, registered: boolean) {
    super('neon-bio-key-changed', login);
    this.registered = registered;
  }
}

/** An enrolled browser of a login was removed. */
export class NeonDeviceRevokedEvent extends LoginEvent {
  /** Id of its token. */
  readonly tid: string;
  /** Whether it was this browser. */
  readonly isThis: boolean;

  constructor(login: string, { tid, isThis }: Pick<Device, 'tid' | 'isThis'>) {
    super('neon-device-revoked', login);
    this.tid = tid;
    this.isThis = isThis;
  }
}

/** An enrolled browser of a login was locked, unlocked or renamed. */
export class NeonDeviceChangedEvent extends LoginEvent {
  /** Id of its token. */
  readonly tid: string;
  /** True for this browser. */
  readonly isThis: boolean;
  /** The present name. */
  readonly tokenName: string;
  /** Its state now. */
  readonly state: Device['state'];

  constructor(
    login: string,
    { tid, isThis, tokenName, state }: Pick<Device, 'tid' | 'isThis' | 'tokenName' | 'state'>,
  ) {
    super('neon-device-changed', login);
    this.tid = tid;
    this.isThis = isThis;
    this.tokenName = tokenName;
    this.state = state;
  }
}

/** The PIN of a login was replaced, by someone who knew the old one. */
export class NeonPinChangedEvent extends LoginEvent {
  constructor(login: string) {
    super('neon-pin-changed', login);
  }
}

/** A new PIN was set for a login with a reset code. */
export class NeonPinResetEvent extends LoginEvent {
  constructor(login: string) {
    super('neon-pin-reset', login);
  }
}

/** A page waits for the approval of this browser. */
export class NeonPushReceivedEvent extends LoginEvent {
  constructor(login: string) {
    super('neon-push-received', login);
  }
}

/** A waiting page was answered in this browser. */
export class NeonPushAnsweredEvent extends LoginEvent {
  /** True when the person approved, false when they denied. */
  readonly approved: boolean;

  constructor(login: string, approved: boolean) {
    super('neon-push-answered', login);
    this.approved = approved;
  }
}

/** Data were sealed. The page reads the seal from the element. */
export class NeonSealedEvent extends LoginEvent {
  constructor(login: string) {
    super('neon-sealed', login);
  }
}

/** A login, or its enrolment in this browser, is no longer blocked. */
export class NeonUnlockedEvent extends LoginEvent {
  constructor(login: string) {
    super('neon-unlocked', login);
  }
}

/** An operation failed. A prompt closed by the person is no failure. */
export class NeonErrorEvent extends Event {
  /** The method of the client that failed. */
  readonly operation: string;
  /** Why, with its code. */
  readonly error: NeonError;

  constructor(operation: string, error: NeonError) {
    super('neon-error', fact);
    this.operation = operation;
    this.error = error;
  }
}

declare global {
  /** Events bubble from elements to the document and the window. */
  interface GlobalEventHandlersEventMap {
    'neon-activated': NeonActivatedEvent;
    'neon-otp-generated': NeonOtpGeneratedEvent;
    'neon-login-selected': NeonLoginSelectedEvent;
    'neon-login-forgotten': NeonLoginForgottenEvent;
    'neon-logins-changed': NeonLoginsChangedEvent;
    'neon-access-token-obtained': NeonAccessTokenObtainedEvent;
    'neon-activation-code-created': NeonActivationCodeCreatedEvent;
    'neon-bio-key-changed': NeonBioKeyChangedEvent;
    'neon-device-changed': NeonDeviceChangedEvent;
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
