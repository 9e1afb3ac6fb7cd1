import { css } from 'lit';

export const styles = css`
  :host {
    display: contents;
  }

  /* Above the dots, so wide that they can be counted. */
  .text {
    font-size: 1.25rem;
    letter-spacing: var(--neon-pin-prompt-letter-spacing, 0.35em);
  }

  .login {
    color: var(--_muted);
    overflow-wrap: anywhere;
  }
`;
