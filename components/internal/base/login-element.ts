import type { PropertyValues } from 'lit';
import { property } from 'lit/decorators.js';
import type { Account } from '../../../src/index.js';
import { accountOf } from '../session/account-factors.js';
import { LoginFollower, type ForLogin } from './login-follower.js';
import { NeonElement } from './neon-element.js';
import { textAttribute } from './text-attribute.js';

/** An element that works for one login. What it shows never outlives the login it belongs to. */
export abstract class LoginElement extends NeonElement implements ForLogin {
  /** The login to work for; empty: the one that is selected in the lists of the provider. */
  @property({ converter: textAttribute }) login = '';

  readonly #follower = new LoginFollower(this);

  /** The login that the element works for: `login`, or else the one that is selected in the lists of the provider. */
  get currentLogin(): string {
    return this.login || this.selectedLogin;
  }

  /** The enrolment of this browser that it works for, as far as it is known. */
  protected get account(): Account | undefined {
    return accountOf(this.session, this.currentLogin);
  }

  /** Forgets what is shown, and aborts what runs. */
  abstract reset(): void;

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    this.reset();
  }

  protected override willUpdate(changed: PropertyValues): void {
    super.willUpdate(changed);
    this.#follower.follow();
  }

  /** The hint of the element, or why nothing can be started yet. */
  protected startHint(hint: string): string {
    return this.hintFor(this.currentLogin, hint);
  }

  /** Whether an operation can be started, as far as the page is concerned. */
  protected get canStart(): boolean {
    return this.canWorkFor(this.currentLogin);
  }
}
