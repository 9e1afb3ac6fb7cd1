import { css } from 'lit';

/** Fields, buttons, messages. */
export const formStyles = css`
  form,
  .rows,
  .field,
  .stack {
    display: grid;
    grid-template-columns: minmax(0, 1fr);
    gap: calc(0.375rem * var(--_density));
  }

  form,
  .rows {
    gap: calc(1.25rem * var(--_density));
  }

  /* One cell for parts that replace each other, so that nothing below moves. */
  .stack > * {
    grid-area: 1 / 1;
  }

  .label,
  .hint,
  .message {
    font-size: 0.875rem;
    overflow-wrap: anywhere;
  }

  /* Sentences keep their own direction in a page of the other one, and begin at the page's side. */
  .label,
  .hint,
  .message,
  .empty,
  h2,
  p,
  strong {
    unicode-bidi: plaintext;
  }

  .label,
  .hint,
  .message,
  h2,
  p {
    text-align: -webkit-match-parent;
    text-align: match-parent;
  }

  /* No line with one word at the end. */
  .hint,
  .message,
  p {
    text-wrap: pretty;
  }

  h2,
  .empty,
  .done > * {
    text-wrap: balance;
  }

  .label {
    font-weight: 600;
  }

  .hint {
    color: var(--_muted);
  }

  .message {
    min-height: 1.5em;
    color: var(--_danger);
  }

  .help {
    color: var(--_accent);
    font-size: 0.875rem;
  }

  /* Only for screen readers, and never copied. */
  .heard {
    position: absolute;
    width: 1px;
    overflow: hidden;
    clip-path: inset(50%);
    white-space: nowrap;
    user-select: none;
    -webkit-user-select: none;
  }

  .box,
  .text,
  button {
    min-height: calc(3rem * var(--_density));
    padding: calc(0.5rem * var(--_density)) var(--_side);
    color: inherit;
    font: inherit;
    background: var(--_surface);
    border: var(--_border) var(--_edge);
    border-radius: var(--_radius);
  }

  .text {
    width: 100%;
  }

  .box {
    border-color: var(--_line);
  }

  ::placeholder {
    color: var(--_muted);
    opacity: 1;
  }

  [aria-invalid='true'] {
    border-color: var(--_danger);
  }

  .code {
    direction: ltr;
    font-family: var(--_code-font);
    font-variant-numeric: tabular-nums;
    letter-spacing: 0.08em;
  }

  button {
    font-weight: 600;
    color: var(--_accent);
    background: transparent;
    cursor: pointer;
  }

  /* Touch screens would keep it after a tap. */
  @media (hover: hover) {
    button:hover {
      box-shadow: inset 0 0 0 9rem #8882;
    }
  }

  .primary {
    color: var(--_on-accent);
    background: var(--_accent);
  }

  .primary,
  .quiet {
    border-color: transparent;
  }

  /* Its words begin where lines begin. */
  .flush {
    justify-self: start;
    margin-inline-start: -8px;
    padding-inline: 8px;
    text-align: start;
  }

  .danger {
    color: var(--_danger);
    border-color: currentcolor;
  }

  :disabled,
  [aria-disabled='true'] {
    opacity: 0.55;
    cursor: default;
  }

  /* The ring and the space behind it take their room from the sides: the words stay in their lines. */
  button[aria-busy='true'] {
    --_ring: min(1em, 4.5vw);
    padding-inline: calc(var(--_side) - 0.65 * var(--_ring) - 0.2em);
  }

  button[aria-busy='true']::before {
    content: '';
    display: inline-block;
    box-sizing: border-box;
    width: var(--_ring);
    height: var(--_ring);
    margin-inline-end: calc(0.3 * var(--_ring));
    vertical-align: -0.125em;
    border: 2px solid;
    border-bottom-color: transparent;
    border-radius: 50%;
    animation: turn 0.9s linear infinite;
  }

  /* In the place of a picture. */
  button[aria-busy='true']:has(> svg) {
    --_ring: 1.25rem;
    padding-inline: var(--_side);
  }

  button[aria-busy='true']:has(> svg)::before {
    margin-inline: 0.125rem;
  }

  button[aria-busy='true'] > svg {
    display: none;
  }

  :focus-visible {
    outline: 3px solid var(--_focus);
    outline-offset: 2px;
  }

  @media (forced-colors: active) {
    button {
      color: ButtonText;
    }

    /* The colours of buttons are forced, and then all buttons look the same. */
    .primary {
      forced-color-adjust: none;
      color: var(--_on-accent);
      border-color: var(--_accent);
    }

    /* There it has an edge, which begins there. */
    .flush {
      margin-inline-start: 0;
    }

    [aria-invalid='true'] {
      border-width: 3px;
    }

    :disabled,
    [aria-disabled='true'] {
      color: GrayText;
      background: Canvas;
      border-color: GrayText;
      opacity: 1;
    }

    /* One side of the ring is transparent. */
    button[aria-busy='true']::before {
      forced-color-adjust: none;
    }

    :focus-visible {
      outline-color: Highlight;
    }
  }

  @keyframes turn {
    to {
      rotate: 1turn;
    }
  }
`;
