/**
 * Icons, drawn with the colour and line width of the styles around them.
 * @module
 */
import { html, type TemplateResult } from 'lit';

const icon = (path: string): TemplateResult =>
  html`<svg viewBox="0 0 24 24" aria-hidden="true"><path d=${path} /></svg>`;

/** Two sheets: copy. */
export const copyIcon = icon('M9 9h11v11H9zM15 9V4H4v11h5');

/** A tick: done. */
export const doneIcon = icon('m5 12.5 4.5 4.5L19 7.5');

/** A pencil: rename. */
export const renameIcon = icon('m4 20 .8-4L16.5 4.3l3.2 3.2L8 19.2zM14 6.8l3.2 3.2');

/** A closed padlock: lock. */
export const lockIcon = icon('M6 11h12v9H6zM8.5 11V7.5a3.5 3.5 0 0 1 7 0V11');

/** An open padlock: unlock. */
export const unlockIcon = icon('M6 11h12v9H6zM8.5 11V7.5a3.5 3.5 0 0 1 6.8-1.2');

/** A bin: remove. */
export const removeIcon = icon('M4 7h16M9.5 7V4h5v3M6.5 7l1 13h9l1-13M10.5 11v5.5M13.5 11v5.5');

/** An eye: show. */
export const showIcon = icon(
  'M2.5 12S6 5.5 12 5.5 21.5 12 21.5 12 18 18.5 12 18.5 2.5 12 2.5 12zM9 12a3 3 0 1 0 6 0 3 3 0 1 0-6 0',
);

/** An eye that is crossed out: hide. */
export const hideIcon = icon(
  'M2.5 12S6 5.5 12 5.5 21.5 12 21.5 12 18 18.5 12 18.5 2.5 12 2.5 12zM9 12a3 3 0 1 0 6 0 3 3 0 1 0-6 0M4 20 20 4',
);
