import { css } from 'lit';

export const styles = css`
  .rows {
    gap: 0.5rem;
  }

  li {
    padding-block: 0.75rem;
    padding-inline: var(--_inset) min(0.5rem, 2.5vw);
  }

  [part='device'] {
    flex: 1 1 12rem;
    display: grid;
    grid-template-columns: minmax(0, 1fr);
    overflow-wrap: anywhere;
    /* For the ring of the focus. */
    border-radius: calc(var(--_radius) / 2);
    outline-offset: 0.25rem;
  }

  .name {
    display: flex;
    flex-wrap: wrap;
    gap: 0.125rem 0.5rem;
    align-items: center;
    font-weight: 600;
  }

  .name > * {
    text-align: -webkit-match-parent;
    text-align: match-parent;
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
