import { html, nothing, type TemplateResult } from 'lit';
import { sentence } from '../../messages/isolation.js';
import type { CommonSentences } from '../../messages/messages.js';
import { isMisconfigured, type NeonSession } from '../session/session.js';

/**
 * The sentence that the service cannot be reached; empty while it can, or while that is not known.
 * @param showsAccounts whether it stands beside the accounts, which may have changed since.
 */
export function unreachableText(
  session: NeonSession | undefined,
  { offline, errors }: CommonSentences,
  showsAccounts: boolean,
): string {
  if (session?.status !== 'offline') return '';
  return showsAccounts && session.accounts ? offline : errors.NETWORK_UNAVAILABLE;
}

/** The button that asks the service again; nothing where it has answered, or the page is set up wrongly. */
export function retryButton(
  session: NeonSession | undefined,
  messages: CommonSentences,
): TemplateResult | typeof nothing {
  const isOffline = session?.status === 'offline';
  const isRefused = session?.status === 'failed' && !isMisconfigured(session);
  if (!isOffline && !isRefused) return nothing;
  return html`<button
    part="retry-button"
    class="quiet flush"
    type="button"
    @click=${session.refresh}
  >
    ${sentence(messages.tryAgain)}
  </button>`;
}
