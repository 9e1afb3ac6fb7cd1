import { css } from 'lit';

/** A list in a box, a button in each line that removes it, and the dialog that asks before. */
export const listStyles = css`
  ul.box {
    padding: 0;
    list-style: none;
  }

  /* Buttons stand below where large text has little room. */
  li {
    display: flex;
    flex-wrap: wrap;
    gap: 0.25rem 0.5rem;
    align-items: center;
    padding: 0.5rem min(0.5rem, 2.5vw);
  }

  li + li {
    border-top: var(--_border) var(--_line);
  }

  .state {
    color: var(--_danger);
  }

  li button {
    margin-inline-start: auto;
    color: var(--_muted);
  }

  .empty {
    padding: 1.5rem var(--_inset);
    text-align: center;
    color: var(--_muted);
    border-style: dashed;
  }

  .ends .primary {
    --_accent: var(--_danger);
    --_on-accent: var(--_on-danger);
  }
`;
