import { html, type TemplateResult } from 'lit/html.js';
import {
  createClient,
  type BioKeyProvider,
  type NeonClient,
  type Prompter,
} from '../../src/index.js';
import { SessionController } from '../internal/session/session-provider.js';
import type { SessionStatus } from '../internal/session/session.js';
import { type Changed, type Properties, ReactiveElement } from '../internal/base/reactive-element.js';
import { showState } from '../internal/base/custom-states.js';
import type { Messages } from '../messages/messages.js';
import { styles } from './neon-provider.styles.js';

/**
 * Holds the client for the elements inside it, and the dialog that asks for the PIN. Shows nothing itself.
 *
 * It asks the service for the state of this browser when it has its `service` and `alias`, and again when the network
 * comes back.
 *
 * @slot - The page, or the part of it with elements of this kit.
 * @slot password - A password field of the page for the dialog, see `<neon-pin-prompt>`.
 * @fires {NeonLoginsChangedEvent} neon-logins-changed - The enrolments were read, or changed.
 * @fires {NeonErrorEvent} neon-error - The service refuses this page, or the browser cannot keep keys.
 * @csspart prompt - The dialog's element.
 * @cssstate starting - The service has not answered yet.
 * @cssstate online - The service has answered.
 * @cssstate offline - The service cannot be reached; enrolments are shown as last known.
 * @cssstate failed - Nothing can be done here; `neon-error` said why.
 * @status stable
 */
export class NeonProvider extends ReactiveElement {
  static override styles = styles;

  static override properties: Properties = {
    service: { attribute: 'service' },
    alias: { attribute: 'alias' },
    appDescription: { attribute: 'app-description' },
    iframe: { attribute: 'iframe', flag: true },
    prompter: {},
    bioKey: {},
    languages: {},
  };

  /** Origin of the service. */
  declare service: string;

  /** Alias of this page at the service. */
  declare alias: string;

  /** Name and version of the application, for the operator of the service. */
  declare appDescription: string;

  /**
   * Whether the keys are kept at the service's origin, in a frame, which then asks for PINs itself, except where the site
   * has `hostPin` and there is a `prompter`, a `bioKey` or a field in the slot. Enrolments do not go along when it is changed.
   */
  declare iframe: boolean;

  /** Asks for PINs in place of the dialog. */
  declare prompter: Prompter | undefined;

  /** Gives BioKeys, in the dialog and to `<neon-bio-key>`. With `iframe` the site needs `hostPin` for them. */
  declare bioKey: BioKeyProvider | undefined;

  /** Languages beside English. */
  declare languages: readonly Messages[];

  readonly #internals = this.attachInternals();
  readonly #session = new SessionController(this);
  #given: NeonClient | undefined;
  #made: NeonClient | undefined;

  constructor() {
    super();
    this.service = this.alias = this.appDescription = '';
    this.languages = [];
    this.iframe = false;
  }

  /**
   * The client: one of the page's own, else made from the attributes when it is first needed.
   * @throws {TypeError} for attributes that are malformed.
   */
  get client(): NeonClient | undefined {
    return this.#given ?? (this.#made ??= this.#make());
  }

  set client(client: NeonClient | undefined) {
    this.#given = client;
    this.#drop();
    this.requestUpdate();
  }

  get status(): SessionStatus {
    return this.#session.value.status;
  }

  override connectedCallback(): void {
    super.connectedCallback();
    this.requestUpdate();
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    this.#drop();
  }

  /** After rendering: attributes that are malformed make it throw, which is no reason to hide the page. */
  protected override updated(changed: Changed): void {
    if (changed.has('service') || changed.has('alias') || changed.has('iframe')) this.#drop();
    if (this.isConnected) this.#session.use(this.client);
    const { languages, bioKey } = this;
    if (changed.size) this.#session.tell({ messages: languages, bioKey });
    showState(this.#internals, ['starting', 'online', 'offline', 'failed'], this.status);
  }

  protected override render(): TemplateResult {
    return html`<slot></slot
      ><neon-pin-prompt part="prompt" .bioKey=${this.bioKey}
        ><slot name="password" slot="password"></slot
      ></neon-pin-prompt>`;
  }

  get #prompter(): Prompter | undefined {
    // A frame asks by itself, unless there is something of the page's to answer with.
    const ofPage = this.bioKey ?? this.querySelector(':scope > [slot=password]');
    if (this.prompter || (this.iframe && !ofPage)) return this.prompter;
    // The dialog is there as soon as it has been rendered, which is before a person can ask for anything.
    return this.shadowRoot!.querySelector('neon-pin-prompt')!;
  }

  #make(): NeonClient | undefined {
    if (!this.service || !this.alias) return undefined;
    const { service, alias, appDescription, iframe } = this;
    const current = () => this.#prompter;
    return createClient({
      service,
      alias,
      appDescription,
      iframe,
      // The page may change its prompter at any time.
      get prompter() {
        return current();
      },
    });
  }

  #drop(): void {
    this.#made?.close();
    this.#made = undefined;
  }
}
