/**
 * The port through which the core asks a person.
 * @module
 */
import type { NeonErrorCode, PinRefusal } from '../../errors.js';
import type { PinPolicy } from '../../protocol/factor-need.js';

/** Why the previous answer in the same operation was not accepted. */
export interface PromptRefusal {
  readonly code: NeonErrorCode;
  readonly left: number | undefined;
  readonly reason: PinRefusal | undefined;
  /** Wrong PINs since the last right one in this browser, this one included, if the service tells. */
  readonly wrongPins?: number | undefined;
}

interface PromptRequest {
  /** Which operation asks: `activate`, `otp` … */
  readonly operation: string;
  readonly login: string;
  /** Alias of the site, for {@link BioKeyRequest}. */
  readonly alias: string;
  /** `digits`: a PIN. `text`: a password. */
  readonly kind: PinPolicy['kind'];
  /** Set when asked again, see {@link Prompter.asksAgain}. */
  readonly refused: PromptRefusal | undefined;
  /** Aborted when the operation has ended, with or without success: an open dialog may close. */
  readonly signal: AbortSignal;
}

/** Asks for the PIN that the person has. */
export interface PinRequest extends PromptRequest {
  /** Whether a BioKey may be given. */
  readonly bioKeyAllowed: boolean;
  /** Whether a PIN may be given; false where the BioKey is the only factor. */
  readonly pinAllowed: boolean;
  /** Tries left, as far as known. */
  readonly left: number | undefined;
}

/** Asks for a new PIN, entered twice. */
export interface NewPinRequest extends PromptRequest {
  readonly policy: PinPolicy;
}

/** A PIN or a BioKey. */
export interface PinAnswer {
  readonly value: string;
  readonly type: 'pin' | 'bio';
}

/**
 * Why a provider cannot make a BioKey. `browser`: the browser lacks the means. `frame`: this document is a frame in a
 * page of another origin.
 */
export type BioKeyObstacle = 'browser' | 'frame';

/** The login that a BioKey is made or given for. */
export interface BioKeyRequest {
  readonly login: string;
  readonly alias: string;
  /** Aborted when the value is no longer wanted. */
  readonly signal: AbortSignal;
}

/** Keeps the BioKey of a login, a value that never changes, behind a biometric check. */
export interface BioKeyProvider {
  /** Makes the value for a login that has none yet; at least 16 characters that cannot be guessed. */
  register(request: BioKeyRequest): Promise<string>;

  /** Returns the value made by `register`. */
  get(request: BioKeyRequest): Promise<string>;

  /** Tells why no BioKey can be registered here; undefined when nothing is known to prevent it. */
  obstacle?(): Promise<BioKeyObstacle | undefined>;
}

/** Asks a person for secrets. A rejection ends the operation with that error. */
export interface Prompter {
  /**
   * Whether the prompter is asked again, within the same operation, when a PIN was refused. Without it the operation
   * rejects.
   */
  readonly asksAgain?: boolean;

  /** An empty answer counts as no answer: the service refuses the operation and counts no try. */
  askForPin(request: PinRequest): Promise<PinAnswer>;

  definePin(request: NewPinRequest): Promise<string>;
}
