import { expect } from '@open-wc/testing';
import type { ClientOptions, NeonClient } from '../../src/index.js';
import { activationPath } from '../../src/protocol/activation.js';
import { helloPath } from '../../src/protocol/hello.js';
import { operationPath } from '../../src/protocol/operation-message.js';
import { collectPath, pushPath } from '../../src/protocol/push.js';
import { statusPath } from '../../src/protocol/status.js';
import { memoryTokenStore } from '../../src/storage/memory-token-store.js';
import {
  bioKey,
  everyOperation,
  operationNames,
  outcomeOf,
  setScene,
  type Call,
  type OperationName,
  type Scene,
} from '../support/clients/every-operation.js';
import { pin, newPin } from '../support/clients/pins.js';
import { ScriptedPrompter } from '../support/clients/scripted-prompter.js';

/** What has to have happened before. */
const preparations: Partial<Record<OperationName, Call>> = {
  revokeBioKey: (client) => client.setBioKey('ada', bioKey),
  unlockDevice: everyOperation.lockDevice,
  unlockToken: (_, { bench, tid }) => bench.service.admin.post(`/tokens/${tid}/block`),
};

/** Those that another browser does in {@link everyOperation}, done by the one whose messages are counted. */
const doneHere: Partial<Record<OperationName, Call>> = {
  activate: (client, { activationCode }) => client.activate(activationCode),
  async getRemoteOtpByPush(client) {
    const number = new Promise<string>((onNumber) => {
      // It ends with the service.
      client.getRemoteOtpByPush('ada', { onNumber }).catch(() => undefined);
    });
    expect(await number).to.match(/^\d{6}$/);
  },
};

/** Where the lists of common PINs are. */
const lists = '/btt/v1/lists/';

const messages: Partial<Record<OperationName, string[]>> = {
  activate: [activationPath, operationPath],
  getRemoteOtpByPush: [pushPath],
};

/** A page that was opened just now, by somebody who chooses another PIN where a new one is asked for. */
function openPage({ bench }: Scene, options: Partial<ClientOptions> = {}): NeonClient {
  const prompter = new ScriptedPrompter(pin);
  prompter.definePin = async () => newPin;
  return bench.client({ prompter, ...options });
}

describe('initOnline', () => {
  let client: NeonClient;
  let scene: Scene;
  beforeEach(async () => ({ client, scene } = await setScene()));
  afterEach(() => scene.bench.close());

  /**
   * Paths of the messages that came in since; aside those of the browser that waits for an answer, and the list of common
   * PINs, which a browser reads once and caches as it likes.
   */
  async function sentBy(work: () => Promise<unknown>): Promise<string[]> {
    const { service } = scene.bench;
    const before = (await service.requests()).length;
    await work();
    const paths = (await service.requests()).slice(before);
    return paths.filter((path) => path !== collectPath && !path.startsWith(lists));
  }

  it('takes two round trips', async () => {
    const page = openPage(scene);
    expect(await sentBy(() => page.initOnline())).to.deep.equal([helloPath, statusPath]);
  });

  for (const name of operationNames) {
    const expected = messages[name] ?? [operationPath];
    const count = expected.length === 1 ? 'one' : 'two';
    it(`leaves ${count} for ${name}`, async () => {
      await preparations[name]?.(client, scene);
      const page = openPage(scene, name === 'activate' ? { store: memoryTokenStore() } : {});
      await page.initOnline();
      const call: Call = doneHere[name] ?? everyOperation[name];
      const paths = await sentBy(async () => {
        expect(await outcomeOf(call(page, scene))).to.equal('OK');
      });
      expect(paths).to.deep.equal(expected);
    });
  }

  it('leaves one for getOnlineOtp by BioKey', async () => {
    await client.setBioKey('ada', bioKey);
    const prompter = new ScriptedPrompter({ value: bioKey, type: 'bio' });
    const page = openPage(scene, { prompter });
    await page.initOnline();
    expect(await sentBy(() => page.getOnlineOtp('ada'))).to.deep.equal([operationPath]);
  });
});
