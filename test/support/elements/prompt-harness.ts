import { sendKeys } from '@web/test-runner-commands';
import type { NeonPinPrompt } from '../../../components/neon-pin-prompt/neon-pin-prompt.js';
import type { NeonProvider } from '../../../components/neon-provider/neon-provider.js';
import { Harness } from './harness.js';

/** The dialog that asks for the PIN, and a person in front of it. */
export class PromptHarness extends Harness<NeonPinPrompt> {
  /** The dialog of a provider. */
  static of(provider: NeonProvider): PromptHarness {
    return new PromptHarness(new Harness(provider).part<NeonPinPrompt>('prompt'));
  }

  get isOpen(): boolean {
    return this.part<HTMLDialogElement>('dialog').open;
  }

  /** Resolves when the dialog asks. */
  asks(): Promise<void> {
    return this.until(() => this.isOpen && this.states('asking').length);
  }

  /** Resolves when the dialog asks again, with the reason of the refusal. */
  refuses(): Promise<void> {
    return this.until(() => this.states('asking').length && this.text('message'));
  }

  closes(): Promise<void> {
    return this.until(() => !this.isOpen);
  }

  /** Types into the fields, one after the other, and confirms: by keyboard alone. */
  async enter(...values: string[]): Promise<void> {
    for (const [index, value] of values.entries()) {
      if (index > 0) await sendKeys({ press: 'Tab' });
      await sendKeys({ type: value });
    }
    await sendKeys({ press: 'Enter' });
  }

  /** Waits until asked, then types. */
  async answer(...values: string[]): Promise<void> {
    await this.asks();
    await this.enter(...values);
  }
}
