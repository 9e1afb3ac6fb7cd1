/**
 * Shows the requests for approval that wait for this browser, on pages that have nothing else to show them. It stands in
 * the flow of the page, before everything else: so it covers nothing. It takes no focus by itself.
 * @module
 */
import { adoptStyles, css, html, nothing, render, type TemplateResult } from 'lit';
import type { NeonClient, NeonError, PushReply, PushRequest } from '../../src/index.js';
import { formStyles } from '../internal/styles/form.styles.js';
import { hostStyles } from '../internal/styles/host.styles.js';
import { en } from '../messages/en.js';
import { isolated, sentence } from '../messages/isolation.js';
import { enPushInbox, type PushInboxSentences } from '../messages/push-messages.js';
import type { DocumentLanguage } from './document-language.js';

const noticeStyles = css`
  .box {
    display: grid;
    grid-template-columns: minmax(0, 1fr);
    gap: 0.5rem;
    max-width: 36rem;
    margin: 0.5rem auto;
    padding: 1rem var(--_inset);
    overflow-wrap: anywhere;
    background: var(--_surface);
    border: 1px solid var(--_line);
    border-radius: var(--_radius);
  }

  form,
  .others {
    display: flex;
    flex-wrap: wrap;
    gap: 0.5rem;
  }

  form .message {
    flex-basis: 100%;
    min-height: 0;
  }

  [role='status']:not(:empty) {
    padding: 0.5rem 1rem;
    text-align: center;
  }
`;

/** The calls of a client that the notice makes. */
type Approver = Pick<NeonClient, 'answerPush' | 'watchPushRequests'>;

/**
 * Shows the requests of one client from now on. Does nothing inside a page of another origin, which could lay something
 * over the notice, and where a notice or a `<neon-push-inbox>` shows them already.
 *
 * @param key names the enrolments that the client has.
 * @param explain gives the sentence about an error.
 * @param language of the page.
 */
export function showRequests(
  client: Approver,
  key: string,
  explain: (error: NeonError) => string,
  language: DocumentLanguage,
): void {
  const present = [...document.querySelectorAll<HTMLElement>('[data-neon-requests]')];
  if (isInForeignFrame() || present.some((host) => host.dataset['neonRequests'] === key)) return;
  const host = document.createElement('div');
  host.dataset['neonRequests'] = key;
  document.body.prepend(host);
  const notice = new RequestNotice(host.attachShadow({ mode: 'open' }), client, explain, language);
  client.watchPushRequests((requests) => notice.hear(requests));
}

function isInForeignFrame(): boolean {
  try {
    return top!.location.origin !== location.origin;
  } catch {
    return true;
  }
}

class RequestNotice {
  readonly #root: ShadowRoot;
  readonly #client: Approver;
  readonly #explain: (error: NeonError) => string;
  readonly #language: DocumentLanguage;
  #requests: readonly PushRequest[] = [];
  /** The request whose fields are open. */
  #open: string | undefined;
  /** The last thing that happened. */
  #said: '' | 'arrived' | 'approved' | 'denied' | 'muted' = '';
  #problem = '';
  #busy = false;

