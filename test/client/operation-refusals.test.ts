import { expect } from '@open-wc/testing';
import { NeonError, type NeonClient, type PinAnswer } from '../../src/index.js';
import {
  bioKey,
  operationNames,
  outcomes,
  setScene,
  type OperationName,
  type Scene,
} from '../support/clients/every-operation.js';
import { pin, newPin } from '../support/clients/pins.js';
import { ScriptedPrompter } from '../support/clients/scripted-prompter.js';

type Outcomes = Partial<Record<OperationName, string>>;

/** What all operations come to, but for those that are named. */
const all = (every: string, but: Outcomes): Outcomes => ({
  ...Object.fromEntries(operationNames.map((name) => [name, every])),
  ...but,
});

/** Somebody who answers the prompt as told, and gives another PIN where a new one is asked for. */
const person = (answer: string | PinAnswer | Error): ScriptedPrompter => {
  const prompter = new ScriptedPrompter(answer);
  if (!(answer instanceof Error)) prompter.definePin = async () => newPin;
  return prompter;
};

/** Waits for nothing. */
const noRequest = {
  'answerPush, to approve': 'PUSH_ALIAS_ENTRY_DOES_NOT_EXIST',
  'answerPush, to deny': 'PUSH_ALIAS_ENTRY_DOES_NOT_EXIST',
};

/** A stranger is not told how it stands. */
const asking = { getRemoteOtpByPush: 'OK' };

const forgotten = { forget: 'OK' };

const notBlocked = { unlockToken: 'TOKEN_IS_NOT_BLOCKED' };

const idle = 91 * 24 * 3_600_000;

const admin = ({ bench }: Scene, path: string, method = 'POST', body = {}) =>
  bench.service.admin.send(path, { method, body });

async function user({ bench }: Scene): Promise<string> {
  return `/users/${String((await bench.rows('app_user'))[0]!['uid'])}`;
}

/** What stands against all operations, and what they come to. */
interface Standing {
  readonly bring: (scene: Scene) => Promise<unknown>;
  readonly every: string;
  readonly but: Outcomes;
}

const standings: Readonly<Record<string, Standing>> = {
  'of a browser that is blocked': {
    bring: (scene) => admin(scene, `/tokens/${scene.tid}/block`),
    every: 'TOKEN_IS_BLOCKED',
    but: { ...noRequest, ...asking, activate: 'OK', unlockToken: 'OK', ...forgotten },
  },
  'of a browser that was not used for long': {
    bring: ({ bench }) => bench.service.advance(idle),
    every: 'DEVICE_LOCKED',
    // The codes have expired meanwhile.
    but: {
      ...noRequest,
      ...asking,
      activate: 'CODE_ENTRY_DOES_NOT_EXIST',
      unlockToken: 'CODE_ENTRY_DOES_NOT_EXIST',
      ...forgotten,
    },
  },
  'of a browser that is revoked': {
    bring: (scene) => admin(scene, `/tokens/${scene.tid}/revoke`),
    every: 'NO_DEVICE_FOUND',
    but: { ...noRequest, ...asking, activate: 'OK', ...forgotten },
  },
  'of a user who is blocked': {
    bring: ({ bench }) => bench.blockUser(),
    every: 'USER_IS_BLOCKED',
    but: {
      'answerPush, to deny': 'OK',
      ...asking,
      resetPin: 'OK',
      ...notBlocked,
      ...forgotten,
    },
  },
  'of a user who is disabled': {
    bring: async (scene) => admin(scene, `${await user(scene)}/disable`),
    every: 'SERVICE_ACCOUNT_STATUS_DISABLED',
    but: { ...asking, ...forgotten },
  },
  'of a user who is deleted': {
    bring: async (scene) => admin(scene, await user(scene), 'DELETE'),
    every: 'NO_DEVICE_FOUND',
    but: { ...noRequest, ...asking, ...forgotten, activate: 'CODE_ENTRY_DOES_NOT_EXIST' },
  },
  'at a service that is closed': {
    bring: (scene) =>
      admin(scene, `/services/${scene.bench.site.mac}`, 'PATCH', { status: 'closed' }),
    every: 'NO_ACTIVE_SERVICE_FOR_USER',
    but: forgotten,
  },
  'that nothing stands against': {
    bring: async () => undefined,
    every: 'OK',
    // It was approved already; and there is nothing to unlock.
    but: { 'answerPush, to deny': 'PUSH_ALIAS_ENTRY_DOES_NOT_EXIST', ...notBlocked },
  },
};

