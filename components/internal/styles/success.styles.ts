import { css } from 'lit';

/** The message that takes the place of a form after success. */
export const successStyles = css`
  .done {
    justify-items: center;
    gap: 0.5rem;
    text-align: center;
    overflow-wrap: anywhere;
  }

  /* As a live region it lies over the form before it says anything; the form must stay usable. */
  form:not([hidden]) + .done {
    pointer-events: none;
  }

  .done:focus {
    outline: none;
  }

  .done svg {
    width: 3.5rem;
    padding: 0.5rem;
    color: var(--_success);
    border: 2px solid;
    border-radius: 50%;
  }
`;
