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
    font-size: var(--neon-push-otp-code-size, clamp(1.5rem, 7vw, 2.25rem));
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
    min-width: 3em;
    text-align: end;
    font-size: 0.875rem;
    font-variant-numeric: tabular-nums;
  }

  .off {
    visibility: hidden;
  }
`;
