import { css } from '../internal/css.js';

export const styles = css`
  .rows {
    gap: 0.5rem;
  }
`;
