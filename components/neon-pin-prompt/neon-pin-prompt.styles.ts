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

  .secret {
    --_eye: min(3rem, 15vw);
    position: relative;
  }

  .secret > .text {
    padding-inline-end: calc(var(--_eye) + 0.5rem);
  }

  .secret > button {
    position: absolute;
    inset-block: 0.25rem;
    inset-inline-end: 0.25rem;
    display: grid;
    place-items: center;
    width: var(--_eye);
    min-height: 0;
    padding: 0;
    color: var(--_muted);
  }

  /* Edge has a button of its own. */
  ::-ms-reveal {
    display: none;
  }

  .login {
    color: var(--_muted);
    overflow-wrap: anywhere;
  }
`;
