import { css } from 'lit';

/** The modal dialog. */
export const dialogStyles = css`
  dialog.box {
    --_pad: min(2rem, 6vw);
    width: min(25rem, 100vw - 2rem);
    max-height: calc(100dvh - 2rem);
    margin: auto;
    padding: var(--_pad) var(--_pad) 0;
    /* What is scrolled to does not lie below the buttons. */
    scroll-padding-block: 0.5rem 6rem;
    overscroll-behavior: contain;
    /* Libraries for dialogs switch them off at the body. */
    pointer-events: auto;
    border-radius: calc(var(--_radius) * 1.6);
    box-shadow: 0 1.5rem 4rem #0005;
  }

  dialog[open] {
    animation: rise 0.18s ease-out;
  }

  ::backdrop {
    background: #0a0e168c;
  }

  h2 {
    /* Very large letters in a narrow window would break in the middle of a name. */
    font-size: clamp(1.125rem, 8vw, 1.375rem);
    line-height: 1.25;
    overflow-wrap: anywhere;
    hyphens: auto;
  }

  h2 + p {
    margin-top: 0.25rem;
  }

  .actions {
    position: sticky;
    /*
     * With very large letters in a low window they do not stay, since they would cover the field. Below one another, in a
     * narrow window, they take more height.
     */
    inset-block-end: min(0px, max(100dvh - 28rem, min(100dvh - 20.5rem, 100vw - 21rem)) * 100);
    display: flex;
    flex-wrap: wrap;
    gap: 0.75rem;
    margin-inline: calc(-1 * var(--_pad));
    padding: 0 var(--_pad) var(--_pad);
    background: var(--_surface);
  }

  /* A telephone with its keyboard. */
  @media (height < 30em) {
    dialog.box {
      --_pad: 1rem;
      max-height: calc(100dvh - 1rem);
    }

    form {
      gap: 0.75rem;
    }

    .actions {
      padding-block-start: 0.75rem;
      border-block-start: 1px solid var(--_line);
    }
  }

  .actions > * {
    --_side: min(0.875rem, 4vw);
    /* One that needs more room than its half gets it, or a line of its own. */
    flex: 1 1 auto;
    min-width: min(8rem, 100%);
    overflow-wrap: anywhere;
    hyphens: auto;
  }

  @keyframes rise {
    from {
      opacity: 0;
      translate: 0 0.5rem;
    }
  }
`;
