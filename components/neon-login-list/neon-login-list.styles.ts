import { css } from 'lit';

export const styles = css`
  fieldset {
    min-width: 0;
    padding: 0;
    border: 0;
  }

  .label {
    padding: 0 0 0.5rem;
  }

  [part='login'] {
    flex: 1 1 8rem;
    display: grid;
    grid-template-columns: minmax(0, 1fr);
    gap: 0 min(0.875rem, 4vw);
    align-items: center;
    padding: 0.375rem min(0.5rem, 2.5vw);
    font-weight: 600;
  }

  label[part='login'] {
    grid-template-columns: auto minmax(0, 1fr);
    cursor: pointer;
  }

  label > * {
    grid-column: 2;
  }

  [part='login'] > * {
    overflow-wrap: anywhere;
    unicode-bidi: plaintext;
    text-align: -webkit-match-parent;
    text-align: match-parent;
  }

  [part='login'] .hint {
    font-weight: 400;
  }

  input {
    grid-area: 1 / 1 / 5;
    width: min(1.25rem, 8vw);
    height: min(1.25rem, 8vw);
    accent-color: var(--_accent);
    /* Browsers draw the one that cannot be chosen pale already. */
    opacity: 1;
  }

  /* Browsers draw a square ring around a round button: it is around the account instead. */
  input:focus-visible {
    outline: none;
  }

  label:has(:focus-visible) {
    outline: 3px solid var(--_focus);
    border-radius: calc(var(--_radius) / 2);
  }

  .rows {
    gap: 0;
  }

  .message {
    min-height: 0;
  }

  .notes > :not(:empty) {
    margin-top: 0.5rem;
  }

  /* There every button has an edge, which would touch the list. */
  @media (forced-colors: active) {
    [part='manage-button'] {
      margin-top: 0.5rem;
    }

    label:has(:focus-visible) {
      outline-color: Highlight;
    }
  }
`;
