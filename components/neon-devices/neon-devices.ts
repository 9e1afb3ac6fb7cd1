import { html, nothing, type CSSResultGroup, type PropertyValues, type TemplateResult } from 'lit';
import { state } from 'lit/decorators.js';
import { repeat } from 'lit/directives/repeat.js';
import type { Device, DeviceAction, NeonClient } from '../../src/index.js';
import { NeonDeviceChangedEvent, NeonDeviceRevokedEvent } from '../events.js';
import { AccountPolling } from '../internal/base/account-polling.js';
import { showState } from '../internal/base/custom-states.js';
import { DialogController } from '../internal/base/dialog-controller.js';
import { isFocusLost } from '../internal/base/focus-return.js';
import { LoginElement } from '../internal/base/login-element.js';
import { OperationController } from '../internal/base/operation-controller.js';
import { dialogStyles } from '../internal/styles/dialog.styles.js';
import { listStyles } from '../internal/styles/list.styles.js';
import { fieldNotes } from '../internal/templates/field-notes.js';
import { isolated, sentence } from '../messages/isolation.js';
import { deviceDialog } from './device-dialog.js';
import { deviceEntry } from './device-entry.js';
import { carryOut, type DeviceTask } from './device-task.js';
import { english, type DevicesSentences } from './messages.js';
import { PresentTime } from './present-time.js';
import { styles } from './neon-devices.styles.js';

/** A question to the service. */
interface Question {
  readonly client: NeonClient | undefined;
  readonly login: string;
  /** Mark of the list and state of the account at that time: a change of them calls for another question. */
  readonly known: string | undefined;
}

/**
 * Lists the browsers that are enrolled for a login, oldest first, and marks this one. A person can give each a name, lock
 * and unlock another one, and remove one that was lost. What the service is too old for is not offered. The service is asked
 * when the login is set, when the network comes back, and by `refresh()`; also when a browser was enrolled, locked, renamed or
 * removed in any browser. An open page finds that out within seconds, while it is visible.
 *
 * @fires {NeonDeviceRevokedEvent} neon-device-revoked - A browser was removed.
 * @fires {NeonDeviceChangedEvent} neon-device-changed - A browser was locked, unlocked or renamed.
 * @fires {NeonErrorEvent} neon-error - The operation failed.
 * @csspart label - The label of the list.
 * @csspart list - The list.
 * @csspart device - A browser.
 * @csspart this - The mark of this browser.
 * @csspart state - The state of a browser that cannot be used.
 * @csspart rename-button - The button that renames a browser.
 * @csspart lock-button - The button that locks a browser.
 * @csspart unlock-button - The button that unlocks a browser.
 * @csspart revoke-button - The button that removes a browser.
 * @csspart empty - What is shown in place of the list until it is known.
 * @csspart hint - That there is no other browser.
 * @csspart status - What was done.
 * @csspart message - What went wrong, in words.
 * @csspart retry-button - The button that asks the service again.
 * @csspart dialog - The dialog that asks for a name, and before a browser is locked or removed.
 * @csspart title - Its title.
 * @csspart input - Its field for the name.
 * @csspart button - The button that does it.
 * @csspart cancel-button - The button that does not.
 * @cssstate loading - The service is being asked.
 * @cssstate ready - The list is shown.
 * @cssstate failed - The service could not be reached, or refused.
 * @status experimental
 */
export class NeonDevices extends LoginElement {
  static override styles: CSSResultGroup = [LoginElement.styles, dialogStyles, listStyles, styles];

  /** The last answer of the service. */
  @state() private devices: readonly Device[] | undefined;

  /** The present task, or the last one. */
  @state() private task: DeviceTask | undefined;

  /** True once somebody has given an empty name. */
  @state() private nameMissing = false;

  /** Its answer is the new name, where it asks for one. */
  readonly #dialog = new DialogController<string>(this);

  /** The last question to the service. */
  #asked: Question | undefined;
  #wasOffline = false;

