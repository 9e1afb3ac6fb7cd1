import type { NeonClient } from '../../../src/index.js';
import type { Messages } from '../../messages/messages.js';
import { ClientController, providerMissing } from '../session/session-consumer.js';
import { formStyles } from '../styles/form.styles.js';
import { hostStyles } from '../styles/host.styles.js';
import { messagesFor, nearestLang } from '../../messages/language.js';
import { ReactiveElement } from './reactive-element.js';
import type { Session } from '../session/session.js';

/** What all elements have: a client from the nearest provider, texts in the nearest language, states for styling. */
export abstract class NeonElement extends ReactiveElement {
  static override shadowRootOptions: ShadowRootInit = {
    mode: 'open',
    delegatesFocus: true,
  };

  static override styles = hostStyles + formStyles;

  static override get observedAttributes(): string[] {
    return [...super.observedAttributes, 'lang'];
  }

  protected readonly internals = this.attachInternals();

  readonly #provider = new ClientController(this, this.needsProvider);

  override attributeChangedCallback(name: string, old: string | null, value: string | null): void {
    super.attributeChangedCallback(name, old, value);
    if (name === 'lang') this.requestUpdate();
  }

  /** Whether it can do nothing without a provider. */
  protected get needsProvider(): boolean {
    return true;
  }

  protected get session(): Session | undefined {
    return this.#provider.session;
  }

  /** The client, for an operation that a person has just asked for. */
  protected get client(): NeonClient {
    const client = this.session?.client;
    if (client) return client;
    throw new Error(providerMissing(this));
  }

  /** The node of the first rendering with this part name. */
  protected partNode<T extends HTMLElement>(name: string): T | null {
    return this.shadowRoot?.querySelector<T>(`[part=${name}]`) ?? null;
  }

  protected get messages(): Messages {
    return messagesFor(nearestLang(this), this.session?.messages ?? []);
  }
}
