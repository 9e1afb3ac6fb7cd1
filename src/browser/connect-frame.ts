/**
 * The page's side of a frame at the service's origin: has operations done there, and answers what it asks.
 * @module
 */
import { untilAborted } from '../client/abort.js';
import type { RemoteOtpOptions } from '../client/client.js';
import type { LateResult } from '../client/context.js';
import { isUnreachable } from '../client/exchange.js';
import type { Perform } from '../client/perform-here.js';
import type { BioKeyProvider, PinAnswer, Prompter } from '../client/prompter.js';
import type { Run, Session } from '../client/run.js';
import { seldom } from '../client/seldom.js';
import { NeonError } from '../errors.js';
import { errorOf } from './frame-channel.js';
import { FrameWatches, type Listener } from './frame-watches.js';
import { FrameWindow, type FrameOptions } from './frame-window.js';
import { isWatch } from './watch-name.js';

type Call = Parameters<Perform>;

/** What the frame may ask and tell about a call. */
interface CallInPage {
  readonly run: Run;
  readonly tell: Listener | undefined;
  /** What a prompt of the page threw: that, and not what became of it on its way, is what the call ends with. */
  thrown?: { readonly error: unknown };
}

const frames = new WeakMap<Session, FrameOfClient>();

/** Has a frame of the client's own do it. */
export function performInFrame(options: FrameOptions, call: Call): Promise<unknown> {
  const [run, name, , , more] = call;
  run.signal.throwIfAborted();
  const frame = frames.get(run.session) ?? new FrameOfClient(run, options);
  frames.set(run.session, frame);
  return isWatch(name)
    ? frame.watches.listen(name, more[0] as Listener, run.signal)
    : frame.perform(...call);
}

/** What a watch says of prompts. */
const noPrompts = { asks: [], asksAgain: false };

/** What a prompt is asked, as it crosses. */
interface Asked {
  readonly call: number;
  readonly request: object;
}

class FrameOfClient {
  readonly watches: FrameWatches;
  readonly #window: FrameWindow;
  readonly #calls = new Map<number, CallInPage>();
  #last = 0;

  constructor(run: Run, options: FrameOptions) {
    this.#window = new FrameWindow(run, options, {
      askForPin: (asked) => this.#prompt(asked, (prompter, request) => prompter.askForPin(request)),
      definePin: (asked) =>
        this.#prompt(asked, async (prompter, request) => ({
          value: await prompter.definePin(request),
          type: 'pin',
        })),
      tell: async (parameters) => {
        const { call, told } = parameters as { call: number; told: readonly never[] };
        this.#calls.get(call)?.tell?.(...told);
      },
      late: async (parameters) => {
        const { login, operation, error } = parameters as LateResult;
        run.onLateResult({ login, operation, error: error && errorOf(error) });
      },
    });
    this.watches = new FrameWatches(run, this.#window, (name, tell, signal) =>
      this.#call(name, noPrompts, { run: { ...run, signal }, tell }),
    );
    run.closed.addEventListener('abort', () => this.#window.remove());
  }

  async perform(...[run, name, texts, given, more]: Call): Promise<unknown> {
    const { session } = run;
    const current: CallInPage = { run, tell: (given as RemoteOtpOptions).onNumber };
    try {
      const [method, parameters] = await this.#parameters(run, name, texts, given, more);
      const answer = await this.#call(method, parameters, current);
      const { result, online } = answer as { result: unknown; online: boolean };
      session.online = online;
      return result;
    } catch (error) {
      if (current.thrown) throw current.thrown.error;
      if (isUnreachable(error)) session.online = false;
      throw error;
    }
  }

  /** Calls the frame, which may ask and tell things about it meanwhile. */
  async #call(method: string, parameters: object, current: CallInPage): Promise<unknown> {
    const { signal } = current.run;
    const call = ++this.#last;
    this.#calls.set(call, current);
    try {
      const channel = await untilAborted(this.#window.open(), signal);
      return await channel.call(method, { ...parameters, call }, signal);
    } finally {
      this.#calls.delete(call);
    }
  }

  /** The method of the frame, and what crosses in place of what this page's client was given. */
  async #parameters(...[run, name, texts, given, more]: Call): Promise<[string, object]> {
    const { prompter, signal } = run;
    const { signal: _, prompter: __, ...options } = given;
    const common = {
      asks: (['askForPin', 'definePin'] as const).filter((ask) => prompter?.[ask]),
      asksAgain: prompter?.asksAgain ?? false,
      // Functions do not cross: JSON leaves them out.
      ...options,
    };
    if (name === 'sealData') {
      // Only what is needed of the data: they may be long.
      const { login, data } = texts;
      const { digestOf } = await seldom();
      return ['sealDigest', { ...common, login, ...digestOf(data!) }];
    }
    if (name !== 'setBioKey') return [name, { ...common, ...texts }];
    // Before a person is asked for a finger in vain.
    await untilAborted(this.#window.open(), signal);
    if (!this.#window.hostPin) {
      throw new NeonError('BIO_KEY_NOT_ALLOWED', { message: 'pages of this site have no hostPin' });
    }
    const [key] = more as [string | BioKeyProvider];
    const login = texts['login']!;
    const bioKey =
      typeof key === 'string' ? key : await key.register({ login, alias: run.als, signal });
    return [name, { ...common, login, bioKey }];
  }

  /** Asks the person with the prompter of the call that the frame asks for. */
  async #prompt(
    asked: unknown,
    ask: (prompter: Prompter, request: never) => Promise<PinAnswer>,
  ): Promise<PinAnswer> {
    const { call, request } = asked as Asked;
    const current = this.#calls.get(call);
    if (!current?.run.prompter) throw new NeonError('USER_CANCELLED');
    const { signal, prompter } = current.run;
    try {
      return await ask(prompter, { ...request, signal } as never);
    } catch (error) {
      current.thrown = { error };
      throw new NeonError('USER_CANCELLED');
    }
  }
}
