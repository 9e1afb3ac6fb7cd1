/**
 * Which tests for browsers run in Firefox and WebKitGTK.
 * @module
 */

/** An engine besides Chromium, by the name of its column in docs/integrate/browsers.md. */
export type Engine = 'Firefox' | 'WebKitGTK';

/** Tests that do not run in some engines. */
export interface LeftOutTests {
  /** The feature that they need, by its name in docs/integrate/browsers.md. */
  readonly need: string;
  readonly engines: readonly Engine[];
  /** Below `test`, without the ending. */
  readonly files: readonly string[];
}

/**
 * The tests of things in which engines can differ: forms, focus, keys, dialogs, languages, frames, policies, IndexedDB and
 * WebCrypto. All other tests for browsers run with `--all`.
 */
export const selection: readonly string[] = [
  'browser/engine-features',
  'browser/frame-storage',
  'client/operations',
  'client/seal-data',
  'components/languages',
  'components/login-selection',
  'components/login-selection-moves',
  'components/neon-devices',
  'components/neon-otp-on-submit',
  'components/neon-otp-on-submit-sent',
  'components/neon-seal',
  'components/neon-sign-in',
  'components/strict-page',
  'crypto/known-answers',
  'crypto/off-curve',
  'engines/biometrics',
  'engines/drop-in',
];

/** Each reason is a row of docs/integrate/browsers.md, which a test compares. */
export const leftOut: readonly LeftOutTests[] = [
  {
    need: 'an authenticator that a test can add',
    engines: ['Firefox', 'WebKitGTK'],
    files: ['browser/webauthn-bio-key', 'components/device-authenticator'],
  },
  {
    need: 'emulated media',
    engines: ['Firefox', 'WebKitGTK'],
    files: ['components/media-features'],
  },
  {
    need: 'a window as narrow as a phone',
    engines: ['WebKitGTK'],
    files: [
      'components/appearance',
      'components/further-elements',
      'components/neon-activation-code',
      'components/neon-pin-prompt-new',
      'components/push-appearance',
    ],
  },
];

/** The files of `all` that run in an engine, all paths below `test` without the ending. */
export function filesFor(engine: Engine, all: readonly string[]): string[] {
  const without = leftOut.filter(({ engines }) => engines.includes(engine));
  const names = new Set(without.flatMap(({ files }) => files));
  return all.filter((file) => !names.has(file));
}
