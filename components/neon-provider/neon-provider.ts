import {
  html,
  LitElement,
  type CSSResultGroup,
  type PropertyValues,
  type TemplateResult,
} from 'lit';
import { property, query } from 'lit/decorators.js';
import {
  createClient,
  type BioKeyProvider,
  type NeonClient,
  type Prompter,
} from '../../src/index.js';
import { showState } from '../internal/base/custom-states.js';
import { textAttribute } from '../internal/base/text-attribute.js';
import { SessionProvider } from '../internal/session/session-provider.js';
import { ShippedLanguages } from '../internal/session/shipped-languages.js';
import type { NeonSessionStatus } from '../internal/session/session.js';
import { languageLoaders } from '../languages/language-loaders.js';
import { lookupTags, nearestLang } from '../messages/language-tags.js';
import type { Messages } from '../messages/messages.js';
import { styles } from './neon-provider.styles.js';

/**
 * Provides the elements inside it with a client, and has the dialog that asks for the PIN. Shows nothing else.
 *
 * It asks the service for the state of this browser once it has a `service` and an `alias`, and again when the network comes
 * back.
 *
 * @slot - The part of the page that has elements of this kit.
 * @slot password - A password field of the page for the dialog, see `<neon-pin-prompt>`.
 * @fires {NeonLoginsChangedEvent} neon-logins-changed - The enrolments were read, or changed.
 * @fires {NeonErrorEvent} neon-error - The service refuses this page, or the browser cannot keep keys.
 * @csspart prompt - The dialog's element.
 * @cssstate starting - The service has not answered yet.
 * @cssstate online - The service has answered.
 * @cssstate offline - The service cannot be reached; enrolments are shown as last known.
 * @cssstate failed - Nothing can be done here: `neon-error` said why, or a warning on the console that `service` or `alias`
 *   is wrong.
 * @status stable
 */
export class NeonProvider extends LitElement {
  static override styles: CSSResultGroup = styles;

  /** Origin of the service. */
  @property({ converter: textAttribute }) service = '';

  /** Alias of this page at the service. */
  @property({ converter: textAttribute }) alias = '';

  /** Name and version of the application, for the operator of the service. */
  @property({ attribute: 'app-description', converter: textAttribute }) appDescription = '';

  /**
   * Whether the keys are kept in a frame at the service's origin. The frame asks for PINs itself, unless the site has
   * `hostPin` and the page a `prompter`, a `bioKey` or a field in the slot. Changing it leaves enrolments behind.
   */
  @property({ type: Boolean }) iframe = false;

  /**
   * Address of the page for people who have forgotten their PIN or are blocked. The dialog, lists and errors offer it.
   */
  @property({ attribute: 'help-href', converter: textAttribute }) helpHref = '';

  /**
   * True when this browser does not remember which account was used last. Without it, a list of several accounts selects that
   * one; with it, nothing is kept, and what was kept is forgotten. For machines that people share.
   */
  @property({ attribute: 'forget-last-login', type: Boolean }) forgetLastLogin = false;

  /** Asks for PINs in place of the dialog. */
  @property({ attribute: false }) prompter: Prompter | undefined;

  /** Gives BioKeys, in the dialog and to `<neon-bio-key>`. With `iframe` the site needs `hostPin` for them. */
  @property({ attribute: false }) bioKey: BioKeyProvider | undefined;

  /** Texts of the page, which come before those of the kit: sentences that it words otherwise, or a language of its own. */
  @property({ attribute: false }) languages: readonly Messages[] = [];

  @query('neon-pin-prompt')
  private readonly dialog!: HTMLElementTagNameMap['neon-pin-prompt'] | null;

