import { css } from 'lit';

export const styles = css`
  .rows {
    gap: 0.5rem;
  }

  .panel {
    display: flex;
    flex-wrap: wrap;
    gap: 0 1rem;
    align-items: center;
    justify-content: space-between;
  }

  .label {
    font-size: inherit;
  }
`;
