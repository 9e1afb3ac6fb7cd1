import { css } from 'lit';

/** Fields, buttons, messages. */
export const formStyles = css`
  form,
  .rows {
    display: grid;
    grid-template-columns: minmax(0, 1fr);
    gap: 1.25rem;
    min-inline-size: 0;
  }

  .field {
    display: grid;
    gap: 0.375rem;
  }

  label,
  .label {
    font-size: 0.875rem;
    font-weight: 600;
  }

  .hint {
    color: var(--_muted);
    font-size: 0.875rem;
  }

  /* One cell for a hint and the message that takes its place: nothing below moves. */
  .stack {
    display: grid;
  }

  .stack > * {
    grid-area: 1 / 1;
  }

  .message {
    font-size: 0.875rem;
    min-block-size: 1.5em;
    color: var(--_danger);
    overflow-wrap: anywhere;
  }

  input:not([type='radio']),
  button {
    font: inherit;
    min-block-size: 3rem;
    border-radius: var(--_radius);
  }

  input:not([type='radio']) {
    inline-size: 100%;
    padding: 0 0.875rem;
    color: inherit;
    background: var(--_surface);
    border: 1px solid var(--_edge);
  }

  ::placeholder {
    color: var(--_muted);
    opacity: 1;
  }

  [aria-invalid='true'] {
    border-color: var(--_danger) !important;
  }

  .code {
    direction: ltr;
    font-family: ui-monospace, 'SF Mono', 'Cascadia Mono', 'Roboto Mono', monospace !important;
    font-variant-numeric: tabular-nums;
    letter-spacing: 0.08em;
  }

  button {
    position: relative;
    padding: 0.5rem 1.25rem;
    font-weight: 600;
    color: var(--_accent);
    background: transparent;
    border: 1px solid var(--_edge);
    cursor: pointer;
    transition:
      background-color 0.15s,
      opacity 0.15s;
  }

  button:hover {
    background: color-mix(in srgb, var(--_accent) 8%, transparent);
  }

  button.primary {
    color: var(--_on-accent);
    background: var(--_accent);
    border-color: transparent;
  }

  button.primary:hover {
    background: color-mix(in srgb, var(--_accent) 88%, var(--_text));
  }

  button.quiet {
    min-block-size: 2.75rem;
    padding: 0.25rem 0.625rem;
    border-color: transparent;
  }

  button:disabled,
  button[aria-disabled='true'] {
    opacity: 0.55;
    cursor: default;
  }

  button[aria-busy='true']::before {
    content: '';
    position: absolute;
    inset-block: 0;
    inset-inline: 0.875rem auto;
    block-size: 1em;
    inline-size: 1em;
    margin-block: auto;
    border: 2px solid;
    border-block-end-color: transparent;
    border-radius: 50%;
    animation: turn 0.9s linear infinite;
  }

  button > svg {
    display: block;
    inline-size: 1.5rem;
    fill: none;
    stroke: currentcolor;
    stroke-width: 1.75;
    stroke-linecap: round;
    stroke-linejoin: round;
  }

  :focus-visible {
    outline: 3px solid var(--_accent);
    outline-offset: 2px;
  }

  .actions {
    display: flex;
    flex-wrap: wrap;
    gap: 0.75rem;
  }

  .actions > * {
    flex: 1 1 8rem;
  }

  @keyframes turn {
    to {
      rotate: 1turn;
    }
  }
`;
