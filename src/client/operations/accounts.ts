/**
 * The enrolments of this browser as people see them: by login, with a state and what helps.
 * @module
 */
import type { WrongPins } from '../../protocol/wrong-pins.js';
import type { TokenRecord } from '../token-record.js';
import type { Run } from '../run.js';

/**
 * State of an enrolment.
 *
 * `active`: usable. `blocked`: by an administrator. `locked`: unused for too long. `user-blocked`: too many wrong
 * PINs. `disabled`: the account is switched off. `unresolved`: the outcome of the last operation is not known
 * yet. `lost`: the service no longer accepts it; the browser has to be enrolled again.
 */
export type AccountState =
  | 'active'
  | 'blocked'
  | 'locked'
  | 'user-blocked'
  | 'disabled'
  | 'unresolved'
  | 'lost';

/** What a person can do about the state of an enrolment. */
export type AccountHelp =
  | 'none'
  | 'unlock-code'
  | 'reset-code'
  | 'administrator'
  | 'go-online'
  | 're-enrol';

/** What the next operation asks for, beside the browser's keys. */
export type Factor = 'none' | 'pin' | 'pin_or_bio' | 'bio';

/**
 * Wrong PINs that were entered before the last right one in this browser, or since then. They were typing mistakes of the
 * person's own, or somebody tried to guess.
 */
export interface WrongPinNotice {
  readonly count: number;
  /** The latest of them, newest first, three at most. */
  readonly latest: readonly {
    /** Milliseconds since the epoch. */
    readonly at: number;
    /** Name of the browser that it was entered in; empty when that is not known any more. */
    readonly tokenName: string;
    /** True for one that was entered in this browser. */
    readonly isHere: boolean;
  }[];
}

/** One enrolment of this browser. */
export interface Account {
  readonly login: string;
  /** What the person calls this browser. */
  readonly tokenName: string;
  readonly state: AccountState;
  readonly help: AccountHelp;
  /** Tries of the PIN left, if the service has said so. */
  readonly left: number | undefined;
  /** Wrong PINs that were entered for this user, as the service told last; undefined when there were none. */
  readonly wrongPins: WrongPinNotice | undefined;
  /**
   * Another value when the list of this account's browsers (`devices`) has changed, as `refreshAccounts` has found out;
   * undefined where the service does not say so.
   */
  readonly deviceListMark: string | undefined;
  /** Factor of the next operation, as last reported by the service. */
  readonly factor: Factor | undefined;
  /** What the person types: a PIN of digits, or a password; undefined until the service has been asked. */
  readonly pinKind: 'digits' | 'text' | undefined;
  /** Whether a BioKey can be registered at all: the service takes them, and in a frame the site has `hostPin`. */
  readonly takesBioKey: boolean;
  /** Whether one is registered, as far as known. */
  readonly hasBioKey: boolean;
}

/** Time after which an unknown outcome is shown as unresolved, in milliseconds; before, the answer may be on its way. */
const onItsWay = 20_000;

/** Enrolments with their last known state, and activations whose outcome has been unknown for a while. */
export async function accounts({ store, clock, session: { hello } }: Run): Promise<Account[]> {
  const now = clock.wall();
  return (await store.records())
    .filter((record) => !record.obsolete && (record.state === 'active' || isOverdue(record, now)))
    .map((record) => ({ ...accountOf(record, now), pinKind: hello?.policy.kind }));
}

function isOverdue({ pend }: TokenRecord, now: number): boolean {
  return pend !== null && Math.abs(now - pend.at) > onItsWay;
}

function accountOf(record: TokenRecord, now: number): Omit<Account, 'pinKind'> {
  const { login, name: tokenName, left, need, wrong, list } = record;
  return {
    login,
    tokenName,
    left: left ?? undefined,
    wrongPins: wrong && noticeOf(wrong),
    deviceListMark: list,
    factor: need?.f,
    takesBioKey: !!need?.biop,
    hasBioKey: !!need?.bio,
    ...stateOf(record, now),
  };
}

function noticeOf({ n, last }: WrongPins): WrongPinNotice {
  const latest = last.map(({ at, name: tokenName, here: isHere }) => ({ at, tokenName, isHere }));
  return { count: n, latest };
}

function stateOf(record: TokenRecord, now: number): Pick<Account, 'state' | 'help'> {
  const { mark, usr, st, left, sk, wk } = record;
  const keysLost = !(sk as CryptoKey | null) || !(wk as CryptoKey | null);
  if (mark || keysLost || usr === 'deleted') return { state: 'lost', help: 're-enrol' };
  if (isOverdue(record, now)) return { state: 'unresolved', help: 'go-online' };
  if (usr === 'disabled') return { state: 'disabled', help: 'administrator' };
  if (st !== 'active') {
    // With too many wrong PINs over time as well, no code helps: an unlock code is refused, and so is a blocked browser.
    const isStuck = usr === 'blocked' && left === null;
    return { state: st, help: isStuck ? 'administrator' : 'unlock-code' };
  }
  if (usr === 'blocked') {
    // `left` null: only a reset code helps.
    return { state: 'user-blocked', help: left === null ? 'reset-code' : 'unlock-code' };
  }
  return { state: 'active', help: 'none' };
}
