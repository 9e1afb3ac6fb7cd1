/**
 * The port through which the core asks a person.
 * @module
 */
import type { NeonErrorCode, PinRefusal } from '../../errors.js';
import type { PinPolicy } from '../../protocol/need.js';

/** Why the previous answer in the same operation was not accepted. */
export interface PromptRefusal {
  readonly code: NeonErrorCode;
  readonly left: number | undefined;
  readonly reason: PinRefusal | undefined;
}

interface PromptRequest {
  /** Which operation asks: `activate`, `otp` … */
  readonly operation: string;
  readonly login: string;
  /** Of the page at the service, for {@link BioKeyRequest}. */
  readonly alias: string;
  /** `digits`: a PIN. `text`: a password. */
  readonly kind: PinPolicy['kind'];
  /** Set when asked again, see {@link Prompter.asksAgain}. */
  readonly refused: PromptRefusal | undefined;
  /** Aborted when the operation has ended, well or badly: a dialog that is still open may close. */
  readonly signal: AbortSignal;
}

/** Asks for the PIN that the person has. */
export interface PinRequest extends PromptRequest {
  /** Whether a BioKey may be given. */
  readonly bioKeyAllowed: boolean;
  /** Whether a PIN may be given: not where the BioKey is the only factor. */
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
 * Why a provider has no BioKey to give: `browser`, it lacks the means; `frame`, not inside a page of another site.
 */
export type BioKeyObstacle = 'browser' | 'frame';

/** For whom a BioKey is made or given. */
export interface BioKeyRequest {
  readonly login: string;
  readonly alias: string;
  /** Aborted when the value is no longer wanted. */
  readonly signal: AbortSignal;
}

/** Keeps the BioKey of a login behind a biometric check: a value that is the same each time. */
export interface BioKeyProvider {
  /** Makes the value for a login that has none yet; at least 16 characters that cannot be guessed. */
  register(request: BioKeyRequest): Promise<string>;

  /** Gives the value again. */
  get(request: BioKeyRequest): Promise<string>;

  /** Why nothing can be registered here; undefined when it can, as far as is known beforehand. */
  obstacle?(): Promise<BioKeyObstacle | undefined>;
}

/** Asks a person for secrets. A rejection ends the operation with that error. */
export interface Prompter {
  /**
   * Whether a refused PIN is asked for again within the same operation, as a dialog that can say why
   * would have it. Otherwise the operation rejects.
   */
  readonly asksAgain?: boolean;

  /** An empty answer is none: the service refuses, and counts no try. */
  askForPin(request: PinRequest): Promise<PinAnswer>;

  definePin(request: NewPinRequest): Promise<string>;
}
