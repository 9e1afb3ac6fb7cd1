import type { ElementErrors } from '../messages/message-parts.js';
import type { Sentences } from '../messages/sentences.js';

/** What `<neon-seal>` says, in English. */
export const english = {
  errors: {
    SEALDATA_IS_NOT_VALID: 'This text is damaged and cannot be sealed.',
    SEALING_IS_NOT_ALLOWED: 'Sealing is switched off.',
  },
  data: 'What you are about to seal',
  characters: { one: '{count} character', other: '{count} characters' },
  /** Which part of a long text is shown, from 1. */
  shownPart: 'You see part {part} of {parts}. Your seal is for the whole text.',
  /** Label of the field for the number of the part. */
  part: 'Part, 1 to {parts}',
  previousPart: 'Previous part',
  nextPart: 'Next part',
  seal: 'Seal',
  hint: 'Read it first. With your seal you confirm exactly this text.',
  pending: 'Sealing…',
  done: 'Sealed.',
  /** The form's message while there is no seal. */
  missing: 'Seal this first.',
  empty: 'There is nothing to seal yet.',
} as const satisfies {
  errors: ElementErrors<'SEALDATA_IS_NOT_VALID' | 'SEALING_IS_NOT_ALLOWED'>;
  [name: string]: unknown;
};

/** What it says in the language of its place. */
export type SealSentences = Sentences<typeof english>;
