import { html, nothing, type CSSResultGroup, type PropertyValues, type TemplateResult } from 'lit';
import { state } from 'lit/decorators.js';
import { NeonError, type BioKeyObstacle, type BioKeyProvider } from '../../src/index.js';
import { NeonBioKeyChangedEvent } from '../events.js';
import { showState } from '../internal/base/custom-states.js';
import { LoginElement } from '../internal/base/login-element.js';
import { OperationController } from '../internal/base/operation-controller.js';
import { hasPin, pinKindOf } from '../internal/session/account-factors.js';
import { fieldNotes } from '../internal/templates/field-notes.js';
import type { PinKind } from '../messages/message-parts.js';
import { english, type BioKeySentences } from './messages.js';
import { sentence } from '../messages/isolation.js';
import { styles } from './neon-bio-key.styles.js';

/**
 * Sets up biometrics for a login in this browser, to be used in place of the PIN, and removes them. Where that is not
 * possible, says why. The BioKeys come from the provider's `bioKey`.
 *
 * @fires {NeonBioKeyChangedEvent} neon-bio-key-changed - Biometrics were set up, or removed.
 * @fires {NeonErrorEvent} neon-error - The operation failed.
 * @csspart panel - The box with label and state.
 * @csspart label - The label of the element.
 * @csspart state - Whether biometrics are set up here.
 * @csspart button - The button that sets up, or removes.
 * @csspart hint - What biometrics are for, or why they cannot be set up here.
 * @csspart status - What the person has to do, or what was done.
 * @csspart message - What went wrong, in words.
 * @cssstate pending - They are being set up or removed.
 * @cssstate set - They are set up.
 * @cssstate unset - They are not set up.
 * @cssstate off - The service, or the frame that keeps the keys, accepts none.
 * @cssstate unknown - The account is not known.
 * @status experimental
 */
export class NeonBioKey extends LoginElement {
  static override styles: CSSResultGroup = [LoginElement.styles, styles];

  @state() private obstacle: BioKeyObstacle | undefined;

  /** The provider that the obstacle belongs to. */
  #examined: BioKeyProvider | undefined;

  readonly #register = new OperationController<true>(this, {
    name: 'setBioKey',
    run: async (signal) => {
      const provider = this.session?.bioKey;
      if (!provider) throw new NeonError('BIO_KEY_NOT_ALLOWED', { message: 'no provider' });
      await this.client.setBioKey(this.currentLogin, provider, { signal });
      return true;
    },
    fact: () => new NeonBioKeyChangedEvent(this.currentLogin, true),
  });

  readonly #revoke = new OperationController<true>(this, {
    name: 'revokeBioKey',
    run: async (signal) => {
      await this.client.revokeBioKey(this.currentLogin, { signal });
      return true;
    },
    fact: () => new NeonBioKeyChangedEvent(this.currentLogin, false),
  });

  /** Whether biometrics are set up for the login in this browser; undefined while that is not known. */
  get registered(): boolean | undefined {
    return this.account?.hasBioKey;
  }

  override reset(): void {
    this.#register.reset();
    this.#revoke.reset();
  }

  protected override willUpdate(changed: PropertyValues): void {
    super.willUpdate(changed);
    const current = this.#pending ? 'pending' : this.#known;
    showState(this.internals, ['pending', 'set', 'unset', 'off', 'unknown'], current);
  }

  protected override updated(): void {
    const provider = this.session?.bioKey;
    if (provider === this.#examined) return;
    this.#examined = provider;
    void this.#examine(provider);
  }

  protected override render(): TemplateResult {
    const texts = this.sentencesOf(english, 'bioKey');
    const known = this.#known;
    const pending = this.#pending;
    const isSet = known === 'set';
    const possible = known !== 'off' && !this.#reason(texts);
    const ready = this.canStart && !pending && possible;
    return html`<div class="rows">
      <div part="panel" class="box panel">
        <span part="label" class="label">${sentence(texts.title)}</span>
        <span part="state" class="hint"
          >${this.currentLogin ? sentence(texts.states[known]) : nothing}</span
        >
      </div>
      ${this.#notes(texts)}
      <button
        part="button"
        class=${isSet ? nothing : 'primary'}
        type="button"
        aria-disabled=${!ready}
        aria-busy=${pending}
        @click=${() => ready && this.#run(isSet ? this.#revoke : this.#register)}
      >
        ${sentence(isSet ? texts.revoke : texts.register)}
      </button>
    </div>`;
  }

  #notes(texts: BioKeySentences): TemplateResult {
    const { messages } = this;
    const failure = [this.#register, this.#revoke]
      .map((operation) => operation.failure(messages, texts.errors))
      .join('');
    const use = this.#known === 'off' ? '' : this.#reason(texts) || texts.hint[this.#inPlaceOf];
    return fieldNotes(this.startHint(use), this.#status(texts), failure);
  }

  #status(texts: BioKeySentences): string {
    if (this.#register.pending) return texts.registering;
    if (this.#register.state.status === 'done') return texts.registered;
    return this.#revoke.state.status === 'done' ? texts.revoked : '';
  }

  /** The sentence about why biometrics cannot be set up here; empty if they can. */
  #reason(texts: BioKeySentences): string {
    if (this.#known === 'off' || this.#known === 'set') return '';
    if (!this.session?.bioKey) return texts.obstacles.page;
    const { obstacle } = this;
    if (!obstacle) return '';
    const instead = obstacle === 'browser' ? texts.instead[this.#inPlaceOf] : '';
    return `${texts.obstacles[obstacle]} ${instead}`.trimEnd();
  }

  get #pending(): boolean {
    return this.#register.pending || this.#revoke.pending;
  }

  get #inPlaceOf(): PinKind | 'none' {
    return hasPin(this.session, this.currentLogin) ? pinKindOf(this.session) : 'none';
  }

  get #known(): 'off' | 'unset' | 'set' | 'unknown' {
    const { account } = this;
    if (!account) return 'unknown';
    if (!account.takesBioKey) return 'off';
    return account.hasBioKey ? 'set' : 'unset';
  }

  async #examine(provider: BioKeyProvider | undefined): Promise<void> {
    const obstacle = await obstacleOf(provider);
    if (provider === this.#examined) this.obstacle = obstacle;
  }

  #run(operation: OperationController<true>): Promise<void> {
    this.reset();
    return operation.start();
  }
}

/** The obstacle that a provider names; undefined where that fails: the provider is asked for a BioKey all the same. */
async function obstacleOf(
  provider: BioKeyProvider | undefined,
): Promise<BioKeyObstacle | undefined> {
  try {
    return await provider?.obstacle?.();
  } catch {
    return undefined;
  }
}
