import { html, nothing, type CSSResultGroup, type TemplateResult } from 'lit';
import { state } from 'lit/decorators.js';
import { repeat } from 'lit/directives/repeat.js';
import type { NeonClient, PushReply, PushRequest } from '../../src/index.js';
import { NeonPushAnsweredEvent, NeonPushReceivedEvent } from '../events.js';
import { CountdownController } from '../internal/base/countdown-controller.js';
import { showState } from '../internal/base/custom-states.js';
import { NeonElement } from '../internal/base/neon-element.js';
import { OperationController } from '../internal/base/operation-controller.js';
import { isolated, sentence } from '../messages/isolation.js';
import { enPushInbox, type PushInboxSentences } from '../messages/push-messages.js';
import { styles } from './neon-push-inbox.styles.js';

/** The person's reply to a request. */
interface Answer {
  readonly request: PushRequest;
  readonly reply: PushReply;
}

/**
 * Lists the push requests of pages that wait for this browser, each with its site, browser, place and age. To approve one,
 * the person types the number that the other page shows, and the PIN; to deny one, nothing.
 *
 * It polls the service while it is on a page. Of several tabs, only one polls.
 *
 * @slot empty - What to say when there is no request.
 * @fires {NeonPushReceivedEvent} neon-push-received - A request has come.
 * @fires {NeonPushAnsweredEvent} neon-push-answered - A request was approved or denied here.
 * @fires {NeonErrorEvent} neon-error - Answering failed.
 * @csspart heading - The heading.
 * @csspart list - The list.
 * @csspart request - A request.
 * @csspart site - Who asks, and for which login.
 * @csspart about - Browser, place and age of the asking page.
 * @csspart form - The number, and the button that approves.
 * @csspart label - Label of the number.
 * @csspart input - The number.
 * @csspart approve-button - The button that approves.
 * @csspart deny-button - The button that denies.
 * @csspart mute-button - The button that denies and keeps requests away for an hour.
 * @csspart hint - What the button does that keeps requests away.
 * @csspart empty - What is shown in place of an empty list.
 * @csspart status - That a request has come, or was answered.
 * @csspart message - What went wrong, in words: at the number, else below the list.
 * @cssstate empty - There is no request.
 * @cssstate pending - An answer is being sent.
 * @status experimental
 */
export class NeonPushInbox extends NeonElement {
  static override styles: CSSResultGroup = [NeonElement.styles, styles];

  @state() private requests: readonly PushRequest[] = [];
  /** What has happened last, for the status. */
  @state() private said: '' | 'arrived' | 'approved' | 'denied' | 'muted' = '';
  /** Id of the request whose number is missing. */
  @state() private missing = '';

  #answer: Answer | undefined;
  #watched: NeonClient | undefined;
  #stop: (() => void) | undefined;