const bio: PinAnswer = { value: bioKey, type: 'bio' };

/** What somebody does when asked for a factor, and what the operations come to. */
interface Factor {
  readonly answer: string | PinAnswer | Error | undefined;
  readonly bring?: (client: NeonClient) => Promise<unknown>;
  readonly asking: string;
  readonly but: Outcomes;
  /** Wrong ones that block the user; without it so many that none is refused for having been tried too often. */
  readonly tries?: number;
  /** How many operations the service was sent by this browser. */
  readonly sent: number;
}

/** Those that do not ask succeed. */
const withoutFactor: Outcomes = {
  devices: 'OK',
  'answerPush, to deny': 'OK',
  getRemoteOtpByPush: 'OK',
  activate: 'OK',
  ...forgotten,
};

const factors: Readonly<Record<string, Factor>> = {
  'when nobody can be asked': { answer: undefined, asking: 'TypeError', but: {}, sent: 3 },
  'when the prompt is closed': {
    answer: new NeonError('USER_CANCELLED'),
    asking: 'USER_CANCELLED',
    but: {},
    sent: 3,
  },
  'when a BioKey is given that was never registered': {
    answer: bio,
    asking: 'BIO_KEY_NOT_ALLOWED',
    but: { resetPin: 'OK' },
    sent: 4,
  },
  'when a BioKey is given where only the PIN counts': {
    answer: bio,
    bring: (client) => client.setBioKey('ada', bioKey, { pin }),
    asking: 'BIO_KEY_NOT_ALLOWED',
    but: {
      getOnlineOtp: 'OK',
      getAccessToken: 'OK',
      sealData: 'OK',
      'answerPush, to approve': 'OK',
      'answerPush, to deny': 'PUSH_ALIAS_ENTRY_DOES_NOT_EXIST',
      resetPin: 'OK',
    },
    sent: 8,
  },
  'when the PIN is wrong': {
    answer: '111999',
    asking: 'PASSWORD_IS_WRONG',
    but: { resetPin: 'OK', ...notBlocked },
    sent: 17,
  },
  'when the PIN is empty': {
    answer: '',
    tries: 3,
    asking: 'PASSWORD_IS_WRONG',
    but: { resetPin: 'OK' },
    sent: 4,
  },
  'when the BioKey is empty': {
    answer: { value: '', type: 'bio' },
    bring: (client) => client.setBioKey('ada', bioKey, { pin }),
    tries: 3,
    asking: 'BIO_KEY_NOT_ALLOWED',
    but: {
      getOnlineOtp: 'PASSWORD_IS_WRONG',
      getAccessToken: 'PASSWORD_IS_WRONG',
      sealData: 'PASSWORD_IS_WRONG',
      'answerPush, to approve': 'PASSWORD_IS_WRONG',
      resetPin: 'OK',
    },
    sent: 8,
  },
};

/** How each ended, as text of which every line can be read. */
const told = (outcomesOf: Outcomes): string =>
  operationNames.map((name) => `${name}: ${outcomesOf[name]}`).join('\n');

describe('every operation', () => {
  for (const [standing, { bring, every, but }] of Object.entries(standings)) {
    it(standing, async () => {
      const { client, scene } = await setScene({}, { prompter: person(pin) });
      try {
        await bring(scene);
        expect(told(await outcomes(client, scene))).to.equal(told(all(every, but)));
      } finally {
        await scene.bench.close();
      }
    });
  }

  for (const [factor, { answer, bring, tries = 13, asking: asked, but, sent }] of Object.entries(
    factors,
  )) {
    it(factor, async () => {
      const { client: enrolled, scene } = await setScene({
        pinTriesPerBrowser: tries,
        pinTries: 20,
      });
      const { bench, tid } = scene;
      try {
        await bring?.(enrolled);
        const prompter = answer === undefined ? undefined : person(answer);
        const client = bench.client({ prompter });
        const position = async () =>
          Number((await bench.rows('token')).find((token) => token['tid'] === tid)!['n']);
        const before = await position();
        const ended = await outcomes(client, scene);
        expect(told(ended)).to.equal(told(all(asked, { ...withoutFactor, ...but })));
        expect((await position()) - before).to.equal(sent);
      } finally {
        await bench.close();
      }
    });
  }
});
