import { css } from '../internal/css.js';

export const styles = css`
  .rows {
    gap: 0.5rem;
  }

  ul.box {
    padding: 0;
    list-style: none;
  }

  li {
    display: flex;
    gap: 0.5rem;
    align-items: center;
    padding: 0.75rem 0.5rem 0.75rem 1rem;
  }

  li + li {
    border-top: 1px solid var(--_line);
  }

  [part='device'] {
    flex: 1;
    display: grid;
    grid-template-columns: minmax(0, 1fr);
    overflow-wrap: anywhere;
  }

  .name {
    display: flex;
    flex-wrap: wrap;
    gap: 0.125rem 0.5rem;
    align-items: center;
    font-weight: 600;
  }

  .this {
    padding: 0.0625rem 0.5rem;
    font-size: 0.8125rem;
    color: var(--_accent);
    border: 1px solid;
    border-radius: 1rem;
  }

  .state {
    color: var(--_danger);
  }

  li > button {
    color: var(--_muted);
  }

  .empty {
    padding: 1.5rem 1rem;
    text-align: center;
    color: var(--_muted);
    border-style: dashed;
  }

  .primary {
    --_accent: var(--_danger);
    --_on-accent: light-dark(#fff, #3b0a06);
  }
`;
