import { css } from 'lit';

export const styles = css`
  .rows {
    gap: 0.5rem;
  }

  li {
    padding-block: 0.75rem;
    padding-inline: 1rem 0.5rem;
  }

  [part='device'] {
    flex: 1 1 12rem;
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

  .buttons {
    display: flex;
    flex-wrap: wrap;
    gap: 0.25rem;
    justify-content: end;
    margin-inline-start: auto;
  }

  .this {
    padding: 0.0625rem 0.5rem;
    font-size: 0.8125rem;
    color: var(--_accent);
    border: 1px solid;
    border-radius: 1rem;
  }
`;
