import { expect } from '@open-wc/testing';
import { valueBioKey, type Account, type NeonClient } from '../../src/index.js';
import { memoryTokenStore } from '../../src/storage/memory-token-store.js';
import { Bench } from '../support/clients/bench.js';
import { pin, newPin } from '../support/clients/pins.js';
import { databaseOf } from '../support/clients/token-database.js';
import { rejection, rejectionCode } from '../support/clients/rejection.js';
import { ScriptedPrompter } from '../support/clients/scripted-prompter.js';

/** The accounts of a browser that has asked for its status. */
async function accountsAfterStart(client: NeonClient): Promise<[Account]> {
  await client.initOnline();
  return (await client.accounts()) as [Account];
}

describe('the further operations', () => {
  let bench: Bench;
  beforeEach(async () => (bench = await Bench.make({ seal: true, bio: 'allowed' })));
  afterEach(() => bench.close());

  const uid = async () => String((await bench.rows('app_user'))[0]!['uid']);
  const tid = async () => String((await bench.rows('token'))[0]!['tid']);

  it('refuse a login that is not enrolled here', async () => {
    const client = bench.client();
    const calls = [
      client.getAccessToken('ada'),
      client.getActivationCode('ada'),
      client.unlockToken('ada', { unlockCode: '1234567897' }),
      client.changePin('ada'),
      client.resetPin('ada', { resetCode: '1234567897' }),
      client.sealData('ada', 'text'),
      client.setBioKey('ada', '0123456789abcdef'),
      client.revokeBioKey('ada'),
      client.devices('ada'),
      client.revokeDevice('ada', 'x'),
      client.lockDevice('ada', 'x'),
      client.unlockDevice('ada', 'x'),
      client.renameDevice('ada', 'x', 'Lost'),
      client.forget('ada'),
    ];
    for (const call of calls) {
      expect(await rejectionCode(call)).to.equal('USER_ENTRY_DOES_NOT_EXIST');
    }
  });

  it('getAccessToken gives a token for the site, and refuses an audience that is not the site’s', async () => {
    const client = await bench.enrolled();
    expect(await rejectionCode(client.getAccessToken('ada', { pin: '111999' }))).to.equal(
      'PASSWORD_IS_WRONG',
    );
    const { accessToken, tokenType, expiresAt } = await client.getAccessToken('ada');
    const claims = JSON.parse(
      atob(accessToken.split('.')[1]!.replaceAll('-', '+').replaceAll('_', '/')),
    ) as Record<string, unknown>;
    expect([claims['login'], claims['iss'], tokenType]).to.deep.equal([
      'ada',
      bench.service.url,
      'Bearer',
    ]);
    expect(expiresAt - Date.now()).to.be.within(290_000, 301_000);
    expect(
      await rejectionCode(client.getAccessToken('ada', { audience: 'https://other.example' })),
    ).to.equal('REQUEST_MALFORMED');
  });

  it('getActivationCode enrols another browser of the same user', async () => {
    const client = await bench.enrolled();
    const { code, expiresAt } = await client.getActivationCode('ada');
    expect(expiresAt - Date.now()).to.be.within(590_000, 601_000);
    const other = bench.client({ store: memoryTokenStore() });
    expect(await other.activate(code)).to.equal('ada');
    const list = await client.devices('ada');
    expect(list.map(({ isThis }) => isThis)).to.deep.equal([true, false]);
    expect(list.every(({ state }) => state === 'active')).to.equal(true);

    const lost = list.find(({ isThis }) => !isThis)!;
    expect(await rejectionCode(client.revokeDevice('ada', lost.tid, { pin: '111999' }))).to.equal(
      'PASSWORD_IS_WRONG',
    );
    await client.revokeDevice('ada', lost.tid);
    expect((await client.devices('ada')).length).to.equal(1);
    expect(await rejectionCode(other.getOnlineOtp('ada'))).to.equal('NO_DEVICE_FOUND');
    expect(await bench.accepts((await client.getOnlineOtp('ada')).value)).to.equal(true);
    expect(await rejectionCode(client.revokeDevice('ada', lost.tid))).to.equal('NO_DEVICE_FOUND');

    await client.revokeDevice('ada', (await client.devices('ada'))[0]!.tid);
    expect(await client.accounts()).to.deep.equal([]);
  });

  it('lockDevice keeps another browser from everything until unlockDevice, and renameDevice names it', async () => {
    const client = await bench.enrolled();
    const other = bench.client({ store: memoryTokenStore() });
    await other.activate((await client.getActivationCode('ada')).code);
    const shown = async () =>
      (await client.devices('ada')).map(({ tokenName, state, isThis, actions }) => ({
        tokenName: isThis ? 'this' : tokenName,
        state,
        actions,
      }));
    const own = {
      tokenName: 'this',
      state: 'active',
      actions: ['revokeDevice', 'renameDevice'],
    };
    const lost = (await client.devices('ada')).find(({ isThis }) => !isThis)!;

    expect(await rejectionCode(client.renameDevice('ada', lost.tid, ' \n'))).to.equal(
      'REQUEST_MALFORMED',
    );
    await client.renameDevice('ada', lost.tid, ' Zoë’s\nphone ');
    await client.lockDevice('ada', lost.tid);
    const locked = ['revokeDevice', 'renameDevice', 'unlockDevice'];
    const named = { tokenName: 'Zoë’sphone' };
    expect(await shown()).to.deep.equal([own, { ...named, state: 'locked', actions: locked }]);
    expect(await rejectionCode(other.getOnlineOtp('ada'))).to.equal('DEVICE_LOCKED');
    const [{ state, tokenName }] = await accountsAfterStart(other);
    expect([state, tokenName]).to.deep.equal(['locked', 'Zoë’sphone']);

    await client.unlockDevice('ada', lost.tid);
    const open = ['revokeDevice', 'renameDevice', 'lockDevice'];
    expect(await shown()).to.deep.equal([own, { ...named, state: 'active', actions: open }]);
    await other.getOnlineOtp('ada');
    expect(await rejectionCode(client.unlockDevice('ada', lost.tid))).to.equal(
      'TOKEN_IS_NOT_BLOCKED',
    );
  });

  it('renameDevice names this browser at once', async () => {
    const client = await bench.enrolled();
    const [device] = await client.devices('ada');
    await client.renameDevice('ada', device!.tid, 'My laptop');
    expect((await client.accounts())[0]!.tokenName).to.equal('My laptop');
  });

  it('changePin needs the right old PIN, and a new one that is different, allowed and uncommon', async () => {
    const client = await bench.enrolled();
    const other = await bench.enrolled({ store: memoryTokenStore() });
    const change = (oldPin: string, pin: string) =>
      rejection(client.changePin('ada', { oldPin, newPin: pin }));
    expect((await change('111999', newPin)).left).to.equal(4);
    expect((await change(pin, pin)).reason).to.equal('same');
    expect((await change(pin, '123456')).reason).to.equal('common');
    expect((await change(pin, '12')).reason).to.equal('too-short');
    await client.changePin('ada', { oldPin: pin, newPin });
    expect(await rejectionCode(client.getOnlineOtp('ada', { pin }))).to.equal('PASSWORD_IS_WRONG');
    // The other browser has kept nothing of the old one.
    expect(await bench.accepts((await other.getOnlineOtp('ada', { pin: newPin })).value)).to.equal(
      true,
    );
  });

  it('changePin asks for the old PIN, then for the new one, again while they are refused', async () => {
    await bench.enrolled();
    const prompter = new ScriptedPrompter('111999', newPin, pin, '123456', newPin);
    prompter.asksAgain = true;
    await bench.client({ prompter }).changePin('ada');
    expect(
      prompter.asked.map((request) => ['policy' in request, request.refused?.code]),
    ).to.deep.equal([
      [false, undefined],
      [true, undefined],
      [false, 'PASSWORD_IS_WRONG'],
      [true, undefined],
      [true, 'PIN_REFUSED'],
    ]);
  });

  it('unlockToken unblocks the token, with the right kind of code and the PIN', async () => {
    const client = await bench.enrolled();
    const unlockCode = await bench.code('ada', { kind: 'unlock', tid: await tid() });
    expect(await rejectionCode(client.unlockToken('ada', { unlockCode: '123' }))).to.equal(
      'CODE_ENTRY_DOES_NOT_EXIST',
    );
    expect(await rejectionCode(client.unlockToken('ada', { unlockCode }))).to.equal(
      'TOKEN_IS_NOT_BLOCKED',
    );
    await bench.service.admin.post(`/tokens/${await tid()}/block`);
    const resetCode = await bench.code('ada', { kind: 'reset' });
    expect(await rejectionCode(client.unlockToken('ada', { unlockCode: resetCode }))).to.equal(
      'CODE_TYPE_NOT_SUPPORTED',
    );
    expect(await rejectionCode(client.unlockToken('ada', { unlockCode, pin: '111999' }))).to.equal(
      'PASSWORD_IS_WRONG',
    );
    await client.unlockToken('ada', {
      unlockCode: ` ${unlockCode.slice(0, 5)} ${unlockCode.slice(5)}`,
    });
    expect(await bench.accepts((await client.getOnlineOtp('ada')).value)).to.equal(true);
    expect(await rejectionCode(client.unlockToken('ada', { unlockCode }))).to.equal(
      'CODE_ENTRY_DOES_NOT_EXIST',
    );
  });

  it('unlockToken unblocks the user, and resetPin sets a new PIN', async () => {
    const client = await bench.enrolled();
    const block = async () => {
      await bench.blockUser();
      expect(await rejectionCode(client.getOnlineOtp('ada'))).to.equal('USER_IS_BLOCKED');
    };
    const unlockCode = await bench.code('ada', { kind: 'unlock' });
    expect(await rejectionCode(client.unlockToken('ada', { unlockCode }))).to.equal(
      'USER_IS_NOT_BLOCKED',
    );
    await block();
    await client.unlockToken('ada', { unlockCode });
    expect(await bench.accepts((await client.getOnlineOtp('ada')).value)).to.equal(true);
    await block();
    const resetCode = await bench.code('ada', { kind: 'reset' });
    expect(
      (await rejection(client.resetPin('ada', { resetCode, newPin: '123456' }))).reason,
    ).to.equal('common');
    await client.resetPin('ada', { resetCode, newPin });
    expect(await bench.accepts((await client.getOnlineOtp('ada', { pin: newPin })).value)).to.equal(
      true,
    );
    expect(await uid()).to.match(/^[\w-]{22}$/);
  });

  it('setBioKey does not ask the vault where the service allows no BioKey', async () => {
    for (const kind of ['pin', 'none']) {
      const { service } = bench;
      const site = await service.addSite({ pin: kind, bio: 'off' });
      const client = bench.client({ alias: site.alias });
      await client.activate(await service.issueCode(site, 'bob'), { pin });
      const made: string[] = [];
      const vault = valueBioKey(async ({ login }) => String(made.push(login)));
      expect(await rejectionCode(client.setBioKey('bob', vault))).to.equal('BIO_KEY_NOT_ALLOWED');
      expect(await rejectionCode(client.setBioKey('bob', '0123456789abcdef'))).to.equal(
        'BIO_KEY_NOT_ALLOWED',
      );
      expect(made).to.deep.equal([]);
      await databaseOf(site.alias).remove();
    }
  });

  it('setBioKey works at once where the service has allowed BioKeys meanwhile', async () => {
    const { service } = bench;
    for (const [kind, bio] of [
      ['pin', 'allowed'],
      ['none', 'allowed'],
      ['none', 'forced'],
    ]) {
      const site = await service.addSite({ pin: kind, bio: 'off' });
      const client = bench.client({ alias: site.alias });
      await client.activate(await service.issueCode(site, 'bob'), { pin });
      await service.admin.patch(`/services/${site.mac}`, { bio });
      let made = 0;
      const vault = valueBioKey(async () => `a value that nobody guesses ${++made}`);
      await client.setBioKey('bob', vault);
      expect(made).to.equal(1);
      expect((await client.accounts())[0]).to.include({ takesBioKey: true, hasBioKey: true });
      await databaseOf(site.alias).remove();
    }
  });

  it('setBioKey registers a value that stands in for the PIN, once, until it is revoked', async () => {
    const client = await bench.enrolled();
    const value = 'a value that nobody guesses';
    expect(await rejectionCode(client.setBioKey('ada', value, { pin: '111999' }))).to.equal(
      'PASSWORD_IS_WRONG',
    );
    expect(await rejectionCode(client.setBioKey('ada', ''))).to.equal('REQUEST_MALFORMED');
    await client.setBioKey('ada', value);
    expect(await rejectionCode(client.setBioKey('ada', value))).to.equal('BIO_KEY_ALREADY_EXIST');
    const prompter = new ScriptedPrompter(
      { value: 'another', type: 'bio' },
      { value, type: 'bio' },
    );
    const bio = bench.client({ prompter });
    expect(await rejectionCode(bio.getOnlineOtp('ada'))).to.equal('BIO_KEY_IS_WRONG');
    expect(await bench.accepts((await bio.getOnlineOtp('ada')).value)).to.equal(true);
    expect(await rejectionCode(bio.getActivationCode('ada'))).to.equal('BIO_KEY_NOT_ALLOWED');
    await client.revokeBioKey('ada');
    expect(await rejectionCode(bio.getOnlineOtp('ada'))).to.equal('BIO_KEY_NOT_ALLOWED');
    await client.setBioKey('ada', { register: async () => value, get: async () => value });
  });
});
