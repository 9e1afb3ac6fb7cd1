/**
 * The frame on the page: made when it is first needed, shown when it asks for a PIN, and made anew when it is lost.
 * @module
 */
import { linkSignals } from '../client/abort.js';
import { exchange, refusal } from '../client/exchange.js';
import type { Run } from '../client/run.js';
import { randomBytes, toBase64Url } from '../crypto/bytes.js';
import { NeonError } from '../errors.js';
import { helloPath, helloRequest } from '../protocol/hello.js';
import { framePath } from '../protocol/limits.js';
import { boolean, object, oneOf, string } from '../protocol/read.js';
import { FrameChannel, type Methods } from './frame-channel.js';

/** What a page waits for, in milliseconds. */
const patience = {
  /** For the frame to load. */
  load: 10_000,
  /** For its word, before the service is asked why there is none. */
  word: 1_500,
  /** For its word at last. */
  last: 8_500,
};

const readReady = /* @__PURE__ */ object({ btt: oneOf(1), ready: string(), hostPin: boolean });

/** Fills the window and shows nothing of its own: the frame is transparent, and so must what is around it be. */
const bare = 'width:100%;height:100%;max-width:none;max-height:none;margin:0;padding:0;border:0;';
const dialogStyle = `${bare}position:fixed;inset:0;overflow:hidden;background:none`;
// The same schemes as the frame's document: where they differ, browsers give it a background.
const frameStyle = `${bare}display:block;color-scheme:light dark`;

/** What a page says of its frame. */
export interface FrameOptions {
  /** Name and version of the application, for the operator of the service. */
  readonly appDescription?: string | undefined;
  /** Whether browsers may be enrolled that keep nothing beyond their session. */
  readonly allowEphemeral?: boolean | undefined;
}

/** The frame of one client. */
export class FrameWindow {
  /** Whether the site's pages may hand over PINs and BioKeys; known once the frame has answered. */
  hostPin = false;
  readonly #run: Run;
  readonly #options: FrameOptions;
  readonly #methods: Methods;
  #frame: HTMLIFrameElement | undefined;
  #dialog: HTMLDialogElement | undefined;
  #channel: FrameChannel | undefined;
  #opening: Promise<FrameChannel> | undefined;
  #isAsking = false;
  #arrive!: (channel: FrameChannel) => void;
  #tellLoaded!: () => void;

  constructor(run: Run, options: FrameOptions, methods: Methods) {
    this.#run = run;
    this.#options = options;
    this.#methods = { ...methods, show: async (parameters) => this.#show(parameters) };
  }

  /**
   * Resolves with the channel to the frame.
   * @throws {NeonError} `NETWORK_UNAVAILABLE`, `ORIGIN_NOT_ALLOWED`, and what the service refuses this page with.
   */
  open(): Promise<FrameChannel> {
    if (!this.#frame?.isConnected) {
      this.remove();
      this.#make();
    }
    return this.#opening!;
  }

  /**
   * Does something that waits for the frame; notices when the page throws the frame away meanwhile.
   */
  async watching<T>(work: () => Promise<T>): Promise<T> {
    const lost = new MutationObserver(() => {
      if (!this.#frame?.isConnected) this.#channel?.close();
    });
    lost.observe(document, { childList: true, subtree: true });
    try {
      return await work();
    } finally {
      lost.disconnect();
    }
  }

  remove(): void {
    this.#channel?.close();
    this.#dialog?.remove();
    this.#frame = this.#dialog = this.#channel = this.#opening = undefined;
  }

  #make(): void {
    const { iss, als } = this.#run;
    const dialog = (this.#dialog = document.createElement('dialog'));
    const frame = (this.#frame = document.createElement('iframe'));
    dialog.style.cssText = dialogStyle;
    frame.style.cssText = frameStyle;
    frame.title = 'PIN';
    frame.src = iss + framePath + als;
    dialog.oncancel = (event) => {
      // The focus may be outside the frame. Inside, Escape is the frame's.
      event.preventDefault();
      frame.focus();
    };
    dialog.onclose = () => {
      if (this.#isAsking) void this.#channel?.call('dismiss', {}, this.#run.closed);
    };
    frame.onload = () => this.#loaded(frame);
    dialog.append(frame);
    this.#expect();
    (document.body ?? document.documentElement).append(dialog);
  }

  /** Waits for the frame's word from now on. */
  #expect(): void {
    const waiting = linkSignals(this.#run.closed);
    const arrival = new Promise<FrameChannel>((resolve) => (this.#arrive = resolve));
    const loaded = new Promise<void>((resolve) => (this.#tellLoaded = resolve));
    const opening = Promise.race([arrival, silence(this.#run, loaded, waiting.signal)]);
    this.#opening = opening;
    opening.catch(() => this.#opening === opening && this.remove()).finally(() => waiting.abort());
  }

  /** Greets the frame, each time that it has loaded: what was there before is gone. */
  #loaded(frame: HTMLIFrameElement): void {
    if (this.#channel) {
      this.#channel.close();
      this.#channel = undefined;
      this.#show({ on: false });
      this.#expect();
    }
    this.#tellLoaded();
    const { iss, pins } = this.#run;
    const { appDescription, allowEphemeral } = this.#options;
    const { port1, port2 } = new MessageChannel();
    const hello = toBase64Url(randomBytes(16));
    port1.onmessage = ({ data }) => {
      const word = readWord(data);
      if (word?.ready !== hello) return;
      this.hostPin = word.hostPin;
      this.#channel = new FrameChannel('page', port1, this.#methods);
      this.#arrive(this.#channel);
    };
    const greeting = { btt: 1, hello, appDescription, pins, allowEphemeral };
    frame.contentWindow!.postMessage(greeting, iss, [port2]);
  }

  #show(parameters: unknown): void {
    const { on } = parameters as { on: boolean };
    this.#isAsking = on;
    if (!on) return this.#dialog?.close();
    if (!this.#dialog?.open) this.#dialog?.showModal();
    this.#frame?.focus();
  }
}

/** Rejects when the frame has not said a word for too long, with the reason as far as it can be found out. */
async function silence(run: Run, loaded: Promise<void>, signal: AbortSignal): Promise<never> {
  const { clock, als, lib } = run;
  const isLoaded = await Promise.race([
    loaded.then(() => true),
    clock.wait(patience.load, signal).then(() => false),
  ]);
  await clock.wait(isLoaded ? patience.word : 0, signal);
  // The service would refuse the frame what it refuses this page.
  const hello = helloRequest(als, lib, toBase64Url(randomBytes(16)));
  const reply = await exchange({ ...run, signal }, helloPath, hello);
  if (!reply.ok) throw refusal(reply);
  if (isLoaded) await clock.wait(patience.last, signal);
  throw new NeonError(isLoaded ? 'ORIGIN_NOT_ALLOWED' : 'NETWORK_UNAVAILABLE', {
    message: 'the frame does not answer; does the site allow it?',
  });
}

function readWord(data: unknown): ReturnType<typeof readReady> | undefined {
  try {
    return readReady(JSON.parse(data as string), '$');
  } catch {
    return undefined;
  }
}
