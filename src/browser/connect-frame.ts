/**
 * The page's side of a frame at the service's origin: has operations done there, and answers what it asks.
 * @module
 */
import { untilAborted } from '../client/abort.js';
import type { RemoteOtpOptions } from '../client/client.js';
import type { LateResult } from '../client/context.js';
import type { Perform } from '../client/perform-here.js';
import type { BioKeyProvider, PinAnswer, Prompter } from '../client/prompter.js';
import type { Run, Session } from '../client/run.js';
import { NeonError } from '../errors.js';
import { codeOf } from '../client/exchange.js';
import { seldom } from '../client/seldom.js';
import { errorOf } from './frame-channel.js';
import { FrameWindow, type FrameOptions } from './frame-window.js';

/** What the frame may ask and tell about a call. */
interface CallInPage {
  readonly run: Run;
  readonly tell: ((...told: readonly never[]) => void) | undefined;
  /** What a prompt of the page threw: that, and not what became of it on its way, is what the call ends with. */
  thrown?: { readonly error: unknown };
}

const frames = new WeakMap<Session, FrameOfClient>();

/** Has a frame of the client's own do it. */
export function performInFrame(options: FrameOptions, call: Parameters<Perform>): Promise<unknown> {
  const [run] = call;
  const frame = frames.get(run.session) ?? new FrameOfClient(run, options);
  frames.set(run.session, frame);
  return frame.perform(...call);
}

/** What a prompt is asked, as it crosses. */
interface Asked {
  readonly call: number;
  readonly request: object;
}

class FrameOfClient {
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
    run.closed.addEventListener('abort', () => this.#window.remove());
  }

  async perform(...[run, name, texts, given, more]: Parameters<Perform>): Promise<unknown> {
    const { signal, session } = run;
    const isWatch = name === 'subscribe' || name === 'watchPushRequests';
    const tell = isWatch ? more[0] : (given as RemoteOtpOptions).onNumber;
    const current: CallInPage = { run, tell: tell as CallInPage['tell'] };
    const call = ++this.#last;
    this.#calls.set(call, current);
    try {
      const channel = await untilAborted(this.#window.open(), signal);
      const [method, parameters] = await this.#parameters(run, name, texts, given, more);
      const answer = await this.#window.watching(() =>
        channel.call(method, { call, ...parameters }, signal),
      );
      const { result, online } = answer as { result: unknown; online: boolean };
      session.online = online;
      return result;
    } catch (error) {
      if (current.thrown) throw current.thrown.error;
      if (codeOf(error) === 'NETWORK_UNAVAILABLE') session.online = false;
      throw error;
    } finally {
      this.#calls.delete(call);
    }
  }

  /** What crosses in place of what this page's client was given. */
  async #parameters(
    ...[run, name, texts, given, more]: Parameters<Perform>
  ): Promise<[string, object]> {
    const { prompter } = run;
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
      return ['sealDigest', { ...common, login, ...(await digestOf(data!)) }];
    }
    if (name !== 'setBioKey') return [name, { ...common, ...texts }];
    if (!this.#window.hostPin) {
      throw new NeonError('BIO_KEY_NOT_ALLOWED', { message: 'pages of this site have no hostPin' });
    }
    const [key] = more as [string | BioKeyProvider];
    const { als: alias, signal } = run;
    const login = texts['login']!;
    const bioKey = typeof key === 'string' ? key : await key.register({ login, alias, signal });
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
