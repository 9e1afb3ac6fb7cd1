import { css } from 'lit';

/** An element that is one button with notes below it. */
export const actionStyles = css`
  .rows {
    gap: 0.5rem;
  }
`;
