/**
 * Step 1: the bank's staff create a customer and a code.
 * @module
 */
import { nothing, render } from 'lit/html.js';
import { customerFile, type FileActions } from './customer-file.js';
import {
  changeBrowser,
  changeCustomer,
  findCustomer,
  issueCode,
  OperatorRefusal,
  type CodeKind,
  type IssuedCode,
} from './operator-calls.js';
import { pageElement } from './page-element.js';

const kinds: Readonly<Record<CodeKind, string>> = {
  activation: 'Activation',
  restore: 'Restore',
  unlock: 'Unlock',
  reset: 'Reset',
};

/** Long codes set a browser up; short ones are for enrolled browsers. */
const isLong = (kind: CodeKind) => kind === 'activation' || kind === 'restore';

/** Callbacks of the page. */
export interface StaffPanelHooks {
  /** A code for step 2 was issued. */
  issued(): void;
  /** The visitor wants to use the code in step 2. */
  use(code: string): void;
  /** A customer or a browser was blocked or unblocked. */
  changed(): void;
}

/** The panel of the bank's staff. */
export class StaffPanel {
  readonly #hooks: StaffPanelHooks;
  readonly #customer = pageElement('customer', HTMLInputElement);
  readonly #code = pageElement('issued-code', HTMLElement);
  readonly #copy = pageElement('copy-code', HTMLButtonElement);

  constructor(hooks: StaffPanelHooks) {
    this.#hooks = hooks;
    pageElement('code-form', HTMLFormElement).addEventListener('submit', (event) => {
      event.preventDefault();
      this.#order('activation');
    });
    this.#customer.addEventListener('change', () => {
      this.refresh();
    });
    this.#copy.addEventListener('click', () => void this.#copyCode());
    pageElement('use-code', HTMLButtonElement).addEventListener('click', () => {
      hooks.use(this.#code.textContent);
    });
  }

  /** Removes the code, for instance when it has been used. */
  clearCode(): void {
    this.#code.textContent = '';
    pageElement('issued', HTMLElement).hidden = true;
  }

  /** Reads the customer's file again, for instance after an activation. */
  refresh(): void {
    this.#attempt(() => this.#showCustomer());
  }

  #order(kind: CodeKind, tid?: string): void {
    this.#attempt(async () => {
      const login = this.#login;
      if (login === '') throw new OperatorRefusal('Enter the name of a customer.');
      // It is there where customers type something.
      const box = document.querySelector<HTMLInputElement>('#define-pin');
      const definePin = kind === 'restore' && !!box?.checked;
      this.#showCode(await issueCode({ login, kind, tid, definePin }), login);
      if (isLong(kind)) this.#hooks.issued();
      await this.#showCustomer();
    });
  }

  /** Runs one action of the staff, and shows its error if it fails. */
  #attempt(action: () => Promise<void>): void {
    const problem = pageElement('staff-problem', HTMLElement);
    action().then(
      () => {
        problem.textContent = '';
      },
      (error: unknown) => {
        if (!(error instanceof OperatorRefusal)) throw error;
        problem.textContent = error.message;
      },
    );
  }

  async #showCustomer(): Promise<void> {
    const login = this.#login;
    const customer = login === '' ? undefined : await findCustomer(login);
    const then = (work: Promise<void>) => {
      this.#attempt(async () => {
        await work;
        this.#hooks.changed();
        await this.#showCustomer();
      });
    };
    const actions: FileActions = {
      order: (kind, tid) => {
        this.#order(kind, tid);
      },
      change: (action) => {
        if (customer) then(changeCustomer(customer.uid, action));
      },
      changeBrowser: (tid, action) => {
        then(changeBrowser(tid, action));
      },
    };
    const file = customer ? customerFile(customer, actions) : nothing;
    render(file, pageElement('customer-file', HTMLElement));
  }

  #showCode(issued: IssuedCode, login: string): void {
    const title = `${kinds[issued.kind]} code for ${login}`;
    pageElement('issued-title', HTMLElement).textContent = title;
    pageElement('issued-until', HTMLElement).textContent =
      `Works once, until ${moment(issued.expiresAt)}.`;
    this.#code.textContent = issued.code;
    this.#copy.textContent = 'Copy';
    pageElement('use-code', HTMLElement).hidden = !isLong(issued.kind);
    pageElement('code-help', HTMLElement).hidden = isLong(issued.kind);
    pageElement('issued', HTMLElement).hidden = false;
  }

  async #copyCode(): Promise<void> {
    try {
      await navigator.clipboard.writeText(this.#code.textContent);
      this.#copy.textContent = 'Copied';
    } catch {
      getSelection()?.selectAllChildren(this.#code);
      this.#copy.textContent = 'Press Ctrl+C';
    }
  }

  get #login(): string {
    return this.#customer.value.trim();
  }
}

/** A time of today without its date, any other with it. */
function moment(time: number): string {
  const date = new Date(time);
  const clock = date.toLocaleTimeString('en-GB', { timeStyle: 'short' });
  if (date.toDateString() === new Date().toDateString()) return clock;
  const day = date.toLocaleDateString('en-GB', { weekday: 'long', day: 'numeric', month: 'long' });
  return `${clock} on ${day}`;
}
