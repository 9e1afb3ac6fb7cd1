/**
 * Runs tests in WebKitGTK, over the WebDriver that comes with it (W3C WebDriver, level 1).
 * @module
 */
import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { setTimeout as delay } from 'node:timers/promises';
import * as v from 'valibot';
import { freePort } from '../services/free-port.js';
import { patience } from './chromium.js';

/** Keys by name, as WebDriver knows them; any other key stands for itself. */
const keys: Readonly<Record<string, string>> = {
  Backspace: '\uE003',
  Tab: '\uE004',
  Enter: '\uE007',
  Shift: '\uE008',
  Control: '\uE009',
  Escape: '\uE00C',
  End: '\uE010',
  Home: '\uE011',
  ArrowLeft: '\uE012',
  ArrowUp: '\uE013',
  ArrowRight: '\uE014',
  ArrowDown: '\uE015',
  Delete: '\uE017',
};

const answerSchema = v.object({ value: v.unknown() });
const sessionSchema = v.object({
  sessionId: v.string(),
  capabilities: v.looseObject({ browserVersion: v.string() }),
});
const sizeSchema = v.tuple([v.number(), v.number()]);
const rectSchema = v.object({ width: v.number(), height: v.number() });

/** How long a command may take, in milliseconds: the one that opens a page waits for everything in it. */
const commandLimit = 2 * patience;

/**
 * A launcher for the test runner. `type` is the one whose commands it understands: the runner asks the page of a
 * session for its `keyboard`, and for the size of the page.
 */
export class WebKitLauncher {
  readonly name: string;
  readonly type = 'puppeteer';
  /** One window, so that it always has the focus. */
  readonly concurrency = 1;
  readonly #page: WebDriver;
  readonly #active = new Set<string>();

  private constructor(page: WebDriver) {
    this.#page = page;
    this.name = `WebKitGTK ${page.version}`;
  }

  /** Starts WebKitGTK. `driver`: path of `WebKitWebDriver`. */
  static async start(driver: string): Promise<WebKitLauncher> {
    return new WebKitLauncher(await WebDriver.start(driver));
  }

  async startSession(id: string, url: string): Promise<void> {
    this.#active.add(id);
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

  stop(): Promise<void> {
    return this.#page.close();
  }

  getPage(): WebDriver {
    return this.#page;
  }
}

/** One window of the browser. */
class WebDriver {
  readonly #processes: readonly ChildProcess[];
  readonly #address: string;
  #session = '';
  /** Version of the browser. */
  version = '';

  private constructor(processes: readonly ChildProcess[], address: string) {
    this.#processes = processes;
    this.#address = address;
    process.on('exit', this.#kill);
  }

  /** It has no headless mode. Where there is no screen, it gets one in memory. */
  static async start(path: string): Promise<WebDriver> {
    const port = await freePort();
    const screen = process.env['DISPLAY'] ? undefined : await startScreen();
    const env = { ...process.env, ...(screen && { DISPLAY: screen.display }) };
    const command = spawn(path, [`--port=${port}`], { stdio: 'ignore', detached: true, env });
    const processes = [command, ...(screen ? [screen.process] : [])];
    const driver = new WebDriver(processes, `http://127.0.0.1:${port}`);
    try {
      await driver.#open();
    } catch (error) {
      driver.#kill();
      throw error;
    }
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
    const limit = AbortSignal.timeout(patience);
    for (;;) {
      const script = 'return [innerWidth, innerHeight]';
      const size = await this.#ask('POST', '/execute/sync', { script, args: [] });
      const [innerWidth, innerHeight] = v.parse(sizeSchema, size);
      if (innerWidth === wanted.width && innerHeight === wanted.height) return;
      limit.throwIfAborted();
      const window = v.parse(rectSchema, await this.#ask('GET', '/window/rect'));
      await this.#ask('POST', '/window/rect', {
        width: window.width + wanted.width - innerWidth,
        height: window.height + wanted.height - innerHeight,
      });
      // The page gets its size once the window has been drawn, for which there is no event here.
      await delay(100);
    }
  }

  async close(): Promise<void> {
    try {
      await this.#ask('DELETE', '');
    } finally {
      this.#kill();
      process.off('exit', this.#kill);
    }
  }

  /** Ends the driver with its browser, and the screen. */
  readonly #kill = (): void => {
    for (const { pid, exitCode, signalCode } of this.#processes) {
      if (pid !== undefined && exitCode === null && signalCode === null) process.kill(-pid);
    }
  };

  async #open(): Promise<void> {
    const [command] = this.#processes;
    const failed = once(command!, 'error').then(([error]) => Promise.reject(error as Error));
    const { sessionId, capabilities } = await Promise.race([this.#opened(), failed]);
    this.#session = `/session/${sessionId}`;
    this.version = capabilities.browserVersion;
  }

  /** Opens a session as soon as the driver listens, of which it sends no event. */
  async #opened(): Promise<v.InferOutput<typeof sessionSchema>> {
    const [command] = this.#processes;
    const limit = AbortSignal.timeout(patience);
    for (;;) {
      try {
        return v.parse(sessionSchema, await this.#call('POST', '/session', { capabilities: {} }));
      } catch (error) {
        if (!(error instanceof TypeError)) throw error;
        const { exitCode } = command!;
        if (exitCode !== null) throw new Error(`the driver ended with ${exitCode}`);
        limit.throwIfAborted();
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
    const response = await fetch(this.#address + path, {
      method,
      signal: AbortSignal.timeout(commandLimit),
      ...(body && { body: JSON.stringify(body) }),
    });
    const { value } = v.parse(answerSchema, await response.json());
    if (!response.ok) throw new Error(`WebDriver ${path}: ${JSON.stringify(value)}`);
    return value;
  }
}

/** Starts a screen in memory, which chooses a free number and writes it when it is ready. */
async function startScreen(): Promise<{ process: ChildProcess; display: string }> {
  const args = ['-displayfd', '1', '-screen', '0', '1600x1200x24', '-nolisten', 'tcp'];
  const screen = spawn('Xvfb', args, { stdio: ['ignore', 'pipe', 'ignore'], detached: true });
  const ended = once(screen, 'exit').then(([code]) => {
    throw new Error(`Xvfb ended with ${code}`);
  });
  const [number] = (await Promise.race([once(screen.stdout, 'data'), ended])) as [Buffer];
  return { process: screen, display: `:${number.toString().trim()}` };
}
