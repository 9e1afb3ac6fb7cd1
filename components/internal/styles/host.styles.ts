import { css } from 'lit';

/**
 * Colours, measures and fonts of every element: the page's custom properties, else the kit's own values. The page's
 * `color-scheme` decides on light or dark. Where colours are forced, they are those of the person, in pairs that belong
 * together.
 */
export const hostStyles = css`
  :host {
    --_accent: var(--neon-color-accent, light-dark(#1d4ed8, #a3bffa));
    --_on-accent: var(--neon-color-on-accent, light-dark(#fff, #0d1a3a));
    --_surface: var(--neon-color-surface, light-dark(#fff, #171b23));
    --_text: var(--neon-color-text, light-dark(#131a26, #edf0f5));
    --_muted: var(--neon-color-muted, color-mix(in srgb, var(--_text) 72%, transparent));
    --_edge: var(--neon-color-border, color-mix(in srgb, var(--_text) 60%, transparent));
    --_line: var(--neon-color-divider, color-mix(in srgb, var(--_text) 18%, transparent));
    --_danger: var(--neon-color-error, light-dark(#b3261e, #ffb4ab));
    --_on-danger: var(--neon-color-on-error, light-dark(#fff, #3b0a06));
    --_success: var(--neon-color-success, light-dark(#146c3a, #86dba6));
    --_focus: var(--neon-color-focus, var(--_accent));
    --_radius: var(--neon-radius, 0.625rem);
    --_border: var(--neon-border-width, 1px) solid;
    --_density: var(--neon-density, 1);
    /* Room at the sides of what is in fields, buttons and boxes: less where large text has little. */
    --_side: clamp(0.5rem, 4vw, 0.875rem);
    --_inset: min(1rem, 4.5vw);
    --_code-font: var(--neon-font-code, ui-monospace, Consolas, monospace);
    display: block;
    color: var(--_text);
    font-family: var(--neon-font, inherit);
    line-height: 1.5;
    text-align: start;
    /* Keeps the phrases of Japanese together. */
    word-break: auto-phrase;
  }

  @media (forced-colors: active) {
    :host {
      --_accent: Highlight;
      --_on-accent: HighlightText;
      --_surface: Canvas;
      --_text: CanvasText;
      --_muted: CanvasText;
      --_edge: ButtonBorder;
      --_line: CanvasText;
      --_danger: CanvasText;
      --_on-danger: Canvas;
      --_success: CanvasText;
    }
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
    flex: none;
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