  constructor(
    root: ShadowRoot,
    client: Approver,
    explain: (error: NeonError) => string,
    language: DocumentLanguage,
  ) {
    this.#root = root;
    this.#client = client;
    this.#explain = explain;
    this.#language = language;
    adoptStyles(root, [hostStyles, formStyles, noticeStyles]);
    // Screen readers announce text only in a live region that was there before.
    this.#render();
    language.listen(() => this.#render());
  }

  hear(requests: readonly PushRequest[]): void {
    const isNew = requests.some(({ pid }) => this.#requests.every((one) => one.pid !== pid));
    if (isNew) this.#said = 'arrived';
    else if (this.#said === 'arrived' && !requests.length) this.#said = '';
    this.#requests = requests;
    this.#render();
  }

  get #texts(): PushInboxSentences {
    return this.#language.current.sentences(enPushInbox, 'push');
  }

  #render(): void {
    // The page's own list shows them.
    const isShown = !document.querySelector('neon-push-inbox');
    const requests = isShown ? this.#requests : [];
    render(
      html`<p role="status" tabindex="-1">
          ${isShown && this.#said ? sentence(this.#texts[this.#said]) : nothing}
        </p>
        ${requests.map((request) => this.#row(request))}`,
      this.#root,
    );
  }

  #row(request: PushRequest): TemplateResult {
    const { pid, site, login, browser, place } = request;
    const about = [browser, place].filter(Boolean).map(isolated).join(' · ');
    return html`<section class="box" aria-labelledby=${pid}>
      <strong id=${pid}
        >${sentence(this.#texts.wantsToSignIn({ site: isolated(site), login: isolated(login) }))}</strong
      >
      <span>${sentence(about)}</span>
      ${this.#open === pid ? this.#fields(pid) : this.#opener(pid)}
    </section>`;
  }

  #opener(pid: string): TemplateResult {
    const open = () => {
      this.#open = pid;
      this.#problem = '';
      this.#render();
      this.#root.querySelector('input')?.focus();
    };
    return html`<button class="primary" aria-describedby=${pid} @click=${open}>
      ${sentence(this.#texts.answer)}
    </button>`;
  }

  #fields(pid: string): TemplateResult {
    const deny = (mute: boolean) => () => void this.#send(pid, { approve: false, mute });
    return html`<form novalidate @submit=${(event: Event) => this.#approve(event, pid)}>
        <label class="label" for="number">${sentence(this.#texts.typeNumber)}</label>
        <input
          class="text"
          id="number"
          inputmode="numeric"
          autocomplete="off"
          aria-invalid=${this.#problem !== ''}
          aria-describedby="problem"
        />
        <button class="primary" aria-disabled=${this.#busy}>
          ${sentence(this.#texts.approve)}
        </button>
        <p id="problem" class="message" role="alert">${sentence(this.#problem)}</p>
      </form>
      <div class="others">
        <button aria-disabled=${this.#busy} @click=${deny(false)}>
          ${sentence(this.#texts.deny)}
        </button>
        <button
          class="danger"
          aria-disabled=${this.#busy}
          aria-describedby="not-me"
          @click=${deny(true)}
        >
          ${sentence(this.#texts.notMe)}
        </button>
      </div>
      <p id="not-me" class="hint">${sentence(this.#texts.notMeHint)}</p>`;
  }

  #approve(event: Event, pid: string): void {
    event.preventDefault();
    const input = this.#root.querySelector('input')!;
    if (input.value) return void this.#send(pid, { approve: true, number: input.value });
    this.#problem = this.#texts.numberMissing;
    this.#render();
    input.focus();
  }

  async #send(pid: string, reply: PushReply): Promise<void> {
    if (this.#busy) return;
    this.#busy = true;
    this.#problem = '';
    this.#render();
    try {
      await this.#client.answerPush(pid, reply);
      this.#said = reply.approve ? 'approved' : reply.mute ? 'muted' : 'denied';
      this.#requests = this.#requests.filter((one) => one.pid !== pid);
      this.#open = undefined;
    } catch (error) {
      this.#problem = this.#sentence(error as NeonError);
    }
    this.#busy = false;
    this.#render();
    const next = this.#open ? this.#root.querySelector('input') : undefined;
    (next ?? this.#root.querySelector<HTMLElement>('[role=status]'))?.focus();
  }

  #sentence(error: NeonError): string {
    const { code, left } = error;
    const { numberWrong, denied } = this.#texts;
    const { triesLeft } = this.#language.current.sentences(en);
    if (code === 'USER_CANCELLED') return '';
    if (code !== 'CODE_ENTRY_DOES_NOT_EXIST') return this.#explain(error);
    return left
      ? `${numberWrong} ${triesLeft({ count: left })}`
      : left === 0
        ? `${numberWrong} ${denied}`
        : numberWrong;
  }
}
