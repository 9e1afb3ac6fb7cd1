import { expect } from '@open-wc/testing';
import type { LateResult, NeonClient } from '../../src/index.js';
import { pin, newPin } from '../support/clients/pins.js';
import { databaseOf } from '../support/clients/token-database.js';
import {
  everyOperation,
  outcomeOf,
  setScene,
  type Call,
  type OperationName,
  type Scene,
} from '../support/clients/every-operation.js';
import { MovableClock } from '../support/services/movable-clock.js';
import { ScriptedPrompter } from '../support/clients/scripted-prompter.js';

const op = '/btt/v1/op';
const sync = '/btt/v1/sync';

/**
 * What is done, one after the other, each by one message of the enrolled browser. What is found out later of a call
 * that was given up: nothing when it did what it should, and that its result is lost where there was one.
 */
const calls: readonly (readonly [OperationName, string])[] = [
  ['getOnlineOtp', 'otp RESULT_EXPIRED'],
  ['getAccessToken', 'jwt RESULT_EXPIRED'],
  ['getActivationCode', 'code.new RESULT_EXPIRED'],
  ['sealData', 'seal RESULT_EXPIRED'],
  ['setBioKey', 'bio.set'],
  ['revokeBioKey', 'bio.revoke'],
  ['devices', 'token.list RESULT_EXPIRED'],
  ['renameDevice', 'token.rename'],
  ['lockDevice', 'token.lock'],
  ['unlockDevice', 'token.unlock'],
  ['revokeDevice', 'token.remove'],
  ['answerPush, to approve', 'push.answer'],
  ['changePin', 'pin.change'],
  ['resetPin', 'pin.reset'],
];

describe('a reply to an operation', () => {
  let clock: MovableClock;
  let client: NeonClient;
  let scene: Scene;
  let late: string[];
  beforeEach(async () => {
    clock = new MovableClock();
    late = [];
    const prompter = new ScriptedPrompter(pin);
    prompter.definePin = async () => newPin;
    const onLateResult = ({ operation, error }: LateResult) =>
      late.push(`${operation} ${error?.code ?? ''}`.trim());
    ({ client, scene } = await setScene({}, { clock, prompter, onLateResult }));
  });
  afterEach(() => scene.bench.close());

  const call = (name: OperationName) => outcomeOf((everyOperation[name] as Call)(client, scene));

  async function token() {
    const tokens = await scene.bench.rows('token');
    return tokens.find(({ tid }) => tid === scene.tid)!;
  }

  const position = async () => Number((await token())['n']);

  it('that is lost costs nothing: the operation is executed once, and its result arrives', async () => {
    const { service } = scene.bench;
    for (const [name] of calls) {
      const before = await position();
      // The browser itself sends once again.
      await service.plan(op, 'lose-reply', 2);
      expect(await call(name), name).to.equal('OK');
      await service.clear();
      expect(await position(), name).to.equal(before + 1);
    }
    expect(late).to.deep.equal([]);
  });

  it('that is lost with a refusal in it refuses once', async () => {
    const { service } = scene.bench;
    const wrong = scene.bench.client({ clock, prompter: new ScriptedPrompter('111999') });
    await service.plan(op, 'lose-reply', 2);
    expect(await outcomeOf(everyOperation.revokeDevice(wrong, scene))).to.equal(
      'PASSWORD_IS_WRONG',
    );
    expect((await scene.bench.rows('app_user'))[0]!['pin_fails']).to.equal(1);
  });

  it('that is late leaves the outcome open until the next use, and is executed once', async () => {
    const { service } = scene.bench;
    for (const [name, found] of calls) {
      const before = await position();
      await service.plan(op, 'hold-reply');
      await service.plan(sync, 'lose-request', 99);
      const given = call(name);
      await service.held();
      clock.runOut();
      expect(await given, name).to.equal('OUTCOME_UNKNOWN');
      const [record] = await databaseOf(scene.bench.site.alias).records();
      expect(record?.pend?.op, name).to.equal(found.split(' ')[0]);

      await service.clear();
      expect(await client.initOnline(), name).to.deep.equal(['ada']);
      expect(late.splice(0), name).to.deep.equal([found]);
      expect(await position(), name).to.equal(before + 1);
    }
    expect((await token())['status']).to.equal('ACTIVE');
  });

  it('that is late or lost does not keep a token blocked, nor a browser enrolled', async () => {
    const { service } = scene.bench;
    await service.admin.post(`/tokens/${scene.tid}/block`);
    await service.plan(op, 'lose-reply', 2);
    expect(await call('unlockToken')).to.equal('OK');
    await service.clear();
    await service.plan(op, 'hold-reply');
    await service.plan(sync, 'lose-request', 99);
    const given = call('forget');
    await service.held();
    clock.runOut();
    expect(await given).to.equal('OK');
    await service.clear();
    expect(await client.accounts()).to.deep.equal([]);
    expect((await token())['status']).to.equal('REVOKED');
  });
});