  readonly #loading = new OperationController<readonly Device[]>(this, {
    name: 'devices',
    run: (signal) => this.client.devices(this.currentLogin, { signal }),
    fact: (devices) => {
      void this.#keepFocus();
      this.devices = devices;
      return undefined;
    },
  });

  readonly #changing = new OperationController<Device>(this, {
    name: () => this.task!.action,
    run: (signal) => carryOut(this.client, this.currentLogin, this.task!, signal),
    fact: (device) => {
      const isEnded = this.task!.action === 'revokeDevice';
      this.devices = this.devices?.flatMap((one) => {
        if (one.tid !== device.tid) return [one];
        return isEnded ? [] : [device];
      });
      return isEnded
        ? new NeonDeviceRevokedEvent(this.currentLogin, device)
        : new NeonDeviceChangedEvent(this.currentLogin, device);
    },
  });

  constructor() {
    super();
    new PresentTime(this);
    new AccountPolling(this, 10_000, () =>
      this.devices && this.account?.deviceListMark ? this.session?.client : undefined,
    );
  }

  /** Asks the service again. */
  async refresh(): Promise<void> {
    if (this.canStart) await this.#loading.start();
  }

  override reset(): void {
    this.#loading.reset();
    this.#changing.reset();
    this.devices = this.task = this.#asked = undefined;
  }

  protected override willUpdate(changed: PropertyValues): void {
    super.willUpdate(changed);
    this.#loadWhenNeeded();
    const { status } = this.#loading.state;
    const current = this.#isLoading ? 'loading' : this.devices ? 'ready' : status;
    showState(this.internals, ['loading', 'ready', 'failed'], current);
  }

  protected override render(): TemplateResult {
    const { devices } = this;
    const texts = this.sentencesOf(english, 'devices');
    return html`<div class="rows">
        <span part="label" class="label" id="label" tabindex="-1">${sentence(texts.title)}</span>
        <ul part="list" class="box" aria-labelledby="label" ?hidden=${!devices?.length}>
          ${repeat(
            devices ?? [],
            ({ tid }) => tid,
            (device) => this.#row(device, texts),
          )}
        </ul>
        <div part="empty" class="box empty" ?hidden=${devices || !this.#isLoading}>
          ${sentence(texts.loading)}
        </div>
        ${this.#notes(texts)}
      </div>
      ${this.#confirmation(texts)}`;
  }

  /** Asks the service about a new client or login, and again when the network comes back or the list has changed. */
  #loadWhenNeeded(): void {
    const { currentLogin: login, account } = this;
    // The mark of the list comes first, so that a change after it is noticed.
    if (this.session?.status === 'starting') return;
    const mark = account?.deviceListMark;
    // The state too: the service refuses the list to a browser that was locked or removed elsewhere.
    const known = mark && `${mark} ${account.state}`;
    const client = this.session?.client;
    const isOffline = this.session?.status === 'offline';
    const isBack = this.#wasOffline && !isOffline;
    this.#wasOffline = isOffline;
    const { pending } = this.#loading;
    const isKnown = this.#asked?.client === client && this.#asked?.login === login;
    const isNew = known !== undefined && known !== this.#asked?.known && !pending;
    if (!this.canStart || (isKnown && !isBack && !isNew)) return;
    this.#asked = { client, login, known };
    void this.#loading.start();
  }

  get #isLoading(): boolean {
    return this.#loading.pending || (this.canStart && this.session?.status === 'starting');
  }

  #row(device: Device, texts: DevicesSentences): TemplateResult {
    const { task } = this;
    return deviceEntry(device, texts, this.messages, {
      name: this.#nameOf(device, texts),
      pending: this.#changing.pending,
      current: task?.device.tid === device.tid ? task.action : undefined,
      begin: (action) => void this.#begin(action, device),
    });
  }

  /**
   * The name of a browser in the labels of its buttons; with the time when it was added where another one has the same name,
   * and a number where that has the same minute as well.
   */
  #nameOf({ tid, tokenName, createdAt }: Device, texts: DevicesSentences): string {
    const twins = this.devices!.filter((one) => one.tokenName === tokenName);
    if (twins.length === 1) return tokenName;
    const minute = minuteOf(createdAt);
    const atOnce = twins.filter((one) => minuteOf(one.createdAt) === minute);
    const place = atOnce.findIndex((one) => one.tid === tid) + 1;
    const name = atOnce.length > 1 ? `${tokenName} (${place})` : tokenName;
    return texts.twin({ name, when: new Date(createdAt) });
  }

  #notes(texts: DevicesSentences): TemplateResult {
    const { messages, devices } = this;
    const { state } = this.#changing;
    const isAlone = devices?.length === 1 && devices[0]!.isThis;
    const hint = this.startHint(isAlone ? texts.onlyThis : '');
    const status =
      state.status === 'done'
        ? texts.done[this.task!.action]({ name: isolated(state.value.tokenName) })
        : '';
    const failure =
      this.#changing.failure(messages, texts.errors) || this.#loading.failure(messages);
    return html`${fieldNotes(hint, status, failure)}
    ${
      this.#loading.state.status === 'failed'
        ? html`<button
            part="retry-button"
            class="quiet flush"
            type="button"
            @click=${() => this.refresh()}
          >
            ${sentence(messages.tryAgain)}
          </button>`
        : nothing
    }`;
  }

  #confirmation(texts: DevicesSentences): TemplateResult {
    const { cancel, fieldMissing } = this.messages;
    return this.#dialog.render({
      ...deviceDialog(this.task, texts, this.nameMissing ? fieldMissing : ''),
      cancel,
      submit: this.#confirm,
    });
  }

  async #begin(action: DeviceAction, device: Device): Promise<void> {
    this.#changing.reset();
    this.task = { action, device, name: '' };
    this.nameMissing = false;
    await this.updateComplete;
    if (action !== 'unlockDevice') {
      const field = this.partNode<HTMLInputElement>('input');
      const asked = this.#dialog.ask(field ?? this.partNode('cancel-button'));
      // Once the dialog is open: WebKit selects nothing in a field that is not drawn.
      field?.select();
      const answer = await asked;
      if (answer === undefined) return;
      this.task = { action, device, name: answer };
    }
    const place = this.#placeOf(device);
    await this.#changing.start();
    await this.updateComplete;
    // The button that was pressed may have gone: with its browser, or for another one.
    if (isFocusLost()) this.#nextTo(device, place)?.focus();
  }

  /** A button of this browser; where it has gone, the browser that has taken its place; the label where there is none. */
  #nextTo(device: Device, place: number): HTMLElement | null {
    const shown = this.shadowRoot!.querySelectorAll<HTMLElement>('[part=device]');
    const wanted = '[part=lock-button], [part=unlock-button]';
    const button = shown[this.#placeOf(device)]?.parentElement?.querySelector<HTMLElement>(wanted);
    return button ?? shown[Math.min(place, shown.length - 1)] ?? this.partNode('label');
  }

  /** Where the browser with the focus has gone while nobody did anything, the focus goes to the label. */
  async #keepFocus(): Promise<void> {
    const focused = this.shadowRoot?.activeElement;
    await this.updateComplete;
    if (focused && isFocusLost()) this.partNode('label')?.focus();
  }

  #placeOf({ tid }: Device): number {
    return this.devices?.findIndex((one) => one.tid === tid) ?? -1;
  }

  readonly #confirm = (event: Event): void => {
    event.preventDefault();
    const field = this.partNode<HTMLInputElement>('input');
    this.nameMissing = field !== null && !field.value.trim();
    if (this.nameMissing) return field!.focus();
    this.#dialog.answer(field?.value.trim() ?? '');
    this.#dialog.close();
  };
}

function minuteOf(time: number): number {
  return Math.floor(time / 60_000);
}
