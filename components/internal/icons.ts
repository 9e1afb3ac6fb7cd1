/**
 * Icons, drawn with the colour and line width of the styles around them.
 * @module
 */
import { svg } from 'lit';

/** Two sheets. */
export const copyIcon = svg`<svg viewBox="0 0 24 24" aria-hidden="true">
  <rect x="9" y="9" width="11" height="11" rx="2" />
  <path d="M15 9V6a2 2 0 0 0-2-2H6a2 2 0 0 0-2 2v7a2 2 0 0 0 2 2h3" />
</svg>`;

/** A tick. */
export const doneIcon = svg`<svg viewBox="0 0 24 24" aria-hidden="true">
  <path d="m5 12.5 4.5 4.5L19 7.5" />
</svg>`;

/** A bin. */
export const removeIcon = svg`<svg viewBox="0 0 24 24" aria-hidden="true">
  <path d="M4 7h16M9.5 7V4h5v3M6.5 7l1 13h9l1-13M10.5 11v5.5M13.5 11v5.5" />
</svg>`;
