import { html, nothing, type CSSResultGroup, type PropertyValues, type TemplateResult } from 'lit';
import { state } from 'lit/decorators.js';
import type { Device, NeonClient } from '../../src/index.js';
import { NeonDeviceRevokedEvent } from '../events.js';
import { showState } from '../internal/base/custom-states.js';
import { DialogController } from '../internal/base/dialog-controller.js';
import { LoginElement } from '../internal/base/login-element.js';
import { OperationController } from '../internal/base/operation-controller.js';
import { dialogStyles } from '../internal/styles/dialog.styles.js';
import { listStyles } from '../internal/styles/list.styles.js';
import { fieldNotes } from '../internal/templates/field-notes.js';
import { removeIcon } from '../internal/templates/icons.js';
import { isolated, sentence } from '../messages/isolation.js';
import { english, type DevicesSentences } from './messages.js';
import { styles } from './neon-devices.styles.js';

/**
 * Lists the browsers that are enrolled for a login, oldest first, and marks this one. A person can remove one that was lost.
 * The service is asked when the login is set, when the network comes back, and by `refresh()`.
 *
 * @fires {NeonDeviceRevokedEvent} neon-device-revoked - A browser was removed.
 * @fires {NeonErrorEvent} neon-error - The operation failed.
 * @csspart label - The label of the list.
 * @csspart list - The list.
 * @csspart device - A browser.
 * @csspart this - The mark of this browser.
 * @csspart state - The state of a browser that cannot be used.
 * @csspart revoke-button - The button that removes a browser.
 * @csspart empty - What is shown in place of the list until it is known.
 * @csspart hint - That there is no other browser.
 * @csspart status - That one was removed.
 * @csspart message - What went wrong, in words.
 * @csspart retry-button - The button that asks the service again.
 * @csspart dialog - The dialog that asks before a browser is removed.
 * @csspart title - Its title.
 * @csspart button - The button that removes.
 * @csspart cancel-button - The button that does not.
 * @cssprop [--neon-color-accent] - Colour of buttons and of the focus.
 * @cssprop [--neon-color-on-accent] - Colour of text on it.
 * @cssprop [--neon-color-surface] - Background of fields and boxes.
 * @cssprop [--neon-color-text] - Colour of text.
 * @cssprop [--neon-radius=0.625rem] - Radius of corners.
 * @cssstate loading - The service is being asked.
 * @cssstate ready - The list is shown.
 * @cssstate failed - The service could not be reached, or refused.
 * @status experimental
 */
export class NeonDevices extends LoginElement {
  static override styles: CSSResultGroup = [LoginElement.styles, dialogStyles, listStyles, styles];

  /** The last answer of the service. */
  @state() private devices: readonly Device[] | undefined;

  /** The browser that is being removed. */
  @state() private leaving: Device | undefined;

  readonly #dialog = new DialogController<true>(this);

  /** What the service was last asked about. */
  #asked: { readonly client: NeonClient | undefined; readonly login: string } | undefined;
  #wasOffline = false;

