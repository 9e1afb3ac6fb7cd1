import { expect } from '@open-wc/testing';
import { lastPosition } from '../../src/protocol/key-schedule.js';
import { memoryTokenStore } from '../../src/storage/memory-token-store.js';
import { Bench } from '../support/clients/bench.js';
import { pin } from '../support/clients/pins.js';
import { databaseOf } from '../support/clients/token-database.js';
import { rejection, rejectionCode } from '../support/clients/rejection.js';

const day = 24 * 3_600_000;

describe('states of an enrolment', () => {
  let bench: Bench;
  beforeEach(async () => (bench = await Bench.make()));
  afterEach(() => bench.close());

  const uid = async () => String((await bench.rows('app_user'))[0]!['uid']);
  const tid = async () => String((await bench.rows('token'))[0]!['tid']);

  it('are learnt when a page opens, and from refusals', async () => {
    const client = await bench.enrolled();
    await bench.service.admin.post(`/tokens/${await tid()}/block`);
    expect(await rejectionCode(client.getOnlineOtp('ada'))).to.equal('TOKEN_IS_BLOCKED');
    expect((await client.accounts())[0]).to.include({ state: 'blocked', help: 'unlock-code' });
    await bench.service.admin.post(`/tokens/${await tid()}/unblock`);
    expect(await client.initOnline()).to.deep.equal(['ada']);
    expect((await client.accounts())[0]?.state).to.equal('active');
  });

  it('follow the account: disabled, enabled, deleted', async () => {
    const client = await bench.enrolled();
    await bench.service.admin.post(`/users/${await uid()}/disable`);
    await client.initOnline();
    expect((await client.accounts())[0]).to.include({ state: 'disabled', help: 'administrator' });
    expect(await rejectionCode(client.getOnlineOtp('ada'))).to.equal(
      'SERVICE_ACCOUNT_STATUS_DISABLED',
    );
    await bench.service.admin.post(`/users/${await uid()}/enable`);
    await client.initOnline();
    expect((await client.accounts())[0]?.state).to.equal('active');
    await bench.service.admin.delete(`/users/${await uid()}`);
    expect(await rejectionCode(client.getOnlineOtp('ada'))).to.equal('NO_DEVICE_FOUND');
    expect((await client.accounts())[0]).to.include({ state: 'lost', help: 're-enrol' });
    expect(await client.initOnline()).to.deep.equal([]);
    expect((await client.accounts())[0]).to.include({ state: 'lost', help: 're-enrol' });
  });

  it('belong to the current user of a login, not to a deleted one', async () => {
    const client = await bench.enrolled();
    await bench.service.admin.delete(`/users/${await uid()}`);
    for (const login of ['Ada', ' ada']) {
      await client.activate(await bench.code(login), { pin });
      const accounts = await client.accounts();
      expect(accounts.map(({ state }) => state)).to.deep.equal(['active']);
      const otp = await client.getOnlineOtp(login, { pin });
      expect(await bench.accepts(otp.value, login)).to.equal(true);
    }
    expect(await client.initOnline()).to.deep.equal(['Ada']);
    expect(await databaseOf(bench.site.alias).records()).to.have.length(1);
  });

  it('become locked after ninety idle days, and not a day earlier', async () => {
    const client = await bench.enrolled();
    await bench.service.advance(89 * day);
    await client.getOnlineOtp('ada');
    await bench.service.advance(91 * day);
    expect(await rejectionCode(client.getOnlineOtp('ada'))).to.equal('DEVICE_LOCKED');
    expect((await client.accounts())[0]).to.include({ state: 'locked', help: 'unlock-code' });
    expect(await client.initOnline()).to.deep.equal([]);
  });

  it('name the code that unblocks a user blocked by wrong PINs', async () => {
    const strict = await bench.service.addSite({ pinTries: 5, pinTotalLimit: 10 });
    const client = bench.client({ alias: strict.alias });
    await client.activate(await bench.service.issueCode(strict, 'grace'), { pin });
    const guess = () => bench.blockUser('grace', strict);
    await guess();
    const first = { state: 'user-blocked', help: 'unlock-code', left: 0 };
    await client.initOnline();
    expect((await client.accounts())[0]).to.include(first);

    await bench.service.admin.post(`/users/${await uid()}/unblock`);
    await guess();
    await client.initOnline();
    expect((await client.accounts())[0]).to.include({ state: 'user-blocked', help: 'reset-code' });
    const help = async () => (await client.accounts())[0]?.help;
    // A refusal does not say why the user is blocked; what was known stays.
    expect(await rejectionCode(client.getOnlineOtp('grace', { pin }))).to.equal('USER_IS_BLOCKED');
    expect(await help()).to.equal('reset-code');
    const graceTid = async () => {
      const [row] = (await bench.rows('token')).filter(({ mac }) => mac === strict.mac);
      return String(row!['tid']);
    };
    const block = async (action: string) =>
      bench.service.admin.post(`/tokens/${await graceTid()}/${action}`);
    await block('block');
    await client.initOnline();
    // Neither an unlock code nor a reset code is accepted now.
    expect(await help()).to.equal('administrator');
    await block('unblock');
    await client.initOnline();
    expect(await help()).to.equal('reset-code');
    const resetCode = await bench.service.issueCode(strict, 'grace', { kind: 'reset' });
    await client.resetPin('grace', { resetCode, newPin: '719284' });
    expect((await client.accounts())[0]).to.include({ state: 'active', help: 'none' });
    await databaseOf(strict.alias).remove();
  });

  it('stay blocked when a blocked user denies a request', async () => {
    const client = await bench.enrolled();
    const site = await bench.service.addSite({ push: true });
    const here = bench.client({ alias: site.alias });
    await here.activate(await bench.service.issueCode(site, 'ada'), { pin });
    const asking = bench.client({ alias: site.alias, store: memoryTokenStore() });
    const asked = new Promise<void>((resolve) => {
      rejection(asking.getRemoteOtpByPush('ada', { onNumber: () => resolve() })).catch(
        () => undefined,
      );
    });
    await asked;
    const [request] = await here.pushRequests();
    await bench.blockUser('ada', site);
    await here.initOnline();
    await here.answerPush(request!.pid, { approve: false });
    expect((await here.accounts())[0]).to.include({ state: 'user-blocked', help: 'unlock-code' });
    expect((await client.accounts())[0]?.state).to.equal('active');
    await databaseOf(site.alias).remove();
  });

  it('keep an enrolment whose token was replaced, marked as lost', async () => {
    const client = await bench.enrolled();
    const other = bench.client({ store: memoryTokenStore() });
    await other.activate(await bench.code('ada', { kind: 'restore' }));
    expect(await client.initOnline()).to.deep.equal([]);
    expect((await client.accounts())[0]?.state).to.equal('lost');
    expect(await rejectionCode(client.getOnlineOtp('ada'))).to.equal('NO_DEVICE_FOUND');
  });

  it('report a closed service, and recover when it opens again', async () => {
    const client = await bench.enrolled();
    const path = `/services/${bench.site.mac}`;
    await bench.service.admin.patch(path, { status: 'closed' });
    expect(await rejectionCode(client.initOnline())).to.equal('NO_ACTIVE_SERVICE_FOR_USER');
    expect(await rejectionCode(client.getOnlineOtp('ada'))).to.equal('NO_ACTIVE_SERVICE_FOR_USER');
    await bench.service.admin.patch(path, { status: 'open' });
    expect(await client.initOnline()).to.deep.equal(['ada']);
  });

  it('report an unknown alias, and a page that is not of the site', async () => {
    const unknown = bench.client({ alias: 'f'.repeat(32) });
    expect(await rejectionCode(unknown.initOnline())).to.equal('MACID_IS_UNKNOWN');
    const alias = await bench.service.addAlias(bench.site.mac, 'https://www.example.com');
    const foreign = bench.client({ alias });
    expect(await rejectionCode(foreign.initOnline())).to.equal('ORIGIN_NOT_ALLOWED');
    await databaseOf(alias).remove();
    await databaseOf('f'.repeat(32)).remove();
  });

  it('distinguish logins, and match any spelling of one', async () => {
    const client = await bench.enrolled({}, 'Ada.Lovelace');
    await client.activate(await bench.code('bob'), { pin: '771203' });
    expect((await client.initOnline()).sort()).to.deep.equal(['Ada.Lovelace', 'bob']);
    expect(
      await bench.accepts((await client.getOnlineOtp(' ada.LOVELACE')).value, 'ada.lovelace'),
    ).to.equal(true);
    const bob = await client.getOnlineOtp('bob', { pin: '771203' });
    expect(await bench.accepts(bob.value, 'Ada.Lovelace')).to.equal(false);
    expect(await bench.accepts(bob.value, 'bob')).to.equal(true);
  });

  it('end for original and copy of a profile, when the copy is used first', async () => {
    const client = await bench.enrolled();
    // A copy of the profile holds the very key handles.
    const [record] = await databaseOf(bench.site.alias).records();
    const stolen = memoryTokenStore();
    await stolen.change(() => ({ put: structuredClone(record!) }));
    const thief = bench.client({ store: stolen });
    expect((await thief.getOnlineOtp('ada')).value).to.match(/^\d{8}$/);

    await bench.service.advance(6_000);
    expect(await client.initOnline()).to.deep.equal([]);
    expect((await client.accounts())[0]).to.include({ state: 'lost', help: 're-enrol' });
    expect(await rejectionCode(client.getOnlineOtp('ada'))).to.equal(
      'DYNAMIC_TOKEN_KEY_IS_INVALID',
    );
    expect(await rejectionCode(thief.getOnlineOtp('ada'))).to.equal('DYNAMIC_TOKEN_KEY_IS_INVALID');
    expect((await bench.rows('token'))[0]?.['status']).to.equal('DESYNC');
  });

  it('end at the last position of the ratchet, where nothing is sent any more', async () => {
    const client = await bench.enrolled();
    const records = databaseOf(bench.site.alias);
    const [record] = await records.records();
    const store = memoryTokenStore();
    await store.change(() => ({ put: { ...record!, n: lastPosition } }));
    await client.initOnline();
    const last = bench.client({ store });
    const sent = (await bench.service.messages()).length;
    expect(await rejectionCode(last.getOnlineOtp('ada', { pin }))).to.equal(
      'DYNAMIC_TOKEN_KEY_IS_INVALID',
    );
    expect((await bench.service.messages()).length).to.equal(sent);
  });

  it('end for original and copy of a profile, when the original is used first', async () => {
    const client = await bench.enrolled();
    const [record] = await databaseOf(bench.site.alias).records();
    const stolen = memoryTokenStore();
    await stolen.change(() => ({ put: structuredClone(record!) }));
    await client.getOnlineOtp('ada');
    const thief = bench.client({ store: stolen, pins: [] });
    expect(await rejectionCode(thief.getOnlineOtp('ada', { pin }))).to.equal(
      'DYNAMIC_TOKEN_KEY_IS_INVALID',
    );
    const error = await rejection(client.getOnlineOtp('ada'));
    expect([error.code, error.retryable]).to.deep.equal(['DYNAMIC_TOKEN_KEY_IS_INVALID', false]);
  });

  it('have a mark that is another one when the list of devices has changed, but for its times', async () => {
    const client = await bench.enrolled();
    const mark = async (): Promise<string | undefined> => {
      await client.refreshAccounts();
      return (await client.accounts())[0]!.deviceListMark;
    };
    const first = await mark();
    expect(first).to.match(/^[\w-]{22}$/);
    await client.getOnlineOtp('ada');
    const { code } = await client.getActivationCode('ada');
    expect(await mark()).to.equal(first);
    const [step] = await bench.rows('token');
    const marks = [first];
    const other = bench.client({ store: memoryTokenStore() });
    await other.activate(code);
    marks.push(await mark());
    const { tid } = (await client.devices('ada')).find(({ isThis }) => !isThis)!;
    await client.lockDevice('ada', tid);
    marks.push(await mark());
    await client.renameDevice('ada', tid, 'Phone');
    marks.push(await mark());
    await client.revokeDevice('ada', tid);
    expect(new Set([...marks, await mark()]).size).to.equal(4);
    expect(await mark()).to.equal(first);

    const before = (await bench.rows('token')).find((row) => row['tid'] === step!['tid'])!;
    await mark();
    const after = (await bench.rows('token')).find((row) => row['tid'] === step!['tid'])!;
    expect(after['n']).to.equal(before['n']);
  });
});
