import { css } from 'lit';

export const styles = css`
  .rows {
    gap: 0.5rem;
  }
`;
