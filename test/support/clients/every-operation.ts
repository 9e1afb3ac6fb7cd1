/**
 * Every operation, called so that it succeeds unless there is a reason to refuse it.
 * @module
 */
import { NeonError, type ClientOptions, type NeonClient } from '../../../src/index.js';
import { memoryTokenStore } from '../../../src/storage/memory-token-store.js';
import { Bench } from './bench.js';
import { pin } from './pins.js';

export const bioKey = 'a value that nobody guesses';

/** The user, browsers, codes and requests that the operations act on. */
export interface Scene {
  readonly bench: Bench;
  /** Of the browser that acts. */
  readonly tid: string;
  /** Of another browser of the user. */
  readonly otherTid: string;
  readonly activationCode: string;
  readonly unlockCode: string;
  readonly resetCode: string;
  /** A request that waits for an answer, and the number that it shows. */
  readonly push: { readonly pid: string; readonly number: string };
}

/** A call of an operation. */
export type Call = (client: NeonClient, scene: Scene) => Promise<unknown>;

/** Methods that are not operations of an enrolment. */
type OtherMethod =
  | 'accounts'
  | 'alias'
  | 'answerPush'
  | 'close'
  | 'initOnline'
  | 'online'
  | 'pushRequests'
  | 'refreshAccounts'
  | 'subscribe'
  | 'watchPushRequests';

/** Calls by the method. Those that end or unblock something come last. */
export const everyOperation = {
  getOnlineOtp: (client) => client.getOnlineOtp('ada'),
  getAccessToken: (client) => client.getAccessToken('ada'),
  getActivationCode: (client) => client.getActivationCode('ada'),
  sealData: (client) => client.sealData('ada', 'Pay 100 € to Bob'),
  setBioKey: (client) => client.setBioKey('ada', bioKey),
  revokeBioKey: (client) => client.revokeBioKey('ada'),
  devices: (client) => client.devices('ada'),
  renameDevice: (client, { otherTid }) => client.renameDevice('ada', otherTid, 'Lost'),
  lockDevice: (client, { otherTid }) => client.lockDevice('ada', otherTid),
  unlockDevice: (client, { otherTid }) => client.unlockDevice('ada', otherTid),
  revokeDevice: (client, { otherTid }) => client.revokeDevice('ada', otherTid),
  'answerPush, to approve': (client, { push: { pid, number } }) =>
    client.answerPush(pid, { approve: true, number }),
  'answerPush, to deny': (client, { push: { pid } }) => client.answerPush(pid, { approve: false }),
  getRemoteOtpByPush: (_, { bench }) => showsNumber(bench.client({ store: memoryTokenStore() })),
  activate: (_, { bench, activationCode }) =>
    bench.client({ store: memoryTokenStore() }).activate(activationCode, { pin }),
  changePin: (client) => client.changePin('ada'),
  resetPin: (client, { resetCode }) => client.resetPin('ada', { resetCode }),
  unlockToken: (client, { unlockCode }) => client.unlockToken('ada', { unlockCode }),
  forget: (client) => client.forget('ada'),
} satisfies Record<Exclude<keyof NeonClient, OtherMethod>, Call> & Record<string, Call>;

export type OperationName = keyof typeof everyOperation;

export const operationNames = Object.keys(everyOperation) as OperationName[];

/** Enrols `ada` in this browser and in another one, and prepares what the operations need. */
export async function setScene(settings: object = {}, options: Partial<ClientOptions> = {}) {
  const bench = await Bench.make({ seal: true, bio: 'allowed', push: true, ...settings });
  const client = await bench.enrolled(options);
  const tid = await newestTid(bench);
  await bench.enrolled({ store: memoryTokenStore() });
  const otherTid = await newestTid(bench);
  let shown!: (number: string) => void;
  const number = new Promise<string>((resolve) => (shown = resolve));
  const asking = bench.client({ store: memoryTokenStore() });
  // It ends with the service, or by an answer that the test does not check.
  asking.getRemoteOtpByPush('ada', { onNumber: shown }).catch(() => undefined);
  const push = { number: await number, pid: (await client.pushRequests())[0]!.pid };
  const scene: Scene = {
    bench,
    tid,
    otherTid,
    push,
    activationCode: await bench.code(),
    unlockCode: await bench.code('ada', { kind: 'unlock', tid }),
    resetCode: await bench.code('ada', { kind: 'reset' }),
  };
  return { client, scene };
}

/** How a call ended: `OK`, the code of the refusal, or the name of another error. */
export async function outcomeOf(call: Promise<unknown>): Promise<string> {
  try {
    await call;
    return 'OK';
  } catch (error) {
    return error instanceof NeonError ? error.code : (error as Error).name;
  }
}

/** Runs every operation in turn; resolves with how each ended. */
export async function outcomes(client: NeonClient, scene: Scene) {
  const ended: Partial<Record<OperationName, string>> = {};
  for (const name of operationNames) {
    ended[name] = await outcomeOf((everyOperation[name] as Call)(client, scene));
  }
  return ended;
}

async function newestTid(bench: Bench): Promise<string> {
  const tokens = await bench.rows('token');
  tokens.sort((one, other) => Number(other['created']) - Number(one['created']));
  return String(tokens[0]!['tid']);
}

/** Makes a push request, and cancels it when the number is shown. */
async function showsNumber(client: NeonClient): Promise<void> {
  const controller = new AbortController();
  const { signal } = controller;
  const enough = new Error('the number is shown');
  const onNumber = () => controller.abort(enough);
  await client.getRemoteOtpByPush('ada', { signal, onNumber }).catch((error: unknown) => {
    if (error !== enough) throw error;
  });
}
