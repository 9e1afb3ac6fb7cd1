import { NeonElement } from './neon-element.js';
import type { Changed, Properties } from './reactive-element.js';

/** An element that works for one login. What it shows never outlives the login it belongs to. */
export abstract class LoginElement extends NeonElement {
  static override properties: Properties = { login: { attribute: 'login' } };

  /** The login to work for. */
  declare login: string;

  constructor() {
    super();
    this.login = '';
  }

  /** Forgets what is shown, and aborts what runs. */
  abstract reset(): void;

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    this.reset();
  }

  protected override willUpdate(changed: Changed): void {
    // Before there was a login, what stands here belongs to nobody else: a code, say, that was typed meanwhile.
    if (changed.get('login') && this.hasUpdated) this.reset();
  }

  /** Whether an operation can be started, as far as the page is concerned. */
  protected get canStart(): boolean {
    return this.login !== '' && this.session?.client !== undefined;
  }
}
