/** What `<neon-change-pin>` says. */
export interface ChangePinMessages {
  readonly change: string;
  readonly hint: string;
  readonly done: string;
}

export const english: ChangePinMessages = {
  change: 'Change PIN',
  hint: 'First the PIN that you have, then the new one, twice.',
  done: 'Your PIN is changed, on all your devices.',
};
