/**
 * The frame in the page: created when it is first needed, shown when it asks for a PIN, created again when it is lost.
 * @module
 */
import { linkSignals, type LinkedSignal } from '../../client/signals.js';
import { exchange, refusal } from '../../client/service/exchange.js';
import type { Run } from '../../client/run.js';
import { randomBytes, toBase64Url } from '../../crypto/bytes.js';
import { NeonError } from '../../errors.js';
import { helloPath, helloRequest } from '../../protocol/hello.js';
import { colorsAt } from './page-colors.js';
import { FrameChannel, type Methods } from './frame-channel.js';
import { keepDialogEvents, keepRestOfKey } from './frame-dialog-events.js';

/** Path of the frame document below the service's origin; the alias follows. */
const framePath = '/frame/v1/';

/** How long a page waits for its frame, in milliseconds. */
export const patience = {
  /** Until the frame has loaded. */
  load: 10_000,
  /** Then until the service is asked why the frame does not answer. */
  word: 1_500,
  /** Then until the frame is given up. */
  last: 8_500,
};

/** Fills the window without any look of its own: the frame is transparent, and so is the dialog around it. */
const bare = 'width:100%;height:100%;max-width:none;max-height:none;margin:0;padding:0;border:0;';
const dialogStyle = `${bare}display:none;position:fixed;inset:0;overflow:hidden;background:none;transition:none!important`;
const frameStyle = `${bare}display:block`;

/** Longest language tag that crosses, in UTF-16 code units. Longer ones are of no language. */
const longestTag = 64;

/** Longest description of the application that crosses, in UTF-16 code units. */
const longestDescription = 256;

/** Options of a page for its frame. */
export interface FrameOptions {
  /** Name and version of the application, for the operator of the service. */
  readonly appDescription?: string | undefined;
  /** Language of the dialog, a BCP 47 tag; without it, that of the document. Read when the dialog opens. */
  readonly lang?: string | undefined;
  /** Whether browsers may be enrolled that drop storage of frames when they are closed. */
  readonly allowEphemeral?: boolean | undefined;
}

/** The first message of a frame over its port. It is trusted as the service is. */
interface Word {
  readonly ready: string;
  readonly hostPin: boolean;
}

/** A frame that has not answered yet. */
interface Opening {
  readonly channel: Promise<FrameChannel>;
  readonly arrive: (channel: FrameChannel) => void;
  readonly tellLoaded: () => void;
  /** Aborted when the frame has answered or is given up. */
  readonly end: LinkedSignal;
}

/** The frame of one client. */
export class FrameWindow {
  /** Whether the site's pages may hand over PINs and BioKeys; known once the frame has answered. */
  hostPin = false;
  readonly #run: Run;
  readonly #options: FrameOptions;
  readonly #methods: Methods;
  readonly #arrivals = new Set<() => void>();
  #dialog: HTMLDialogElement | undefined;
  #frame: HTMLIFrameElement | undefined;
  #loss: MutationObserver | undefined;
  #kept: AbortController | undefined;
  #port: MessagePort | undefined;
  #channel: FrameChannel | undefined;
  #opening: Opening | undefined;
  #isAsking = false;

  constructor(run: Run, options: FrameOptions, methods: Methods) {
    this.#run = run;
    this.#options = options;
    this.#methods = { ...methods, show: async (parameters) => this.#show(parameters) };
  }

  /**
   * Resolves with the channel to the frame.
   * @throws {NeonError} `NETWORK_UNAVAILABLE`, `ORIGIN_NOT_ALLOWED`, and what the service refuses this page with;
   *   `OUTCOME_UNKNOWN` when the page throws the frame away.
   */
  async open(): Promise<FrameChannel> {
    if (!this.#frame?.isConnected) {
      this.remove();
      this.#make();
    }
    return this.#opening!.channel;
  }

