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

  .quiet {
    min-height: 2.75rem;
    padding-inline: 0;
  }

  /* There it has an edge. */
  @media (forced-colors: active) {
    .quiet {
      padding-inline: 0.875rem;
    }
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

  [part='retry-button'] {
    justify-self: start;
  }

  .message:empty {
    min-height: 0;
  }
`;
