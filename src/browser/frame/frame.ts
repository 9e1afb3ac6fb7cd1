/**
 * The frame's side: performs calls of the page around it, with the keys of the service's origin.
 *
 * The page is known by its origin and spoken to over one port. It may ask for what {@link frameCallNames} lists; PINs are
 * typed in the frame, unless the service lets the site's pages ask for them.
 * @module
 */
import type { LateResult } from '../../client/ports.js';
import { TokenClient } from '../../client/client.js';
import { performHere, type CallInput } from '../../client/dispatcher.js';
import type { Account } from '../../client/operations/accounts.js';
import type {
  NewPinRequest,
  PinAnswer,
  PinRequest,
  Prompter,
} from '../../client/person/prompter.js';
import { NeonError } from '../../errors.js';
import { isWatch, type FrameCallName } from '../../protocol/operations.js';
import { MalformedError } from '../../protocol/readers.js';
import { describe, FrameChannel } from './frame-channel.js';
import { frameCallNames, readCall, readGreeting, readSite, type ReadCall } from './frame-calls.js';
import { makeTokenClient } from '../make-token-client.js';
import { FramePad, type AdaptDialog } from './frame-pad.js';
import { isEphemeral } from './ephemeral-storage.js';
import { pageAnswer } from './prompt-answer.js';

/** The settings of the site, and the page that the frame serves. */
interface Served {
  readonly hostPin: boolean;
  /** Whether the service requires a BioKey. */
  readonly needsBioKey: boolean;
  readonly allowEphemeral: boolean;
  readonly channel: FrameChannel;
  readonly client: TokenClient;
  readonly pad: FramePad;
}

/**
 * Waits for the page's greeting, and serves that page from then on.
 *
 * A greeting counts only from the window around the frame, from an origin of the site, and only once.
 * @param prompter the frame's own dialog.
 */
export function serveFrame(prompter: Prompter, adapt: AdaptDialog): void {
  const meta = document.querySelector<HTMLMetaElement>('meta[name=neon-frame]');
  const site = readSite(JSON.parse(meta!.content), '$');
  const greeted = ({ source, origin, data, ports: [port] }: MessageEvent): void => {
    if (source !== parent || parent === window || !port || !site.origins.includes(origin)) return;
    let greeting;
    try {
      greeting = readGreeting(data, '$');
    } catch {
      return;
    }
    removeEventListener('message', greeted);
    const { hello, appDescription, pins, macId, allowEphemeral } = greeting;
    const client = makeTokenClient(
      {
        service: location.origin,
        alias: site.alias,
        origin,
        pins,
        macId,
        appDescription,
        onLateResult: (result) => void tellLate(served.channel, result),
      },
      performHere,
    );
    const { hostPin, bio } = site;
    const needsBioKey = bio === 'forced';
    port.postMessage(JSON.stringify({ btt: 1, ready: hello, hostPin }));
    const methods = Object.fromEntries(
      frameCallNames.map((name) => [
        name,
        (parameters: unknown, signal: AbortSignal) => serve(served, name, parameters, signal),
      ]),
    );
    // Called when the page has closed the dialog that shows the frame.
    const dismiss = async () => served.pad.dismiss();
    const channel = new FrameChannel(port, { ...methods, dismiss }, true);
    const pad = new FramePad(prompter, channel, adapt);
    const served: Served = {
      hostPin,
      needsBioKey,
      allowEphemeral: !!allowEphemeral,
      channel,
      client,
      pad,
    };
  };
  addEventListener('message', greeted);
}

/** Performs one call of the page. */
async function serve(
  served: Served,
  name: FrameCallName,
  parameters: unknown,
  signal: AbortSignal,
): Promise<object> {
  const { hostPin, client } = served;
  const read = readOrRefuse(name, parameters);
  if (read.hasSecret && !hostPin) {
    throw new NeonError(name === 'setBioKey' ? 'BIO_KEY_NOT_ALLOWED' : 'ORIGIN_NOT_ALLOWED', {
      message: 'pages of this site may not hand over PINs and BioKeys (hostPin)',
    });
  }
  if (name === 'activate') refuseInVain(served);
  const prompter = prompterFor(served, read);
  // The readers of the call have checked its arguments.
  const input = { ...read.input, ...tellerOf(served, name, read), signal, prompter } as CallInput<
    typeof name
  >;
  const done: unknown = await client.call(name, input);
  const result = name === 'accounts' && !hostPin ? withoutBioKeys(done as Account[]) : done;
  return { result, online: client.online };
}

/** Accounts of a site whose pages may not hand over BioKeys: none can be registered, only removed. */
function withoutBioKeys(accounts: readonly Account[]): readonly Account[] {
  return accounts.map((account) => ({ ...account, takesBioKey: account.hasBioKey }));
}

/** Refuses an enrolment that could not be used, before its code is spent. */
function refuseInVain({ hostPin, needsBioKey, allowEphemeral }: Served): void {
  if (needsBioKey && !hostPin) {
    throw new NeonError('BIO_KEY_NOT_ALLOWED', {
      message: 'the service wants BioKeys, which pages of this site may not hand over (hostPin)',
    });
  }
  if (!allowEphemeral && isEphemeral()) {
    throw new NeonError('STORAGE_NOT_PERSISTENT', {
      message: 'this browser keeps nothing for frames in pages of another origin',
    });
  }
}

function readOrRefuse(name: FrameCallName, parameters: unknown): ReadCall {
  try {
    return readCall(name, parameters);
  } catch (cause) {
    if (!(cause instanceof MalformedError)) throw cause;
    throw new NeonError('REQUEST_MALFORMED', { message: cause.message });
  }
}

/** Callbacks of a call, sent to the page. */
function tellerOf({ channel }: Served, name: FrameCallName, { call }: ReadCall) {
  const tell = (...told: readonly unknown[]) =>
    void channel.call('tell', { call, told }).catch(() => undefined);
  if (name === 'getRemoteOtpByPush') return { onNumber: tell };
  return isWatch(name) ? { listener: tell } : {};
}

/** The prompter of a call: the page's, if it has one and the site has `hostPin`; else the frame's own dialog. */
function prompterFor({ channel, pad, hostPin }: Served, read: ReadCall): Prompter {
  const { asks, asksAgain, call } = read;
  const byPage = (method: 'askForPin' | 'definePin') => hostPin && asks.includes(method);
  const ask = ({ signal, ...request }: PinRequest | NewPinRequest, method: string) =>
    channel.call(method, { call, request }, signal);
  return {
    asksAgain: byPage('askForPin') || byPage('definePin') ? asksAgain : true,
    askForPin: async (request): Promise<PinAnswer> =>
      byPage('askForPin')
        ? pageAnswer(await ask(request, 'askForPin'))
        : pad.show(request, (shown) => pad.prompter.askForPin(shown)),
    definePin: async (request): Promise<string> =>
      byPage('definePin')
        ? pageAnswer(await ask(request, 'definePin')).value
        : pad.show(request, (shown) => pad.prompter.definePin(shown)),
  };
}

async function tellLate(channel: FrameChannel, { login, operation, error }: LateResult) {
  const told = { login, operation, error: error && describe(error) };
  await channel.call('late', told).catch(() => undefined);
}