  readonly #loading = new OperationController<readonly Device[]>(this, {
    name: 'devices',
    run: (signal) => this.client.devices(this.currentLogin, { signal }),
    fact: (devices) => {
      this.devices = devices;
      return undefined;
    },
  });

  readonly #revoking = new OperationController<Device>(this, {
    name: 'revokeDevice',
    run: async (signal) => {
      const device = this.leaving!;
      await this.client.revokeDevice(this.currentLogin, device.tid, { signal });
      return device;
    },
    fact: (device) => {
      this.devices = this.devices?.filter(({ tid }) => tid !== device.tid);
      return new NeonDeviceRevokedEvent(this.currentLogin, device);
    },
  });

  /** Asks the service again. */
  async refresh(): Promise<void> {
    if (this.canStart) await this.#loading.start();
  }

  override reset(): void {
    this.#loading.reset();
    this.#revoking.reset();
    this.devices = this.leaving = this.#asked = undefined;
  }

  protected override willUpdate(changed: PropertyValues): void {
    super.willUpdate(changed);
    this.#loadWhenNeeded();
    const { status } = this.#loading.state;
    const current = this.#loading.pending ? 'loading' : this.devices ? 'ready' : status;
    showState(this.internals, ['loading', 'ready', 'failed'], current);
  }

  protected override render(): TemplateResult {
    const { devices } = this;
    const texts = this.sentencesOf(english, 'devices');
    return html`<div class="rows">
        <span part="label" class="label" id="label">${sentence(texts.title)}</span>
        <ul part="list" class="box" aria-labelledby="label" ?hidden=${!devices?.length}>
          ${devices?.map((device) => this.#row(device, texts))}
        </ul>
        <div
          part="empty"
          class="box empty"
          tabindex="-1"
          ?hidden=${devices ? devices.length : !this.#loading.pending}
        >
          ${this.#loading.pending ? sentence(texts.loading) : nothing}
        </div>
        ${this.#notes(texts)}
      </div>
      ${this.#confirmation(texts)}`;
  }

  /** Asks the service about a new client or login, and again when the network comes back. */
  #loadWhenNeeded(): void {
    const { currentLogin: login } = this;
    const client = this.session?.client;
    const isOffline = this.session?.status === 'offline';
    const isBack = this.#wasOffline && !isOffline;
    this.#wasOffline = isOffline;
    const isKnown = this.#asked?.client === client && this.#asked?.login === login;
    if (!this.canStart || (isKnown && !isBack)) return;
    this.#asked = { client, login };
    void this.#loading.start();
  }

  #row(device: Device, texts: DevicesSentences): TemplateResult {
    const { tokenName, platform, state, lastUsedAt, isThis } = device;
    const name = texts.revokeDevice({ name: tokenName });
    return html`<li>
      <div part="device">
        <span class="name"
          ><bdi>${tokenName}</bdi>
          ${isThis ? html`<span part="this" class="this">${sentence(texts.thisOne)}</span>` : nothing}</span
        >
        <span class="hint">${platform === tokenName ? nothing : platform}</span>
        <span class="hint">${sentence(texts.lastUsed({ when: new Date(lastUsedAt) }))}</span>
        ${
          state === 'active'
            ? nothing
            : html`<span part="state" class="hint state">${sentence(texts.states[state])}</span>`
        }
      </div>
      <button
        part="revoke-button"
        class="quiet"
        type="button"
        aria-label=${name}
        title=${name}
        aria-disabled=${this.#revoking.pending}
        aria-busy=${this.#revoking.pending && device === this.leaving}
        @click=${() => this.#revoking.pending || this.#ask(device)}
      >
        ${removeIcon}
      </button>
    </li>`;
  }

  #notes(texts: DevicesSentences): TemplateResult {
    const { messages, devices } = this;
    const { state } = this.#revoking;
    const isAlone = devices?.length === 1 && devices[0]!.isThis;
    const hint = this.startHint(isAlone ? texts.onlyThis : '');
    const status =
      state.status === 'done' ? texts.revoked({ name: isolated(state.value.tokenName) }) : '';
    const failure =
      this.#revoking.failure(messages, texts.errors) || this.#loading.failure(messages);
    return html`${fieldNotes(hint, status, failure)}
    ${
      this.#loading.state.status === 'failed'
        ? html`<button
            part="retry-button"
            class="quiet"
            type="button"
            @click=${() => this.refresh()}
          >
            ${sentence(messages.tryAgain)}
          </button>`
        : nothing
    }`;
  }

  #confirmation(texts: DevicesSentences): TemplateResult {
    const { leaving } = this;
    const about = leaving?.isThis ? texts.revokeThisConsequence : texts.revokeConsequence;
    return this.#dialog.render({
      title: texts.revokeTitle({ name: isolated(leaving?.tokenName ?? '') }),
      about: html`<p id="about">${sentence(about)}</p>`,
      confirm: texts.revoke,
      cancel: this.messages.cancel,
      submit: this.#confirm,
    });
  }

  async #ask(device: Device): Promise<void> {
    this.leaving = device;
    await this.updateComplete;
    if (!(await this.#dialog.ask(this.partNode('cancel-button')))) return;
    await this.#revoking.start();
    await this.updateComplete;
    // The button that opened the dialog has been removed with its device.
    if (!this.shadowRoot?.activeElement) {
      this.shadowRoot!.querySelector<HTMLElement>('li button, [part=empty]')?.focus();
    }
  }

  #confirm(event: Event): void {
    event.preventDefault();
    this.#dialog.answer(true);
    this.#dialog.close();
  }
}
