import { css } from 'lit';

export const styles = css`
  :host {
    display: contents;
  }

  /* Large and wide, so that the dots can be counted. */
  .text {
    font-size: 1.25rem;
    letter-spacing: var(--neon-pin-prompt-letter-spacing, 0.35em);
  }

  .login {
    color: var(--_muted);
    overflow-wrap: anywhere;
  }
`;
