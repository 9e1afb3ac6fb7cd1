import { html, nothing, type TemplateResult } from 'lit';
import { sentence } from '../../messages/isolation.js';
import type { CommonSentences } from '../../messages/messages.js';
import { usedPinKindOf } from '../session/account-factors.js';
import type { NeonSession } from '../session/session.js';

/** The link to the help page of the provider; nothing where it names none. */
export function helpLink(
  session: NeonSession | undefined,
  messages: CommonSentences,
): TemplateResult | typeof nothing {
  if (!session?.helpHref) return nothing;
  return html`<a part="help-link" class="help" href=${session.helpHref}
    >${sentence(messages.forgotten[usedPinKindOf(session)])}</a
  >`;
}
