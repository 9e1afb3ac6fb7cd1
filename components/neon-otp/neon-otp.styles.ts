import { css } from '../internal/css.js';

export const styles = css`
  .panel {
    display: flex;
    flex-wrap: wrap;
    gap: 0 0.5rem;
    align-items: center;
    min-height: 4.5rem;
  }

  .code {
    flex: 1 0 auto;
    font-size: var(--neon-otp-code-size, clamp(1.25rem, 6vw, 1.75rem));
    font-weight: 600;
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
    place-items: center;
    font-size: 0.875rem;
    font-variant-numeric: tabular-nums;
  }

  .timer svg {
    width: 2.5rem;
    rotate: -90deg;
    stroke: var(--_line);
    stroke-width: 3;
  }

  circle + circle {
    stroke: var(--_accent);
    transition: stroke-dashoffset 1s linear;
  }

  .off {
    visibility: hidden;
  }
`;
