import type { Device, DeviceAction } from '../../src/index.js';
import type { Sentences } from '../messages/sentences.js';

/** What `<neon-devices>` says, in English. */
export const english = {
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
  lastUsed: 'Last used {when}',
  added: 'Added {when}',
  /** A device among others of the same name, in the names of its buttons. */
  twin: '{name}, added {when}',
  actions: {
    renameDevice: 'Rename {name}',
    lockDevice: 'Lock {name}',
    unlockDevice: 'Unlock {name}',
    revokeDevice: 'Remove {name}',
  },
  done: {
    renameDevice: 'The new name is {name}.',
    lockDevice: '{name} is locked.',
    unlockDevice: '{name} can be used again.',
    revokeDevice: '{name} is removed.',
  },
  rename: 'Rename',
  renameTitle: 'Rename {name}',
  renamePurpose: 'Choose a name by which you know this device.',
  newName: 'New name',
  lock: 'Lock',
  lockTitle: 'Lock {name}?',
  lockConsequence: 'It can do nothing until you unlock it here. Do this when you cannot find it.',
  revoke: 'Remove',
  revokeTitle: 'Remove {name}?',
  revokeConsequence: 'It can no longer confirm that it is you. Do this when you have lost it.',
  revokeThisConsequence: 'To use your account here again you need a new activation code.',
} as const satisfies {
  states: Readonly<Record<Device['state'], string>>;
  actions: Readonly<Record<DeviceAction, string>>;
  done: Readonly<Record<DeviceAction, string>>;
  [name: string]: unknown;
};

/** What it says in the language of its place. */
export type DevicesSentences = Sentences<typeof english>;
