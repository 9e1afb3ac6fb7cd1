import { css } from '../internal/base/css.js';

export const styles = css`
  .rows {
    gap: 0.5rem;
  }
`;
