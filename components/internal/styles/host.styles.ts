import { css } from 'lit';

/**
 * Colours and measures of every element. The page's `color-scheme` decides on light or dark; the font is the page's.
 */
export const hostStyles = css`
  :host {
    --_accent: var(--neon-color-accent, light-dark(#1d4ed8, #a3bffa));
    --_on-accent: var(--neon-color-on-accent, light-dark(#fff, #0d1a3a));
    --_surface: var(--neon-color-surface, light-dark(#fff, #171b23));
    --_text: var(--neon-color-text, light-dark(#131a26, #edf0f5));
    --_muted: color-mix(in srgb, var(--_text) 72%, transparent);
    --_edge: color-mix(in srgb, var(--_text) 55%, transparent);
    --_line: color-mix(in srgb, var(--_text) 18%, transparent);
    --_danger: light-dark(#b3261e, #ffb4ab);
    --_radius: var(--neon-radius, 0.625rem);
    display: block;
    color: var(--_text);
    line-height: 1.5;
    text-align: start;
  }

  :host([hidden]),
  [hidden] {
    display: none !important;
  }

  * {
    box-sizing: border-box;
    margin: 0;
  }

  svg {
    display: block;
    width: 1.5rem;
    fill: none;
    stroke: currentcolor;
    stroke-width: 1.75;
    stroke-linecap: round;
  }

  @media (prefers-reduced-motion: reduce) {
    *,
    ::before,
    ::backdrop {
      animation: none !important;
      transition: none !important;
    }
  }
`;
