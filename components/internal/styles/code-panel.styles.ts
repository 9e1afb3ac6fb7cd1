import { css } from 'lit';

/** A box with a code in groups of digits, its time and a button beside it. */
export const codePanelStyles = css`
  .panel {
    display: flex;
    flex-wrap: wrap;
    gap: 0 0.5rem;
    align-items: center;
    min-height: 4.5rem;
  }

  .code {
    flex: 1 1 auto;
    font-weight: 600;
    direction: inherit;
  }

  /* Digits from left to right, at the side where lines begin. */
  .code > span {
    direction: ltr;
    text-align: -webkit-match-parent;
    text-align: match-parent;
  }

  .groups > span {
    display: inline-block;
    white-space: nowrap;
  }

  /* Behind a group, so that one that begins a line is not indented. */
  .groups > :not(:last-child) {
    margin-inline-end: 0.35em;
  }

  .empty {
    color: var(--_edge);
    user-select: none;
  }

  .timer {
    font-size: 0.875rem;
    unicode-bidi: plaintext;
    font-variant-numeric: tabular-nums;
  }

  .off {
    visibility: hidden;
  }
`;
