import { html, type CSSResultGroup, type PropertyValues, type TemplateResult } from 'lit';
import { property, state } from 'lit/decorators.js';
import type { AccessToken } from '../../src/index.js';
import { NeonAccessTokenObtainedEvent } from '../events.js';
import { CountdownController } from '../internal/base/countdown-controller.js';
import { showState } from '../internal/base/custom-states.js';
import { LoginElement } from '../internal/base/login-element.js';
import { OperationController } from '../internal/base/operation-controller.js';
import { textAttribute } from '../internal/base/text-attribute.js';
import { actionStyles } from '../internal/styles/action.styles.js';
import { actionButton } from '../internal/templates/action-button.js';
import { fieldNotes } from '../internal/templates/field-notes.js';
import { english } from './messages.js';

/**
 * Obtains an access token (RFC 9068) for a login. It is never shown; the page takes it once, with `takeAccessToken()`. It is
 * no form control: a token belongs into the header of a request to its audience, not into a form.
 *
 * @slot - Label of the button.
 * @fires {NeonAccessTokenObtainedEvent} neon-access-token-obtained - A token can be taken.
 * @fires {NeonErrorEvent} neon-error - The operation failed.
 * @csspart button - The button that starts the operation.
 * @csspart hint - What it is for.
 * @csspart status - That a token was obtained, was taken, or has expired.
 * @csspart message - What went wrong, in words.
 * @cssstate pending - It is being obtained.
 * @cssstate ready - It can be taken.
 * @cssstate failed - The operation failed.
 * @status experimental
 */
export class NeonAccessToken extends LoginElement {
  static override styles: CSSResultGroup = [LoginElement.styles, actionStyles];

  /** Audience of the token: one of the site's audiences; empty: the first of them. */
  @property({ converter: textAttribute }) audience = '';

  /** Scopes of the token, separated by spaces, among those of the site; empty: none. */
  @property({ converter: textAttribute }) scope = '';

  /** How the last token ended. */
  @state() private ending: 'taken' | 'expired' | undefined;

  readonly #operation = new OperationController<AccessToken>(this, {
    name: 'getAccessToken',
    run: (signal) =>
      this.client.getAccessToken(this.currentLogin, {
        audience: this.audience || undefined,
        scope: this.scope || undefined,
        signal,
      }),
    fact: ({ expiresAt }) => {
      this.#countdown.start(expiresAt);
      return new NeonAccessTokenObtainedEvent(this.currentLogin, expiresAt);
    },
  });

  readonly #countdown = new CountdownController(this, () => this.#end('expired'));

  /** When the token that can be taken expires, in milliseconds since the epoch; undefined without one. */
  get expiresAt(): number | undefined {
    const { state } = this.#operation;
    return state.status === 'done' ? state.value.expiresAt : undefined;
  }

  /** Returns the token and forgets it; undefined if there is none or it has expired. */
  takeAccessToken(): AccessToken | undefined {
    const { state } = this.#operation;
    if (state.status !== 'done') return undefined;
    const isGood = this.#countdown.isRunning;
    this.#end(isGood ? 'taken' : 'expired');
    return isGood ? state.value : undefined;
  }

  /** Starts the operation, as the button does. Settles when it has ended, also when it has failed. */
  obtain(): Promise<void> {
    this.reset();
    return this.#operation.start();
  }

  override reset(): void {
    this.#end(undefined);
  }

  protected override willUpdate(changed: PropertyValues): void {
    super.willUpdate(changed);
    const asked = changed.has('audience') || changed.has('scope');
    if (asked && this.hasUpdated) this.reset();
    const { status } = this.#operation.state;
    const current = status === 'done' ? 'ready' : status;
    showState(this.internals, ['pending', 'ready', 'failed'], current);
  }

  protected override render(): TemplateResult {
    const { messages, ending } = this;
    const texts = this.sentencesOf(english, 'accessToken');
    const { pending, state } = this.#operation;
    const status = state.status === 'done' ? texts.ready : ending ? texts[ending] : '';
    return html`<div class="rows">
      ${actionButton({
        label: texts.get,
        ready: this.canStart && !pending,
        pending,
        secondary: state.status === 'done',
        press: () => this.obtain(),
      })}
      ${fieldNotes(this.startHint(texts.hint), status, this.#operation.failure(messages))}
    </div>`;
  }

  #end(how: 'taken' | 'expired' | undefined): void {
    this.#countdown.stop();
    this.#operation.reset();
    this.ending = how;
  }
}
