/**
 * Somebody in front of the page: sees parts, presses, types.
 * @module
 */
import { expect, userEvent } from 'storybook/test';
import { Harness } from '../../test/support/elements/harness.js';
import { nextEvent } from '../../test/support/elements/next-event.js';
import type { NeonPinPrompt } from '../../components/neon-pin-prompt/neon-pin-prompt.js';
import type { NeonProvider } from '../../components/neon-provider/neon-provider.js';

/** Acts on the elements of one story. */
export class Person {
  readonly #canvas: HTMLElement;

  constructor({ canvasElement }: { canvasElement: HTMLElement }) {
    this.#canvas = canvasElement;
  }

  /** The element of a tag, once the service has answered its provider. */
  async sees<K extends keyof HTMLElementTagNameMap>(
    tag: K,
  ): Promise<Harness<HTMLElementTagNameMap[K]>> {
    await answered(this.#find('neon-provider'));
    const found = this.#find(tag);
    await ('updateComplete' in found ? found.updateComplete : undefined);
    return new Harness(found);
  }

  /** Presses a part, once it can be pressed. */
  async presses(on: Harness, part: string): Promise<void> {
    const isReady = (node: HTMLElement) =>
      node.ariaDisabled !== 'true' && !node.matches(':disabled') && node.checkVisibility();
    await on.until(() => on.parts(part).some(isReady));
    await userEvent.click(on.part(part));
  }

  /**
   * Starts what an element does, by its button, once there is a code in its field if it takes one. Resolves with the
   * element.
   */
  async starts<K extends keyof HTMLElementTagNameMap>(
    tag: K,
    code?: string,
  ): Promise<Harness<HTMLElementTagNameMap[K]>> {
    const element = await this.sees(tag);
    if (code !== undefined) await this.types(element, 'input', code);
    await this.presses(element, 'button');
    return element;
  }

  /** Reads what a part says, once it says something. */
  async reads(on: Harness, part: string, text: string): Promise<void> {
    await on.until(() => on.text(part));
    await expect(on.text(part)).toContain(text);
  }

  /** Types into a part, in place of what it holds. */
  async types(on: Harness, part: string, text: string): Promise<void> {
    await typeInto(on.part<HTMLInputElement>(part), text);
  }

  /** The dialog that asks for a PIN, once it asks. */
  async isAsked(): Promise<Harness<NeonPinPrompt>> {
    const prompt = this.prompt;
    await prompt.until(
      () => prompt.states('asking').length && prompt.part<HTMLDialogElement>('dialog').open,
    );
    return prompt;
  }

  /** The dialog, once it asks for what its title is to say. */
  async isAskedFor(title: RegExp): Promise<Harness<NeonPinPrompt>> {
    const prompt = this.prompt;
    await prompt.until(() => prompt.states('asking').length && title.test(prompt.text('title')));
    return prompt;
  }

  /** Waits until asked, types one value after the other, and confirms by keyboard. */
  async answers(...values: string[]): Promise<Harness<NeonPinPrompt>> {
    const prompt = await this.isAsked();
    for (const [index, value] of values.entries()) {
      const field = prompt.parts<HTMLInputElement>('input')[index]!;
      await typeInto(field, index === values.length - 1 ? `${value}{Enter}` : value);
    }
    return prompt;
  }

  /** The dialog, once it says why the last answer was refused. */
  async isRefused(): Promise<Harness<NeonPinPrompt>> {
    const prompt = this.prompt;
    await prompt.until(() => prompt.states('asking').length && prompt.text('message'));
    return prompt;
  }

  get prompt(): Harness<NeonPinPrompt> {
    const provider = new Harness<NeonProvider>(this.#find('neon-provider'));
    return new Harness(provider.part<NeonPinPrompt>('prompt'));
  }

  #find<K extends keyof HTMLElementTagNameMap>(tag: K): HTMLElementTagNameMap[K] {
    const found = this.#canvas.querySelector(tag);
    if (!found) throw new Error(`the story shows no <${tag}>`);
    return found;
  }
}

/** Types in place of what a field holds. How much that is `userEvent` knows alone: it does not notice when it is emptied. */
function typeInto(field: HTMLInputElement, text: string): Promise<void> {
  const all = { initialSelectionStart: 0, initialSelectionEnd: Infinity };
  return userEvent.type(field, text, all);
}

/** Resolves when a provider knows how it stands with its service. */
async function answered(provider: NeonProvider): Promise<void> {
  while (provider.status === 'starting') {
    await Promise.race([
      nextEvent(provider, 'neon-logins-changed'),
      nextEvent(provider, 'neon-error'),
    ]);
  }
}