  /** Resolves when the next frame has answered. */
  arrival(): Promise<void> {
    return new Promise((resolve) => this.#arrivals.add(resolve));
  }

  remove(): void {
    this.#loss?.disconnect();
    this.#kept?.abort();
    this.#part();
    this.#opening?.end.abort(new NeonError('OUTCOME_UNKNOWN'));
    this.#dialog?.remove();
    this.#frame = this.#dialog = this.#opening = undefined;
  }

  #make(): void {
    const { iss, als, closed } = this.#run;
    const dialog = (this.#dialog = document.createElement('dialog'));
    const frame = (this.#frame = document.createElement('iframe'));
    dialog.style.cssText = dialogStyle;
    frame.style.cssText = frameStyle;
    dialog.ariaLabel = frame.title = 'PIN';
    frame.src = iss + framePath + als;
    this.#kept = new AbortController();
    keepDialogEvents(dialog, this.#kept.signal, {
      escape: () => frame.focus(),
      closed: () => {
        // May have been reopened.
        if (!this.#isAsking || dialog.open) return;
        this.#show({ on: false });
        this.#channel?.call('dismiss', {}, closed).catch(() => undefined);
      },
    });
    frame.onload = () => this.#loaded(frame);
    dialog.append(frame);
    this.#expect();
    const loss = (this.#loss = new MutationObserver(() => frame.isConnected || this.remove()));
    // Outside the body, since pages replace its content.
    const root = document.documentElement;
    root.append(dialog);
    for (const node of [document, root, dialog]) loss.observe(node, { childList: true });
  }

  /** Waits for the frame's first message from now on. */
  #expect(): void {
    const end = linkSignals(this.#run.closed);
    let arrive!: Opening['arrive'];
    let tellLoaded!: Opening['tellLoaded'];
    const arrival = new Promise<FrameChannel>((resolve) => (arrive = resolve));
    const loaded = new Promise<void>((resolve) => (tellLoaded = resolve));
    const channel = Promise.race([arrival, silence(this.#run, loaded, end.signal)]);
    const opening = (this.#opening = { channel, arrive, tellLoaded, end });
    channel.catch(() => this.#opening === opening && this.remove()).finally(() => end.abort());
  }

  /** Greets the frame each time it has loaded: the previous document in it is gone. */
  #loaded(frame: HTMLIFrameElement): void {
    const isAnew = this.#channel;
    this.#part();
    if (isAnew) this.#expect();
    this.#opening!.tellLoaded();
    const { iss, pins, macId } = this.#run;
    const { appDescription = '', allowEphemeral } = this.#options;
    const { port1, port2 } = new MessageChannel();
    const hello = toBase64Url(randomBytes(16));
    this.#port = port1;
    port1.onmessage = ({ data }) => {
      const { ready, hostPin } = JSON.parse(data as string) as Word;
      if (ready !== hello) return;
      this.hostPin = hostPin;
      this.#channel = new FrameChannel(port1, this.#methods);
      this.#opening!.arrive(this.#channel);
      for (const tell of this.#arrivals) tell();
      this.#arrivals.clear();
    };
    const greeting = {
      btt: 1,
      hello,
      // In the form that the frame reads: it ignores a malformed greeting without a word.
      appDescription: `${appDescription}`.slice(0, longestDescription),
      pins,
      // Left out when there is none: an older frame does not know it.
      ...(macId !== undefined && { macId }),
      allowEphemeral: !!allowEphemeral,
    };
    frame.contentWindow!.postMessage(greeting, iss, [port2]);
  }

  /** Closes the connection to the document in the frame. */
  #part(): void {
    this.#port?.close();
    this.#channel?.close();
    this.#channel = undefined;
    this.#show({ on: false });
  }

  #show(parameters: unknown): object | void {
    const { on } = parameters as { on: boolean };
    const [dialog, frame] = [this.#dialog, this.#frame];
    this.#isAsking = on;
    if (!dialog || !frame) return;
    // Set explicitly, since pages have styles for their own dialogs.
    dialog.style.display = on ? 'block' : 'none';
    if (!on) {
      if (dialog.open) keepRestOfKey();
      return dialog.close();
    }
    // The frame's document uses the same scheme: if the two differ, browsers paint a background.
    const scheme = (frame.style.colorScheme = schemeOfPage());
    try {
      if (!dialog.open) dialog.showModal();
    } catch {
      // The browser does not let it be modal, as in a page that it is leaving.
      dialog.show();
    }
    frame.focus();
    const { lang = document.documentElement.lang } = this.#options;
    return { scheme, lang: lang.slice(0, longestTag), colors: colorsAt(dialog) };
  }
}

/** The current `color-scheme` of the page. A page without one is light, whatever the person prefers. */
function schemeOfPage(): string {
  const { colorScheme } = getComputedStyle(document.documentElement);
  return colorScheme === 'normal' ? 'light' : colorScheme;
}

/** Rejects when the frame has not answered in time, with the reason if the service tells it. */
async function silence(run: Run, loaded: Promise<void>, signal: AbortSignal): Promise<never> {
  const { clock, als, lib } = run;
  const isLoaded = await Promise.race([
    loaded.then(() => true),
    clock.wait(patience.load, signal).then(() => false),
  ]);
  await clock.wait(isLoaded ? patience.word : 0, signal);
  // What the service refuses this page, it refuses the frame as well.
  const hello = helloRequest(als, lib, toBase64Url(randomBytes(16)));
  const reply = await exchange({ ...run, signal }, helloPath, hello);
  if (!reply.ok) throw refusal(reply);
  if (isLoaded) await clock.wait(patience.last, signal);
  throw new NeonError(isLoaded ? 'ORIGIN_NOT_ALLOWED' : 'NETWORK_UNAVAILABLE', {
    message: 'the frame does not answer; does the site allow it?',
  });
}
