import type { PropertyValues } from 'lit';
import { property } from 'lit/decorators.js';
import { NeonElement } from './neon-element.js';
import { textAttribute } from './text-attribute.js';

/** An element that works for one login. What it shows never outlives the login it belongs to. */
export abstract class LoginElement extends NeonElement {
  /** The login to work for. */
  @property({ converter: textAttribute }) login = '';

  /** Forgets what is shown, and aborts what runs. */
  abstract reset(): void;

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    this.reset();
  }

  protected override willUpdate(changed: PropertyValues): void {
    // What was typed before there was a login, a code for instance, belongs to nobody else and stays.
    if (changed.get('login') && this.hasUpdated) this.reset();
  }

  /** The hint of the element, or why nothing can be started yet. */
  protected startHint(hint: string): string {
    return this.misconfigured || (this.login ? hint : this.messages.loginMissing);
  }

  /** Whether an operation can be started, as far as the page is concerned. */
  protected get canStart(): boolean {
    return this.login !== '' && this.session?.client !== undefined;
  }
}
