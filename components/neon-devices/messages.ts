import type { Device } from '../../src/index.js';

/** What `<neon-devices>` says. */
export interface DevicesMessages {
  readonly errors: Readonly<Record<'NO_DEVICE_FOUND', string>>;
  readonly title: string;
  readonly loading: string;
  readonly onlyThis: string;
  readonly thisOne: string;
  readonly states: Readonly<Record<Device['state'], string>>;
  lastUsed(when: string): string;
  readonly revoke: string;
  revokeDevice(name: string): string;
  revokeTitle(name: string): string;
  readonly revokeConsequence: string;
  readonly revokeThisConsequence: string;
  revoked(name: string): string;
}

export const english: DevicesMessages = {
  errors: {
    // Either of the two: this browser, or the one that was to be removed.
    NO_DEVICE_FOUND:
      'The device was removed already, or this browser itself is not accepted any more. Please reload the page.',
  },
  title: 'Your devices',
  loading: 'Loading devices…',
  onlyThis: 'There is no other device.',
  thisOne: 'This browser',
  states: { active: 'Active', blocked: 'Blocked', locked: 'Locked' },
  lastUsed: (when) => `Last used ${when}`,
  revoke: 'Remove',
  revokeDevice: (name) => `Remove ${name}`,
  revokeTitle: (name) => `Remove ${name}?`,
  revokeConsequence: 'It can no longer confirm that it is you. Do this when you have lost it.',
  revokeThisConsequence: 'To use your account here again you need a new activation code.',
  revoked: (name) => `${name} is removed.`,
};
