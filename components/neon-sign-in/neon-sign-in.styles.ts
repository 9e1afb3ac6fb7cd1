import { css } from 'lit';

export const styles = css`
  .account {
    display: flex;
    flex-wrap: wrap;
    gap: 0 0.5rem;
    align-items: center;
    justify-content: space-between;
    padding-block: 0.25rem;
    border-radius: 1.75rem;
  }

  .account > span {
    min-width: 0;
    padding-block: 0.5rem;
    font-weight: 600;
    overflow-wrap: anywhere;
  }

  .account > button {
    border-radius: 1.5rem;
  }

  .rows {
    gap: 0.75rem;
  }

  .ways {
    display: flex;
    flex-wrap: wrap;
    gap: 0.25rem 1rem;
    align-items: center;
    justify-content: space-between;
  }

  .flush {
    min-height: 2.75rem;
    font-size: 0.875rem;
  }

  /* One of each is enough. Elements are named, since Firefox applies a bare ::part(help-link) to the link of this tree too. */
  neon-login-list::part(help-link),
  neon-login-list::part(retry-button),
  neon-login-list::part(status),
  neon-otp::part(help-link) {
    display: none;
  }

  /* A live region that takes no row while it says nothing. */
  [part='status']:empty {
    position: absolute;
  }

  .message:empty {
    min-height: 0;
  }
`;
