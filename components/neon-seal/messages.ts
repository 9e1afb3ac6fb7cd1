import type { ElementErrors } from '../messages/message-parts.js';

/** What `<neon-seal>` says. */
export interface SealMessages {
  readonly errors: ElementErrors<'SEALDATA_IS_NOT_VALID' | 'SEALING_IS_NOT_ALLOWED'>;
  readonly data: string;
  characters(count: number): string;
  /** Which part of a long text is shown, from 1. */
  shownPart(part: number, parts: number): string;
  /** Label of the field for the number of the part. */
  part(parts: number): string;
  readonly previousPart: string;
  readonly nextPart: string;
  readonly seal: string;
  readonly hint: string;
  readonly pending: string;
  readonly done: string;
  /** The form's message while there is no seal. */
  readonly missing: string;
  readonly empty: string;
}

export const english: SealMessages = {
  errors: {
    SEALDATA_IS_NOT_VALID: 'This text is damaged and cannot be sealed.',
    SEALING_IS_NOT_ALLOWED: 'Sealing is switched off.',
  },
  data: 'What you are about to seal',
  characters: (count) => (count === 1 ? '1 character' : `${count} characters`),
  shownPart: (part, parts) => `You see part ${part} of ${parts}. Your seal is for the whole text.`,
  part: (parts) => `Part, 1 to ${parts}`,
  previousPart: 'Previous part',
  nextPart: 'Next part',
  seal: 'Seal',
  hint: 'Read it first. With your seal you confirm exactly this text.',
  pending: 'Sealing…',
  done: 'Sealed.',
  missing: 'Seal this first.',
  empty: 'There is nothing to seal yet.',
};
