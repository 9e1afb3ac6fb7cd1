import { css } from 'lit';

export const styles = css`
  .panel {
    display: flex;
    flex-wrap: wrap;
    gap: 0 0.5rem;
    align-items: center;
    min-block-size: 4.5rem;
    padding: 0.5rem 0.5rem 0.5rem 1rem;
    padding-inline: 1rem 0.5rem;
    background: var(--_surface);
    border: 1px solid var(--_line);
    border-radius: var(--_radius);
  }

  .code {
    flex: 1 0 auto;
    font-size: var(--neon-otp-code-size, clamp(1.25rem, 6vw, 1.75rem));
    font-weight: 600;
    line-height: 1.2;
    white-space: nowrap;
  }

  output > span + span {
    margin-inline-start: 0.35em;
  }

  .empty {
    color: var(--_edge);
    user-select: none;
  }

  .timer {
    display: grid;
    place-items: center;
    inline-size: 2.5rem;
    font-size: 0.875rem;
    font-variant-numeric: tabular-nums;
  }

  .timer > * {
    grid-area: 1 / 1;
  }

  .timer svg {
    inline-size: 100%;
    rotate: -90deg;
    fill: none;
    stroke: var(--_line);
    stroke-width: 3;
  }

  circle + circle {
    stroke: var(--_accent);
    stroke-linecap: round;
    transition: stroke-dashoffset 1s linear;
  }

  .off {
    visibility: hidden;
  }
`;
