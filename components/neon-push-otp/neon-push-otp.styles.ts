import { css } from 'lit';
import { codePanelStyles } from '../internal/styles/code-panel.styles.js';

const ownStyles = css`
  .code {
    font-size: var(--neon-push-otp-code-size, clamp(1.5rem, 7vw, 2.25rem));
  }

  .timer {
    min-width: 3em;
    text-align: end;
  }
`;

export const styles = [codePanelStyles, ownStyles];
