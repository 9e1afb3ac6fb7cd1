/**
 * A browser of a person, with all elements on its page, and everything observable about it.
 * @module
 */
import type { BrowserContext, Locator, Page } from 'playwright-core';
import { patience } from '../../../support/browsers/chromium.js';
import type { Ended, Heard } from '../../../support/pages/observed-page.js';
import type { Places } from './canary.js';

type Fields = Heard['fields'];

interface Waiting {
  readonly wants: (heard: Heard) => boolean;
  readonly take: (heard: Heard) => void;
}

/** One browser context with one page. */
export class Device {
  readonly name: string;
  readonly context: BrowserContext;
  page!: Page;
  /** All dispatched events, in order. */
  readonly heard: Heard[] = [];
  readonly #requests: string[] = [];
  readonly #console: string[] = [];
  readonly #waiting = new Set<Waiting>();
  readonly #url: string;

  private constructor(name: string, context: BrowserContext, url: string) {
    this.name = name;
    this.context = context;
    this.#url = url;
  }

  /** Opens the page in a context that has none yet. */
  static async open(name: string, context: BrowserContext, url: string): Promise<Device> {
    const device = new Device(name, context, url);
    context.setDefaultTimeout(patience);
    await context.exposeBinding('heard', (_source, what: Heard) => device.#hear(what));
    context.on('console', (message) => device.#console.push(message.text()));
    context.on('weberror', (problem) => device.#console.push(String(problem.error().stack)));
    context.on('request', (request) => {
      device.#requests.push(`${request.url()} ${JSON.stringify(request.headers())}`);
    });
    await device.reopen();
    return device;
  }

  /** Closes the page, and opens it again; resolves when it has read what is enrolled here. */
  async reopen(): Promise<void> {
    await this.page?.close();
    this.page = await this.context.newPage();
    this.page.on('framenavigated', (frame) => this.#requests.push(frame.url()));
    const ready = this.next('neon-logins-changed');
    await this.page.goto(this.#url);
    await ready;
  }

  part(tag: string, part: string): Locator {
    return this.page.locator(`${tag} [part~=${part}]`);
  }

  /** Text of a part, without white space. */
  async text(tag: string, part: string): Promise<string> {
    const shown = this.part(tag, part).filter({ hasText: /\w/ });
    return ((await shown.textContent()) ?? '').replace(/\s/g, '');
  }

  /** The next event of a type; rejects on neon-error. */
  async next(type: string): Promise<Fields> {
    const heard = await this.#next((one) => one.type === type || one.type === 'neon-error');
    if (heard.type === type) return heard.fields;
    throw new Error(`${this.name}: ${heard.text} instead of ${type}`);
  }

  /** The code of the next refusal. */
  async refusal(): Promise<unknown> {
    return (await this.#next(({ type }) => type === 'neon-error')).fields['code'];
  }

  /** Presses a button of an element and answers what is asked; resolves with the event by which that ends. */
  async press(tag: string, type: string, answer?: Answer, part = 'button'): Promise<Fields> {
    return this.#press(tag, part, answer, this.next(type));
  }

  /** The same where a refusal is to be expected; resolves with its code. */
  async pressInVain(tag: string, answer?: Answer, part = 'button'): Promise<unknown> {
    return this.#press(tag, part, answer, this.refusal());
  }

  /** Types a PIN or a password into the dialog that asks for it, in place of biometrics where it begins with them. */
  async enterPin(pin: string): Promise<void> {
    const instead = this.page.getByRole('button', { name: / instead$/ });
    await this.#fields.or(instead).first().waitFor();
    if (await instead.isVisible()) await instead.click();
    await this.#fields.fill(pin);
    await this.page.keyboard.press('Enter');
  }

  /** Types a new PIN into the dialog, twice. */
  async choosePin(pin: string): Promise<void> {
    await this.#fields.nth(1).fill(pin);
    await this.#fields.first().fill(pin);
    await this.page.keyboard.press('Enter');
  }

  /** Gives the BioKey that the dialog begins with. */
  async useBioKey(): Promise<void> {
    await this.part('neon-pin-prompt dialog[open]', 'status')
      .getByText('Follow the instructions')
      .waitFor();
    await this.page.evaluate("document.dispatchEvent(new Event('finger'))");
  }

  /** Calls a method of the headless core. */
  call(method: string, ...args: unknown[]): Promise<Ended> {
    return this.page.evaluate(([name, given]) => observed.call(name, ...given), [
      method,
      args,
    ] as const);
  }

  /** The form value of an element. */
  read(tag: string): Promise<string> {
    return this.page.evaluate((name) => observed.read(name), tag);
  }

  take(): Promise<string | undefined> {
    return this.page.evaluate(() => observed.take());
  }

  set(tag: string, attribute: string, value: string): Promise<void> {
    return this.page.evaluate(([name, key, text]) => observed.set(name, key, text), [
      tag,
      attribute,
      value,
    ] as const);
  }

  /** Takes an element out of the page. */
  remove(tag: string): Promise<void> {
    return this.page.locator(tag).evaluate((element) => element.remove());
  }

  /** Gives the page a vault for BioKeys. */
  bring(value: string): Promise<void> {
    return this.page.evaluate((text) => observed.bring(text), value);
  }

  /**
   * What the console says, but for answers by which the service refused, and for the advice to name a user beside each
   * password: a PIN is nothing for password managers.
   */
  get complaints(): string[] {
    const expected = /^Failed to load .* a status of 4\d\d|^\[DOM\] Password forms should have/;
    return this.#console.filter((text) => !expected.test(text));
  }

  /** Everything that is observable from outside or stored. */
  async places(): Promise<Places> {
    const kept = await this.page.evaluate(() => observed.kept());
    const cookies = await this.context.cookies();
    const places = {
      ...kept,
      cookies: `${kept['cookies']} ${JSON.stringify(cookies)}`,
      events: this.heard.map(({ type, text }) => `${type} ${text}`).join('\n'),
      requests: this.#requests.join('\n'),
      console: this.#console.join('\n'),
    };
    const named = Object.entries(places).map(([place, text]) => [`${this.name}, ${place}`, text]);
    return Object.fromEntries(named) as Places;
  }

  get #fields(): Locator {
    return this.part('neon-pin-prompt dialog[open]', 'input');
  }

  async #press(
    tag: string,
    part: string,
    answer: Answer | undefined,
    end: Promise<unknown>,
  ): Promise<never> {
    const act = async () => {
      await this.part(tag, part).click();
      await answer?.(this);
    };
    // The first failure has the reason.
    const [ended] = await Promise.all([end, act()]);
    return ended as never;
  }

  #hear(what: Heard): void {
    this.heard.push(what);
    for (const waiting of this.#waiting) {
      if (!waiting.wants(what)) continue;
      this.#waiting.delete(waiting);
      waiting.take(what);
    }
  }

  #next(wants: Waiting['wants']): Promise<Heard> {
    return new Promise((take) => this.#waiting.add({ wants, take }));
  }
}

/** What a person does when the dialog opens. */
export type Answer = (device: Device) => Promise<void>;
