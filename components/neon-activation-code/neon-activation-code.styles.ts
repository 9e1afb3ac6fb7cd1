import { css } from 'lit';

export const styles = css`
  .rows {
    gap: 0.75rem;
  }

  .panel {
    display: flex;
    flex-wrap: wrap;
    gap: 1rem 1.25rem;
    align-items: center;
    justify-content: center;
    padding: 1.25rem min(1.25rem, 5.5vw);
  }

  .qr {
    flex: none;
    width: min(9.5rem, 100%);
    padding: 0;
    background: #fff;
    /* Scanners need dark on light, and a light edge around it, also where the person's colours are others. */
    forced-color-adjust: none;
    border-radius: calc(var(--_radius) / 2);
    overflow: hidden;
  }

  .qr svg {
    width: 100%;
    fill: #000;
    stroke: none;
  }

  .words {
    flex: 1 1 12rem;
    display: grid;
    gap: 0.25rem;
    justify-items: start;
  }

  /* Lines break only between groups. */
  .groups {
    direction: ltr;
    font-family: var(--_code-font);
    font-variant-numeric: tabular-nums;
    font-size: clamp(1.125rem, 5.5vw, 1.375rem);
    font-weight: 600;
    letter-spacing: 0.04em;
    overflow-wrap: anywhere;
  }

  .groups > span {
    display: inline-block;
    white-space: nowrap;
  }

  [part='timer'] {
    font-variant-numeric: tabular-nums;
  }

  [part='copy-button'] {
    display: flex;
    gap: 0.5rem;
    align-items: center;
  }
`;
