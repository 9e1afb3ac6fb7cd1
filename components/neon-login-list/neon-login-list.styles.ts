import { css } from 'lit';

export const styles = css`
  fieldset {
    min-inline-size: 0;
    padding: 0;
    border: 0;
  }

  legend {
    padding: 0;
    margin-block-end: 0.5rem;
  }

  ul {
    padding: 0;
    list-style: none;
    background: var(--_surface);
    border: 1px solid var(--_line);
    border-radius: var(--_radius);
  }

  li {
    display: flex;
    gap: 0.5rem;
    align-items: center;
    padding-block: 0.5rem;
    padding-inline: 1rem 0.5rem;
  }

  li + li {
    border-block-start: 1px solid var(--_line);
  }

  label {
    flex: 1;
    display: grid;
    grid-template-columns: auto 1fr;
    gap: 0 0.875rem;
    align-items: center;
    min-inline-size: 0;
    padding-block: 0.375rem;
    font-size: 1rem;
    cursor: pointer;
  }

  label > :not(input) {
    grid-column: 2;
    overflow-wrap: anywhere;
  }

  input {
    grid-row: span 3;
    inline-size: 1.25rem;
    block-size: 1.25rem;
    accent-color: var(--_accent);
  }

  label > .hint {
    font-weight: 400;
  }

  .rows {
    gap: 0;
  }

  .message {
    min-block-size: 0;
  }

  .notes > :not(:empty) {
    margin-block-start: 0.5rem;
  }

  .state {
    color: var(--_danger);
  }

  button.quiet {
    color: var(--_muted);
  }

  .notes > button {
    margin-inline-start: -0.625rem;
    color: var(--_accent) !important;
  }

  .empty {
    padding: 1.5rem 1rem;
    text-align: center;
    color: var(--_muted);
    border: 1px dashed var(--_edge);
    border-radius: var(--_radius);
  }

  button.danger {
    color: light-dark(#fff, #3b0a06);
    background: var(--_danger);
  }
`;
