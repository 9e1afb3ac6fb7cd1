import { css } from 'lit';

export const styles = css`
  .done {
    align-content: center;
    justify-items: center;
    gap: 0.5rem;
    text-align: center;
  }

  .done:focus {
    outline: none;
  }

  .done svg {
    inline-size: 3.5rem;
    fill: none;
    stroke: var(--_good);
    stroke-width: 2.5;
    stroke-linecap: round;
    stroke-linejoin: round;
  }

  .done strong {
    font-size: 1.125rem;
    overflow-wrap: anywhere;
  }

  .away {
    visibility: hidden;
  }

  input.code {
    font-size: clamp(1rem, 5vw, 1.1875rem);
    text-align: start;
  }
`;