  readonly #operation = new OperationController<Answer>(this, {
    name: 'answerPush',
    run: async (signal) => {
      const answer = this.#answer!;
      await this.client.answerPush(answer.request.pid, { ...answer.reply, signal });
      return answer;
    },
    fact: ({ request: { pid, login }, reply: { approve, mute } }) => {
      this.requests = this.requests.filter((one) => one.pid !== pid);
      this.said = approve ? 'approved' : mute ? 'muted' : 'denied';
      return new NeonPushAnsweredEvent(login, approve);
    },
  });

  /** Updates the ages, and removes expired requests. */
  readonly #clock = new CountdownController(this, () => this.#drop());
  /** The life of each request, by the monotonic clock. */
  #periods: ReadonlyMap<string, { readonly begin: number; readonly end: number }> = new Map();

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    this.#watch(undefined);
  }

  protected override willUpdate(): void {
    this.#watch(this.isConnected ? this.session?.client : undefined);
    const empty = this.requests.length || this.#isUnknown ? '' : 'empty';
    showState(this.internals, ['empty', 'pending'], this.#operation.pending ? 'pending' : empty);
  }

  protected override render(): TemplateResult {
    const { requests } = this;
    const texts = this.#texts;
    const isOver = this.#isOver;
    return html`<div class="rows">
      <p part="heading" class="label" id="heading" tabindex="-1">${sentence(texts.requests)}</p>
      ${
        requests.length
          ? html`<ul part="list" class="box" aria-labelledby="heading">
              ${repeat(
                requests,
                ({ pid }) => pid,
                (request) => this.#row(request),
              )}
            </ul>`
          : nothing
      }
      <div part="empty" class="box empty" ?hidden=${requests.length || isOver || this.#isUnknown}>
        <slot name="empty">${sentence(this.orAccountMissing(texts.noRequests))}</slot>
      </div>
      <p
        part="status"
        class=${isOver && this.said ? `box over ${this.said}` : 'hint'}
        role="status"
      >
        ${sentence(this.#status)}
      </p>
      <p part="message" class="message" role="alert">
        ${sentence((isOver && this.#failure()) || this.sessionFailure)}
      </p>
    </div>`;
  }

  get #texts(): PushInboxSentences {
    return this.sentencesOf(enPushInbox, 'push');
  }

  /** True when the last request has ended here: then that is shown, and not that there is no request. */
  get #isOver(): boolean {
    const isAnswered = this.said !== '' && this.said !== 'arrived';
    return !this.requests.length && (isAnswered || this.#failure() !== '');
  }

  get #status(): string {
    if (this.said) return this.#texts[this.said];
    return this.session?.status === 'offline' ? this.messages.errors.NETWORK_UNAVAILABLE : '';
  }

  /** Whether the service cannot be asked for requests. */
  get #isUnknown(): boolean {
    const status = this.session?.status;
    return status === 'offline' || status === 'failed';
  }

  #row(request: PushRequest): TemplateResult {
    const { pid, site, login, browser, place } = request;
    const texts = this.#texts;
    const seconds = Math.floor((performance.now() - this.#periods.get(pid)!.begin) / 1000);
    const age = texts.age({ when: { seconds: -Math.max(0, seconds) } });
    const about = [browser, place, age].filter(Boolean).map(isolated).join(' · ');
    const busy = this.#operation.pending;
    const current = this.#answer?.request.pid === pid;
    const problem =
      this.missing === pid ? texts.numberMissing : current && !this.missing ? this.#failure() : '';
    return html`<li part="request" aria-labelledby="site-${pid}">
      <p part="site" class="site" id="site-${pid}">
        ${sentence(texts.wantsToSignIn({ site: isolated(site), login: isolated(login) }))}
      </p>
      <p part="about" class="hint">${sentence(about)}</p>
      <form part="form" novalidate @submit=${(event: Event) => this.#approve(event, request)}>
        <label part="label" class="label" for="number-${pid}">${sentence(texts.typeNumber)}</label>
        <input
          part="input"
          class="text code"
          id="number-${pid}"
          inputmode="numeric"
          autocomplete="off"
          maxlength="12"
          ?readonly=${busy}
          aria-invalid=${problem !== ''}
          aria-describedby="message-${pid}"
        />
        <button
          part="approve-button"
          class="primary"
          aria-disabled=${busy}
          aria-busy=${busy && current}
          aria-describedby="site-${pid}"
        >
          ${sentence(texts.approve)}
        </button>
        <p part="message" id="message-${pid}" class="message" role="alert">${sentence(problem)}</p>
      </form>
      ${this.#refusals(request)}
    </li>`;
  }

  #refusals(request: PushRequest): TemplateResult {
    const texts = this.#texts;
    const busy = this.#operation.pending;
    const described = `site-${request.pid}`;
    const press = (mute: boolean) => this.#send(request, { approve: false, mute });
    return html`<div class="others">
      <button
        part="deny-button"
        type="button"
        aria-disabled=${busy}
        aria-describedby=${described}
        @click=${() => press(false)}
      >
        ${sentence(texts.deny)}
      </button>
      <button
        part="mute-button"
        class="danger"
        type="button"
        aria-disabled=${busy}
        aria-describedby="${described} not-me-${request.pid}"
        @click=${() => press(true)}
      >
        ${sentence(texts.notMe)}
      </button>
      <p part="hint" class="hint" id="not-me-${request.pid}">${sentence(texts.notMeHint)}</p>
    </div>`;
  }

  #failure(): string {
    const { state } = this.#operation;
    if (state.status !== 'failed') return '';
    const { code, left } = state.error as { code?: string; left?: number };
    if (code !== 'CODE_ENTRY_DOES_NOT_EXIST') {
      return this.#operation.failure(this.messages, this.#texts.errors);
    }
    const { numberWrong, denied } = this.#texts;
    if (left === 0) return `${numberWrong} ${denied}`;
    return left === undefined
      ? numberWrong
      : `${numberWrong} ${this.messages.triesLeft({ count: left })}`;
  }

  async #approve(event: Event, request: PushRequest): Promise<void> {
    event.preventDefault();
    if (this.#operation.pending) return;
    const input = (event.target as HTMLFormElement).querySelector('input')!;
    const number = input.value.trim();
    this.#operation.reset();
    this.missing = number ? '' : request.pid;
    if (!number) return input.focus();
    await this.#send(request, { approve: true, number });
  }

  async #send(request: PushRequest, reply: PushReply): Promise<void> {
    if (this.#operation.pending) return;
    this.#answer = { request, reply };
    this.said = this.missing = '';
    await this.#operation.start();
    await this.updateComplete;
    const { status } = this.#operation.state;
    // The focus was in a request that is gone, or the number has to be typed again.
    const input = this.shadowRoot?.getElementById(`number-${request.pid}`);
    if (status === 'failed') input?.focus();
    else if (status === 'done' && !this.shadowRoot?.activeElement) {
      (this.partNode('input') ?? this.partNode('heading'))?.focus();
    }
  }

  /** Watches the requests for another client, or for none. */
  #watch(client: NeonClient | undefined): void {
    if (client === this.#watched) return;
    this.#stop?.();
    this.#watched = client;
    this.requests = [];
    this.#stop = client?.watchPushRequests((requests) => this.#heard(requests));
  }

  #heard(requests: readonly PushRequest[]): void {
    const fresh = requests.filter(({ pid }) => !this.requests.some((one) => one.pid === pid));
    if (fresh.length) this.said = 'arrived';
    else if (!requests.length && this.said === 'arrived') this.said = '';
    this.requests = requests;
    this.#notePeriods();
    this.#tick();
    for (const { login } of fresh) this.dispatchEvent(new NeonPushReceivedEvent(login));
  }

  /** Counts down to the first request that expires. */
  #tick(): void {
    if (!this.requests.length) return this.#clock.stop();
    const end = Math.min(...this.requests.map(({ pid }) => this.#periods.get(pid)!.end));
    this.#clock.start(Date.now() + end - performance.now());
  }

  #drop(): void {
    const now = performance.now();
    this.requests = this.requests.filter(({ pid }) => this.#periods.get(pid)!.end > now);
    this.#tick();
  }

  /** Notes when new requests were made and expire, so that setting the machine's clock later changes nothing. */
  #notePeriods(): void {
    const since = performance.now() - Date.now();
    const periods = this.requests.map(({ pid, askedAt, expiresAt }) => {
      const period = { begin: askedAt + since, end: expiresAt + since };
      return [pid, this.#periods.get(pid) ?? period] as const;
    });
    this.#periods = new Map(periods);
  }
}