  readonly #internals = this.attachInternals();
  readonly #provider = new SessionProvider(
    this,
    (lang) => this.#loadLanguage(lang),
    () => ({ alias: this.alias, forgets: this.forgetLastLogin }),
  );
  readonly #shipped = new ShippedLanguages(languageLoaders, () => this.#offer());
  /** The page's own client. */
  #given: NeonClient | undefined;
  /** The client made from the attributes. */
  #made: NeonClient | undefined;

  constructor() {
    super();
    // A value that the page set before this class was defined would hide the accessor.
    if (!Object.hasOwn(this, 'client')) return;
    const { client } = this;
    Reflect.deleteProperty(this, 'client');
    this.client = client;
  }

  /**
   * The page's own client, else one made from the attributes when it is first needed.
   * @throws {TypeError} for a malformed `service` or `alias`, and an empty `alias`.
   */
  get client(): NeonClient | undefined {
    return this.#given ?? (this.#made ??= this.#make());
  }

  set client(client: NeonClient | undefined) {
    this.#given = client;
    this.#drop();
    this.requestUpdate();
  }

  /** Whether the service has answered, cannot be reached, or refuses this page. */
  get status(): NeonSessionStatus {
    return this.#provider.session.status;
  }

  /** The logins that are enrolled in this browser, usable or not; undefined until they have been read. */
  get logins(): readonly string[] | undefined {
    return this.#provider.session.accounts?.map(({ login }) => login);
  }

  /** The login that is selected in the lists inside; empty: none. */
  get selectedLogin(): string {
    return this.#provider.session.selectedLogin;
  }

  /** Why the status is `failed`: a `NeonError`, or the `TypeError` about an attribute; else undefined. */
  get error(): unknown {
    return this.#provider.session.error;
  }

  override connectedCallback(): void {
    super.connectedCallback();
    this.requestUpdate();
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    this.#drop();
  }

  protected override willUpdate(changed: PropertyValues): void {
    if (changed.has('service') || changed.has('alias') || changed.has('iframe')) this.#drop();
    if (this.forgetLastLogin && (changed.has('forgetLastLogin') || changed.has('alias'))) {
      this.#provider.forgetLastLogin();
    }
    if (this.isConnected) this.#useClient();
    if (changed.size) this.#offer();
    showState(this.#internals, ['starting', 'online', 'offline', 'failed'], this.status);
  }

  protected override render(): TemplateResult {
    return html`<slot></slot
      ><neon-pin-prompt part="prompt" .bioKey=${this.bioKey}
        ><slot name="password" slot="password"></slot
      ></neon-pin-prompt>`;
  }

  /** Hands the texts and the provider of BioKeys to the elements. */
  #offer(): void {
    const { languages, bioKey, helpHref } = this;
    this.#provider.change({ messages: [...languages, ...this.#shipped.loaded], bioKey, helpHref });
  }

  /** Has the kit's texts of a language loaded, unless the page has all of them. */
  #loadLanguage(lang: string): Promise<void> | undefined {
    const isGiven = lookupTags(lang).some((tag) => this.#isGiven(tag));
    return isGiven ? undefined : this.#shipped.load(lang);
  }

  #isGiven(tag: string): boolean {
    return this.languages.some(({ lang, complete }) => complete && lang.toLowerCase() === tag);
  }

  #useClient(): void {
    try {
      this.#provider.use(this.client);
    } catch (error) {
      if (!(error instanceof TypeError)) throw error;
      this.#provider.fail(error);
    }
  }

  /** Who asks for PINs; undefined: the frame does. */
  get #prompter(): Prompter | undefined {
    // The frame asks, unless the page has something to answer with.
    const ofPage = this.bioKey ?? this.querySelector(':scope > [slot=password]');
    if (this.prompter || (this.iframe && !ofPage)) return this.prompter;
    // Rendered before a person can start anything.
    return this.dialog ?? undefined;
  }

  #make(): NeonClient | undefined {
    if (!this.service) return undefined;
    const { service, alias, appDescription, iframe } = this;
    const current = () => this.#prompter;
    const lang = () => nearestLang(this);
    return createClient({
      service,
      alias,
      appDescription,
      iframe,
      // The page may change its prompter at any time.
      get prompter() {
        return current();
      },
      get lang() {
        return lang();
      },
    });
  }

  #drop(): void {
    this.#made?.close();
    this.#made = undefined;
  }
}
