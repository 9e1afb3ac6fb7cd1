import { css } from 'lit';

export const styles = css`
  .code {
    font-size: clamp(1rem, 5vw, 1.1875rem);
    text-align: start;
  }
`;
