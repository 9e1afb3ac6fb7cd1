import { expect } from '@open-wc/testing';
import { NeonError } from '../../src/index.js';
import { memoryTokenStore } from '../../src/storage/memory-token-store.js';
import { Bench } from '../support/clients/bench.js';
import { pin } from '../support/clients/pins.js';
import { databaseOf } from '../support/clients/token-database.js';
import { rejection, rejectionCode } from '../support/clients/rejection.js';
import { ScriptedPrompter } from '../support/clients/scripted-prompter.js';

describe('activate', () => {
  let bench: Bench;
  beforeEach(async () => (bench = await Bench.make()));
  afterEach(() => bench.close());

  it('finds a typing mistake before anything is sent', async () => {
    const client = bench.client();
    const code = await bench.code();
    const mistyped = code.slice(0, -1) + (code.endsWith('0') ? '1' : '0');
    for (const typed of ['', 'hello', mistyped, code.slice(1)]) {
      expect(await rejectionCode(client.activate(typed))).to.equal('CODE_ENTRY_DOES_NOT_EXIST');
    }
    expect(await bench.service.requests()).to.deep.equal([]);
  });

  it('refuses an unknown, an expired and a used code with the same code', async () => {
    const used = await bench.code();
    await bench.client().activate(used);
    const other = bench.client({ store: memoryTokenStore() });
    expect(await rejectionCode(other.activate(used))).to.equal('CODE_ENTRY_DOES_NOT_EXIST');
    expect(await rejectionCode(other.activate('3AHR-Z6DM-V29G-QY5H'))).to.equal(
      'CODE_ENTRY_DOES_NOT_EXIST',
    );
    const expired = await bench.code();
    await bench.service.advance(25 * 3600_000);
    expect(await rejectionCode(other.activate(expired))).to.equal('CODE_ENTRY_DOES_NOT_EXIST');
  });

  it('refuses a code of another service', async () => {
    const elsewhere = await bench.service.addSite();
    const code = await bench.service.issueCode(elsewhere, 'ada');
    expect(await rejectionCode(bench.client().activate(code))).to.equal(
      'CODE_IS_NOT_ALLOWED_FOR_THIS_TOKEN',
    );
    expect(await databaseOf(bench.site.alias).records()).to.deep.equal([]);
  });

  it('accepts a code in any spelling', async () => {
    const code = await bench.code();
    const spelled = ` ${code.toLowerCase().replaceAll('-', ' ').replaceAll('0', 'o')}\n`;
    expect(await bench.client().activate(spelled)).to.equal('ada');
  });

  it('throws a TypeError when a prompter gives no string, and the code stays valid', async () => {
    const code = await bench.code();
    for (const given of [undefined, null, 482917, { value: pin }]) {
      const prompter = new ScriptedPrompter(pin);
      prompter.definePin = async () => given as never;
      const end = await bench
        .client({ prompter })
        .activate(code)
        .catch((error: unknown) => error);
      expect(end, JSON.stringify(given)).to.be.instanceOf(TypeError);
    }
    expect(await bench.client().activate(code)).to.equal('ada');
  });

  it('shortens and cleans a token name, and makes one up where nothing is left', async () => {
    const names = ['  Kitchen\nlaptop\u202e ', '🦊'.repeat(500), '\u0000\u2028', ''];
    const client = bench.client();
    for (const tokenName of names) {
      await client.activate(await bench.code(), { pin, tokenName });
    }
    const tokens = await bench.rows('token');
    const kept = tokens.map(({ name }) => String(name));
    expect(kept).to.include.members(['Kitchenlaptop', '🦊'.repeat(64)]);
    expect(kept.filter((name) => /Chrom|Firefox|WebKit|Safari/.test(name)).length).to.equal(2);
  });

  const unfit: [string, string][] = [
    ['12345', 'too-short'],
    ['1234567890123', 'too-long'],
    ['48291a', 'form'],
    ['', 'form'],
    ['123456', 'common'],
    ['١٢٣٤٥٦', 'common'],
  ];
  for (const [pin, reason] of unfit) {
    it(`refuses "${pin}" as a new PIN (${reason}), and the code stays valid`, async () => {
      const client = bench.client({ prompter: new ScriptedPrompter(pin) });
      const code = await bench.code();
      const error = await rejection(client.activate(code));
      expect(error.code).to.equal('PIN_REFUSED');
      expect(error.reason).to.be.oneOf(pin === '' ? ['form', 'too-short'] : [reason]);
      expect(await bench.client().activate(code)).to.equal('ada');
    });
  }

  it('asks again for a PIN that a dialog may correct, with the reason', async () => {
    const prompter = new ScriptedPrompter('12', '123456', pin);
    prompter.asksAgain = true;
    await bench.client({ prompter }).activate(await bench.code());
    expect(prompter.asked.map(({ refused }) => refused?.reason)).to.deep.equal([
      undefined,
      'too-short',
      'common',
    ]);
  });

  it('leaves the code valid when the person closes the prompt', async () => {
    const cancelled = new NeonError('USER_CANCELLED');
    const client = bench.client({ prompter: new ScriptedPrompter(cancelled) });
    const code = await bench.code();
    expect(await rejectionCode(client.activate(code))).to.equal('USER_CANCELLED');
    expect(await client.accounts()).to.deep.equal([]);
    expect(await bench.client().activate(code)).to.equal('ada');
  });

  it('asks for an existing PIN, and a wrong one does not consume the code', async () => {
    await bench.enrolled();
    const store = memoryTokenStore();
    const code = await bench.code();
    const wrong = bench.client({ store, prompter: new ScriptedPrompter('999111') });
    const error = await rejection(wrong.activate(code));
    expect([error.code, error.left]).to.deep.equal(['PASSWORD_IS_WRONG', 4]);

    const prompter = new ScriptedPrompter('999111', pin);
    prompter.asksAgain = true;
    expect(await bench.client({ store, prompter }).activate(code)).to.equal('ada');
    const refused = {
      code: 'PASSWORD_IS_WRONG',
      left: 4,
      reason: undefined,
      wrongPins: undefined,
    };
    expect(prompter.asked[1]?.refused).to.deep.equal(refused);
    expect(prompter.asked.every(({ login }) => login === 'ada')).to.equal(true);
  });

  it('asks instead of defining when another browser was faster', async () => {
    const [first, second] = [
      await bench.code(),
      await bench.service.issueCode(bench.site, 'ada', { kind: 'restore' }),
    ];
    const prompter = new ScriptedPrompter(pin);
    const definePin = prompter.definePin.bind(prompter);
    prompter.definePin = async (request) => {
      await bench.client({ store: memoryTokenStore() }).activate(first);
      return definePin(request);
    };
    const client = bench.client({ prompter });
    expect(await client.activate(second)).to.equal('ada');
    expect(prompter.asked.map((request) => 'policy' in request)).to.deep.equal([true, false]);
  });

  it('needs a prompter or a PIN, and says so to the developer', async () => {
    const client = bench.client({ prompter: undefined });
    const code = await bench.code();
    let error: unknown;
    await client.activate(code).catch((caught: unknown) => (error = caught));
    expect(error).to.be.instanceOf(TypeError);
    expect(await client.activate(code, { pin })).to.equal('ada');
  });

  it('asks for nothing in a service without PIN', async () => {
    const { service } = bench;
    const site = await service.addSite({ pin: 'none' });
    const prompter = new ScriptedPrompter(new Error('nobody is to be asked'));
    const client = bench.client({ alias: site.alias, prompter });
    await client.activate(await service.issueCode(site, 'bob'));
    const otp = await client.getOnlineOtp('bob');
    expect(await service.verifyOtp(site, 'bob', otp.value)).to.equal(true);
    expect(prompter.asked).to.deep.equal([]);
    await databaseOf(site.alias).remove();
  });

  it('refuses one browser more than allowed, and counts none twice', async () => {
    const { mac } = bench.site;
    await bench.service.admin.patch(`/services/${mac}`, { maxTools: 1 });
    await bench.enrolled();
    const other = bench.client({ store: memoryTokenStore() });
    expect(await rejectionCode(other.activate(await bench.code()))).to.equal('MAX_NB_TOOLS');
  });

  it('refuses a blocked user, except with a code that defines a new PIN', async () => {
    await bench.enrolled();
    await bench.blockUser();
    const other = bench.client({ store: memoryTokenStore() });
    expect(await rejectionCode(other.activate(await bench.code()))).to.equal('USER_IS_BLOCKED');
    const code = await bench.code('ada', { definePin: true });
    await other.activate(code, { pin: '771203' });
    expect(
      await bench.accepts((await other.getOnlineOtp('ada', { pin: '771203' })).value),
    ).to.equal(true);
  });

  it('counts no try for an empty PIN, and continues with the right one', async () => {
    await bench.enrolled();
    const options = { store: memoryTokenStore() };
    const code = await bench.code();
    const { code: refused, left } = await rejection(
      bench.client(options).activate(code, { pin: '' }),
    );
    expect([refused, left]).to.deep.equal(['PASSWORD_IS_WRONG', undefined]);
    const prompter = new ScriptedPrompter('', pin);
    prompter.asksAgain = true;
    expect(await bench.client({ ...options, prompter }).activate(code)).to.equal('ada');
    expect(prompter.asked.map(({ refused: why }) => why?.reason)).to.deep.equal([
      undefined,
      'too-short',
    ]);
  });

  it('replaces the older record with a restore code, and revokes it after a plain one', async () => {
    const client = await bench.enrolled();
    await client.activate(await bench.code('ada', { kind: 'restore' }));
    expect((await client.accounts()).length).to.equal(1);
    await client.activate(await bench.code());
    expect((await client.accounts()).length).to.equal(1);
    expect((await databaseOf(bench.site.alias).records()).length).to.equal(1);
    const states = (await bench.rows('token')).map(({ status }) => status);
    expect(states.sort()).to.deep.equal(['ACTIVE', 'REPLACED', 'REVOKED']);
    expect(await bench.accepts((await client.getOnlineOtp('ada')).value)).to.equal(true);
  });
});
