import { css } from 'lit';

export const styles = css`
  .rows {
    gap: 0.75rem;
  }

  .top {
    display: flex;
    flex-wrap: wrap;
    gap: 0 1rem;
    justify-content: space-between;
  }

  .data {
    max-height: var(--neon-seal-data-height, 16rem);
    min-height: 4.5rem;
    padding: 0.875rem var(--_side);
    overflow: auto;
  }

  /* A fixed height: what is below does not move when a short part follows a long one. */
  .long {
    height: var(--neon-seal-data-height, 16rem);
  }

  .parts {
    display: flex;
    flex-wrap: wrap;
    gap: 0.5rem;
    /* For the three of them in one line of a telephone. */
    --_side: 0.5rem;
  }

  .parts button {
    flex: 1 1 auto;
  }

  .parts .text {
    flex: 1 0 4.25rem;
    width: 4.25rem;
    text-align: center;
  }

  .exact {
    font-family: var(--_code-font);
    font-size: 0.9375rem;
    tab-size: 4;
    white-space: pre-wrap;
    overflow-wrap: anywhere;
    unicode-bidi: plaintext;
  }

  .unseen {
    padding: 0 0.25em;
    font-size: 0.8125em;
    color: var(--_danger);
    border: 1px solid;
    border-radius: 0.25em;
    unicode-bidi: isolate;
  }

  .field {
    min-width: 0;
  }
`;
