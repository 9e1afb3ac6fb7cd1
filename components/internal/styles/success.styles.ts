import { css } from 'lit';

/** What stands in the place of a form once it has done its work. */
export const successStyles = css`
  .done {
    align-content: center;
    justify-items: center;
    gap: 0.5rem;
    text-align: center;
    overflow-wrap: anywhere;
  }

  /* It lies over the form, where it is to be announced from before it says anything. */
  form:not([inert]) + .done {
    pointer-events: none;
  }

  .done:focus {
    outline: none;
  }

  .done svg {
    width: 3.5rem;
    padding: 0.5rem;
    color: light-dark(#146c3a, #86dba6);
    border: 2px solid;
    border-radius: 50%;
  }

  .off {
    visibility: hidden;
  }
`;
