import { css } from 'lit';
import { codePanelStyles } from '../internal/styles/code-panel.styles.js';

const ownStyles = css`
  .code {
    font-size: var(--neon-otp-code-size, clamp(1.25rem, 6vw, 1.75rem));
  }

  /* Takes no room while there is nothing to say. */
  .outcome .message {
    min-height: 0;
  }

  .timer {
    place-items: center;
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
`;

export const styles = [codePanelStyles, ownStyles];
