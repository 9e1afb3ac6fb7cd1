import { LitElement, type CSSResultGroup, type ReactiveController } from 'lit';
import type { NeonClient, NeonError } from '../../../src/index.js';
import { errorText, isNeonError } from '../../messages/error-text.js';
import type { ElementMessages } from '../../messages/element-messages.js';
import { en } from '../../messages/en.js';
import type { CommonSentences } from '../../messages/messages.js';
import type { Sentences } from '../../messages/sentences.js';
import { providerMissing, SessionConsumer } from '../session/session-consumer.js';
import { isMisconfigured, type NeonSession } from '../session/session.js';
import { formStyles } from '../styles/form.styles.js';
import { hostStyles } from '../styles/host.styles.js';
import { LanguageController, type Translations } from './language-controller.js';
import { OperationController } from './operation-controller.js';
import { keepTyping } from './typing-events.js';

/**
 * Base of all elements that a person sees: the session of the nearest provider, texts in the language of the page.
 *
 * @attr {string} lang - Language of the texts; without it, that of the nearest ancestor that has one.
 * @cssprop [--neon-color-accent] - Colour of buttons and of the ring of the countdown.
 * @cssprop [--neon-color-on-accent] - Colour of text on it.
 * @cssprop [--neon-color-surface] - Background of fields, boxes and dialogs.
 * @cssprop [--neon-color-text] - Colour of text.
 * @cssprop [--neon-color-muted] - Colour of hints, and of other text beside the main one.
 * @cssprop [--neon-color-border] - Borders of fields and buttons.
 * @cssprop [--neon-color-divider] - Borders of boxes, and lines between rows.
 * @cssprop [--neon-color-error] - Colour of messages that something went wrong, and of buttons that end something.
 * @cssprop [--neon-color-on-error] - Colour of text on it.
 * @cssprop [--neon-color-success] - Colour of the sign that something is done.
 * @cssprop [--neon-color-focus] - Colour of the line around what has the focus; without it, the accent.
 * @cssprop [--neon-radius=0.625rem] - Radius of corners.
 * @cssprop [--neon-border-width=1px] - Width of borders.
 * @cssprop [--neon-density=1] - Factor of distances and of the height of fields and buttons.
 * @cssprop [--neon-font=inherit] - Font family.
 * @cssprop [--neon-font-code] - Font family of codes that are typed.
 */
export abstract class NeonElement extends LitElement {
  static override shadowRootOptions: ShadowRootInit = {
    ...LitElement.shadowRootOptions,
    delegatesFocus: true,
  };

  static override styles: CSSResultGroup = [hostStyles, formStyles];

  protected readonly internals = this.attachInternals();

  readonly #operations = new Set<OperationController<unknown>>();
  readonly #consumer = new SessionConsumer(this, this.needsProvider);
  readonly #language = new LanguageController(this, () => this.translations);

  /** The first rendering waits for the language. Later ones do not: the element goes on in the language it has. */
  protected override scheduleUpdate(): void | Promise<unknown> {
    const loading = this.#language.settle();
    if (!loading || this.hasUpdated) return super.scheduleUpdate();
    return this.#updateAfter(loading);
  }

  async #updateAfter(loading: Promise<void>): Promise<void> {
    await loading;
    void this.#language.settle();
    await super.scheduleUpdate();
  }

  /** Why the last operation failed, as `neon-error` said; undefined once another one runs. */
  get error(): NeonError | undefined {
    const failed = [...this.#operations].map(
      ({ state }) => state.status === 'failed' && state.error,
    );
    return failed.find(isNeonError);
  }

  /** @ignore */
  override addController(controller: ReactiveController): void {
    super.addController(controller);
    if (controller instanceof OperationController) this.#operations.add(controller);
  }

  protected override createRenderRoot(): HTMLElement | DocumentFragment {
    const root = super.createRenderRoot();
    keepTyping(root);
    return root;
  }

  /** Whether it can do nothing without a provider. */
  protected get needsProvider(): boolean {
    return true;
  }

  protected get session(): NeonSession | undefined {
    return this.#consumer.session;
  }

  /**
   * The client, for an operation that the person has started.
   * @throws {Error} without a provider that has one.
   */
  protected get client(): NeonClient {
    const client = this.session?.client;
    if (client) return client;
    throw new Error(providerMissing(this));
  }

  /** Where translations come from. */
  protected get translations(): Translations | undefined {
    return this.session;
  }

  protected get messages(): CommonSentences {
    return this.#language.language.sentences(en);
  }

  /** The texts of single elements, which come with them. @param member where translations have these texts. */
  protected sentencesOf<E extends object>(english: E, member: keyof ElementMessages): Sentences<E> {
    return this.#language.language.sentences(english, member);
  }

  /** The sentence about what is wrong with the session; empty if nothing is. */
  protected get sessionFailure(): string {
    const { session, messages } = this;
    if (session?.status !== 'failed') return '';
    return this.misconfigured || errorText(session.error, messages);
  }

  /** The sentence for a page that is set up wrongly, where nothing can be done; else empty. */
  protected get misconfigured(): string {
    const { session } = this;
    const isWrong = this.#consumer.isForgotten || (session && isMisconfigured(session));
    return isWrong ? this.messages.misconfigured : '';
  }

  /** The login that is selected in the lists of the provider; empty: none. */
  protected get selectedLogin(): string {
    return this.session?.selectedLogin ?? '';
  }

  /** A hint, or why nothing can be started for a login yet. */
  protected hintFor(login: string, hint: string): string {
    const { session } = this;
    const isLoading = session?.status === 'starting' && !session.accounts;
    return this.misconfigured || (login || isLoading ? hint : this.accountMissing);
  }

  /** Why there is no account to work for, and what helps. */
  protected get accountMissing(): string {
    const { session, messages } = this;
    return session?.accounts?.length === 0
      ? [messages.noAccounts, messages.noAccountsHelp].filter(Boolean).join(' ')
      : messages.loginMissing;
  }

  /** A text, or why there is no account to work for where there is none at all. */
  protected orAccountMissing(text: string): string {
    return this.session?.accounts?.length === 0 ? this.accountMissing : text;
  }

  /** Whether an operation can be started for a login. */
  protected canWorkFor(login: string): boolean {
    return login !== '' && this.session?.client !== undefined;
  }

  /** The first node with this part name. */
  protected partNode<T extends HTMLElement>(name: string): T | null {
    return this.shadowRoot?.querySelector<T>(`[part=${name}]`) ?? null;
  }
}
