/**
 * The page's side of a frame at the service's origin: has calls performed there, and answers what it asks.
 * @module
 */
import type { SealOptions } from '../../client/sealed-data.js';
import { untilAborted } from '../../client/signals.js';
import type { LateResult } from '../../client/ports.js';
import { isUnreachable } from '../../client/service/exchange.js';
import { digestData, type CallInput, type CallResult } from '../../client/dispatcher.js';
import type { BioKeyProvider, PinAnswer, Prompter } from '../../client/person/prompter.js';
import type { Run } from '../../client/run.js';
import { NeonError } from '../../errors.js';
import type { CallEntry } from '../../protocol/operation-entries.js';
import { calls, isWatch, type CallName, type FrameCallName } from '../../protocol/operations.js';
import { errorOf } from './frame-channel.js';
import { FrameWatches, type Listener } from './frame-watches.js';
import { FrameWindow, type FrameOptions } from './frame-window.js';

/** A call of this page that the frame performs. */
interface CallInPage {
  readonly run: Run;
  readonly tell: Listener | undefined;
  /** Error of the page's prompter. The call rejects with it, rather than with the copy that crossed to the frame. */
  thrown?: { readonly error: unknown };
}

/** The prompts of a watch. */
const noPrompts = { asks: [], asksAgain: false };

/** A prompt, as the frame sends it. */
interface Asked {
  readonly call: number;
  readonly request: object;
}

/** The frame of one client. */
export class ClientFrame {
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

  /** Has the frame perform a call. */
  async perform<N extends CallName>(
    run: Run,
    name: N,
    input: CallInput<N>,
  ): Promise<CallResult<N>> {
    const given = new Map<string, unknown>(Object.entries(input));
    const tell = (given.get('listener') ?? given.get('onNumber')) as Listener | undefined;
    if (isWatch(name)) return this.watches.listen(name, tell!, run.signal);
    const { session } = run;
    const current: CallInPage = { run, tell };
    try {
      const [method, parameters] = await this.#parameters(run, name, given);
      const answer = await this.#call(method, parameters, current);
      // A page trusts its frame as it does the service.
      const { result, online } = answer as { result: CallResult<N>; online: boolean };
      session.online = online;
      return result;
    } catch (error) {
      if (current.thrown) throw current.thrown.error;
      if (isUnreachable(error)) session.online = false;
      throw error;
    }
  }

  /** Calls the frame. Until it answers, it may ask for prompts and report progress. */
  async #call(method: FrameCallName, parameters: object, current: CallInPage): Promise<unknown> {
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

  /** The call for the frame, and its parameters. */
  async #parameters(
    run: Run,
    name: CallName,
    given: ReadonlyMap<string, unknown>,
  ): Promise<[FrameCallName, object]> {
    const { prompter } = run;
    const prompts = {
      asks: (['askForPin', 'definePin'] as const).filter((ask) => prompter?.[ask]),
      asksAgain: prompter?.asksAgain ?? false,
    };
    if (name === 'sealData') {
      // The data may be long: only their digest crosses.
      const digest = await digestData(run, {
        data: given.get('data') as string | Blob,
        onProgress: given.get('onProgress') as SealOptions['onProgress'],
      });
      return ['sealDigest', { ...prompts, ...crossing('sealDigest', given), ...digest }];
    }
    const parameters = { ...prompts, ...crossing(name, given) };
    if (name !== 'setBioKey') return [name, parameters];
    return [name, { ...parameters, bioKey: await this.#bioKey(run, given) }];
  }

  /** The value of a BioKey, made by the page's provider if there is one. */
  async #bioKey({ als: alias, signal }: Run, given: ReadonlyMap<string, unknown>): Promise<string> {
    // Checked before the person is asked for a fingerprint.
    await untilAborted(this.#window.open(), signal);
    if (!this.#window.hostPin) {
      throw new NeonError('BIO_KEY_NOT_ALLOWED', { message: 'pages of this site have no hostPin' });
    }
    const key = given.get('bioKey') as string | BioKeyProvider;
    const login = given.get('login') as string;
    return typeof key === 'string' ? key : key.register({ login, alias, signal });
  }

  /** Asks the person on behalf of the frame, with the prompter of the call. */
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

/** The arguments that cross, as the table of calls names them. */
function crossing(name: CallName, given: ReadonlyMap<string, unknown>): object {
  const { texts, secrets, options }: CallEntry = calls[name];
  const members = Object.keys({ ...texts, ...secrets, ...options });
  return Object.fromEntries(members.map((member) => [member, given.get(member)]));
}
