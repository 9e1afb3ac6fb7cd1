import { css } from 'lit';

/** The modal dialog. */
export const dialogStyles = css`
  dialog {
    inline-size: min(25rem, 100vw - 2rem);
    max-block-size: calc(100dvh - 2rem);
    margin: auto;
    padding: 0;
    overflow: auto;
    overscroll-behavior: contain;
    color: var(--_text);
    background: var(--_surface);
    border: 1px solid var(--_line);
    border-radius: calc(var(--_radius) * 1.6);
    box-shadow: 0 1.5rem 4rem rgb(0 0 0 / 0.28);
  }

  dialog > form {
    padding: clamp(1.25rem, 6vw, 2rem);
  }

  dialog[open] {
    animation: rise 0.18s ease-out;
  }

  ::backdrop {
    background: rgb(10 14 22 / 0.55);
  }

  h2 {
    font-size: 1.375rem;
    font-weight: 650;
    line-height: 1.25;
    overflow-wrap: anywhere;
  }

  @keyframes rise {
    from {
      opacity: 0;
      translate: 0 0.5rem;
    }
  }
`;
