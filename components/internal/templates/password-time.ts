import type { CommonSentences } from '../../messages/messages.js';

/** From this many seconds on, people are told how to get another password. */
const ending = 5;

/** What is said of the time that a password is valid for. */
export interface PasswordTime {
  /** Counts with the clock. */
  readonly shown: string;
  /** Changes twice only, since a screen reader reads each change aloud: when the password is there, and before it ends. */
  readonly announced: string;
}

/** @param total seconds that the password was valid for when it came. */
export function passwordTime(
  messages: CommonSentences,
  seconds: number,
  total: number,
): PasswordTime {
  const left = messages.otpLeft({ count: seconds });
  if (seconds > ending) return { shown: left, announced: messages.otpReady({ count: total }) };
  const announced = `${messages.otpLeft({ count: Math.min(ending, total) })} ${messages.otpAgain}`;
  return { shown: `${left} ${messages.otpAgain}`, announced };
}
