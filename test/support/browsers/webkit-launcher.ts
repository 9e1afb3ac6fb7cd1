/**
 * Runs tests in WebKitGTK, over the WebDriver that comes with it (W3C WebDriver, level 1).
 * @module
 */
import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { createServer, type AddressInfo } from 'node:net';
import { setTimeout as delay } from 'node:timers/promises';
import * as v from 'valibot';

/** Keys by name, as WebDriver knows them; any other key stands for itself. */
const keys: Readonly<Record<string, string>> = {
  Backspace: '\uE003',
  Tab: '\uE004',
  Enter: '\uE007',
  Shift: '\uE008',
  Control: '\uE009',
  Escape: '\uE00C',
  Home: '\uE011',
  ArrowDown: '\uE015',
};

const answerSchema = v.object({ value: v.unknown() });
const sessionSchema = v.object({ sessionId: v.string() });
const sizeSchema = v.tuple([v.number(), v.number()]);

/**
 * A launcher for the test runner. `type` is the one whose commands it understands: the runner asks the page of a
 * session for its `keyboard`, and for the size of the page.
 */
export class WebKitLauncher {
  readonly name = 'WebKitGTK';
  readonly type = 'puppeteer';
  /** One window, so that it always has the focus. */
  readonly concurrency = 1;
  readonly #driver: string;
  readonly #active = new Set<string>();
  #page: WebDriver | undefined;

  /** `driver`: path of `WebKitWebDriver`. */
  constructor(driver: string) {
    this.#driver = driver;
  }

  async startSession(id: string, url: string): Promise<void> {
    this.#active.add(id);
    this.#page ??= await WebDriver.start(this.#driver);
    await this.#page.setViewport({ width: 1280, height: 800 });
    await this.#page.open(url);
  }

  isActive(id: string): boolean {
    return this.#active.has(id);
  }

  getBrowserUrl(): Promise<string> {
    return this.getPage().url();
  }

  async stopSession(id: string): Promise<object> {
    this.#active.delete(id);
    await this.getPage().open('about:blank');
    return {};
  }

  startDebugSession(): Promise<void> {
    return Promise.reject(new Error('open the page by hand'));
  }

  async stop(): Promise<void> {
    await this.#page?.close();
  }

  getPage(): WebDriver {
    if (!this.#page) throw new Error('no session has begun');
    return this.#page;
  }
}

/** One window of the browser. */
class WebDriver {
  readonly #process: ChildProcess;
  readonly #address: string;
  #session = '';

  private constructor(process: ChildProcess, address: string) {
    this.#process = process;
    this.#address = address;
  }

  static async start(path: string): Promise<WebDriver> {
    const port = await freePort();
    const command = [path, `--port=${port}`];
    // It has no headless mode, and a machine for tests seldom has a screen.
    if (!process.env['DISPLAY']) command.unshift('xvfb-run', '-a', '-s', '-screen 0 1600x1200x24');
    const [file, ...args] = command;
    const driver = new WebDriver(
      spawn(file!, args, { stdio: 'ignore', detached: true }),
      `http://127.0.0.1:${port}`,
    );
    await driver.#open();
    return driver;
  }

  readonly keyboard = {
    type: (text: string) => this.#press([...text].map((key) => [key])),
    /** One key, or several at once such as `Control+V`. */
    press: (chord: string) => this.#press([chord.length > 1 ? chord.split('+') : [chord]]),
  };

  open(url: string): Promise<unknown> {
    return this.#ask('POST', '/url', { url });
  }

  async url(): Promise<string> {
    return v.parse(v.string(), await this.#ask('GET', '/url'));
  }

  /** Gives the page, not its window, a size in CSS pixels. */
  async setViewport(wanted: { width: number; height: number }): Promise<void> {
    let { width, height } = wanted;
    // The size of the window's frame is known once it has been drawn, for which there is no event.
    for (let attempt = 0; attempt < 10; attempt++) {
      await this.#ask('POST', '/window/rect', { width, height });
      await delay(100);
      const script = 'return [innerWidth, innerHeight]';
      const size = await this.#ask('POST', '/execute/sync', { script, args: [] });
      const [innerWidth, innerHeight] = v.parse(sizeSchema, size);
      if (innerWidth === wanted.width && innerHeight === wanted.height) return;
      width += wanted.width - innerWidth;
      height += wanted.height - innerHeight;
    }
    throw new Error(`no window has a page of ${wanted.width} by ${wanted.height} pixels`);
  }

  async close(): Promise<void> {
    await this.#ask('DELETE', '');
    process.kill(-this.#process.pid!);
  }

  async #open(): Promise<void> {
    for (;;) {
      try {
        const started = await this.#call('POST', '/session', { capabilities: {} });
        this.#session = `/session/${v.parse(sessionSchema, started).sessionId}`;
        return;
      } catch (error) {
        if (!(error instanceof TypeError) || this.#process.exitCode !== null) throw error;
        // The driver does not listen yet.
        await delay(100);
      }
    }
  }

  async #press(chords: readonly (readonly string[])[]): Promise<void> {
    const actions = chords.flatMap((chord) => {
      const values = chord.map((name) => keys[name] ?? name);
      const down = values.map((value) => ({ type: 'keyDown', value }));
      const up = values.reverse().map((value) => ({ type: 'keyUp', value }));
      return [...down, ...up];
    });
    await this.#ask('POST', '/actions', { actions: [{ type: 'key', id: 'keyboard', actions }] });
  }

  #ask(method: string, path: string, body?: object): Promise<unknown> {
    return this.#call(method, this.#session + path, body);
  }

  async #call(method: string, path: string, body?: object): Promise<unknown> {
    const init = { method, ...(body && { body: JSON.stringify(body) }) };
    const response = await fetch(this.#address + path, init);
    const { value } = v.parse(answerSchema, await response.json());
    if (!response.ok) throw new Error(`WebDriver ${path}: ${JSON.stringify(value)}`);
    return value;
  }
}

async function freePort(): Promise<number> {
  const server = createServer().listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address() as AddressInfo;
  server.close();
  await once(server, 'close');
  return port;
}
