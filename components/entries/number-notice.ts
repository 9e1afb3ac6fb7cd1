/**
 * Shows the number that a person types at their other device, on pages that do not show it themselves.
 * @module
 */
import { adoptStyles, css, html, render } from 'lit';
import { hostStyles } from '../internal/styles/host.styles.js';
import { spelled } from '../internal/templates/digit-groups.js';
import { sentence } from '../messages/isolation.js';
import { enPushOtp } from '../messages/push-messages.js';
import type { DocumentLanguage } from './document-language.js';

const noticeStyles = css`
  p {
    position: fixed;
    z-index: 2147483647;
    inset: auto 0 1rem;
    display: block;
    width: fit-content;
    max-width: min(24rem, 100vw - 2rem);
    max-height: calc(100dvh - 2rem);
    margin: 0 auto;
    padding: 1rem min(1.25rem, 5.5vw);
    overflow: auto;
    color: var(--_text);
    text-align: center;
    background: var(--_surface);
    border: 1px solid var(--_line);
    border-radius: var(--_radius);
    box-shadow: 0 0.75rem 2.5rem #0004;
    animation: rise 0.18s ease-out;
  }

  p:empty {
    padding: 0;
    border-color: transparent;
    box-shadow: none;
    background: none;
  }

  b {
    display: block;
    font-size: 1.75rem;
    line-height: 1.3;
    font-variant-numeric: tabular-nums;
    letter-spacing: 0.08em;
  }

  /* Read out in place of the number, digit by digit. */
  .heard {
    position: absolute;
    clip-path: inset(50%);
    user-select: none;
    -webkit-user-select: none;
  }

  @keyframes rise {
    from {
      translate: 0 0.5rem;
    }
  }
`;

/**
 * Opens the notice, empty at first: screen readers announce text only in a live region that was there before.
 * @param signal removes the notice when it is aborted; if it is already, none is opened.
 * @param language of the page.
 * @returns a function that shows the number.
 */
export function openNotice(
  signal: AbortSignal,
  language: DocumentLanguage,
): (number: string) => void {
  if (signal.aborted) return () => undefined;
  const host = document.createElement('div');
  const root = host.attachShadow({ mode: 'open' });
  adoptStyles(root, [hostStyles, noticeStyles]);
  const text = document.createElement('p');
  text.role = 'status';
  root.append(text);
  document.body.append(host);
  showAbove(text);
  signal.addEventListener('abort', () => host.remove());
  return (number) => {
    // Again, since the page may have opened a dialog above the notice meanwhile.
    showAbove(text);
    const digits = number.replace(/^\d{3}/, '$& ');
    const show = () => {
      const { numberShown } = language.current.sentences(enPushOtp, 'push');
      render(
        html`<b aria-hidden="true">${digits}</b
          ><span class="heard">${spelled(number)} </span>${sentence(numberShown)}`,
        text,
      );
    };
    show();
    language.listen(show, signal);
  };
}

/** Shows the notice above dialogs of the page, in browsers with popovers. */
function showAbove(notice: HTMLElement): void {
  if (!('popover' in notice)) return;
  notice.popover = 'manual';
  try {
    if (notice.matches(':popover-open')) notice.hidePopover();
    notice.showPopover();
  } catch {
    // A popover that is not open is hidden: the notice stands in the page then.
    notice.popover = null;
  }
}
