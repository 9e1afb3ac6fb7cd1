/**
 * The error of a missing or malformed setting.
 * @module
 */

/** Its message is one sentence for the operator. The process ends with exit code 2. */
export class SettingError extends Error {
  override readonly name = 'SettingError';
}
