import { css } from 'lit';

export const styles = css`
  ul.box {
    padding: 0;
    list-style: none;
  }

  li {
    display: grid;
    gap: 0.75rem;
    padding: 1rem var(--_inset);
  }

  li + li {
    border-top: var(--_border) var(--_line);
  }

  li > p {
    overflow-wrap: anywhere;
  }

  .site {
    font-weight: 600;
  }

  li > p + p {
    margin-top: -0.5rem;
  }

  form {
    display: flex;
    flex-wrap: wrap;
    gap: 0.375rem 0.5rem;
  }

  form .label {
    flex-basis: 100%;
  }

  form .code {
    flex: 1 1 8rem;
    min-width: 0;
  }

  .others {
    display: flex;
    flex-wrap: wrap;
    gap: 0.5rem;
  }

  .others > button {
    flex: 1 1 auto;
  }

  .others > .hint {
    flex-basis: 100%;
  }

  form .message {
    flex-basis: 100%;
    min-height: 0;
  }

  /* In the place of the list. */
  .over {
    padding: 1.5rem var(--_inset);
    text-align: center;
    font-size: inherit;
  }

  .approved {
    color: var(--_success);
  }

  [tabindex='-1']:focus {
    outline: none;
  }

  .empty {
    padding: 1.5rem var(--_inset);
    text-align: center;
    color: var(--_muted);
    border-style: dashed;
  }

  .rows {
    gap: 0.5rem;
  }
`;
