import { expect } from '@open-wc/testing';
import { valueBioKey, type BioKeyRequest } from '../../src/index.js';
import { Bench } from '../support/clients/bench.js';
import { pin } from '../support/clients/pins.js';
import { rejectionCode } from '../support/clients/rejection.js';

const value = 'a value of the vault';

describe('a BioKey of a host’s own', () => {
  let bench: Bench;
  beforeEach(async () => {
    bench = await Bench.make({ bio: 'allowed' });
  });
  afterEach(() => bench.close());

  it('is not registered when the vault refuses', async () => {
    const client = await bench.enrolled();
    const refusing = valueBioKey(() => Promise.reject(new Error('the vault is locked')));
    const error: unknown = await client
      .setBioKey('ada', refusing, { pin })
      .catch((thrown: unknown) => thrown);
    expect(String(error)).to.contain('the vault is locked');
    expect((await client.accounts())[0]).to.include({ takesBioKey: true, hasBioKey: false });
  });

  it('is requested by login and alias, and replaces the PIN afterwards', async () => {
    const asked: BioKeyRequest[] = [];
    const vault = valueBioKey(async (request) => {
      asked.push(request);
      return value;
    });
    const client = await bench.enrolled();
    await client.setBioKey('ada', vault, { pin });
    const { login, alias } = asked[0]!;
    expect({ login, alias }).to.deep.equal({ login: 'ada', alias: bench.site.alias });
    expect((await client.accounts())[0]).to.include({ factor: 'pin_or_bio', hasBioKey: true });

    const other = bench.client({
      prompter: {
        askForPin: async (request) => {
          expect(request).to.include({ alias, bioKeyAllowed: true, pinAllowed: true });
          return { value: await vault.get(request), type: 'bio' };
        },
        definePin: () => Promise.reject(new Error('nobody asked')),
      },
    });
    expect(await bench.accepts((await other.getOnlineOtp('ada')).value)).to.equal(true);
    expect(await rejectionCode(client.setBioKey('ada', vault, { pin }))).to.equal(
      'BIO_KEY_ALREADY_EXIST',
    );
  });

  it('is accepted with a warning when it can be guessed', async () => {
    const warnings: string[] = [];
    const { warn } = console;
    console.warn = (text: unknown) => warnings.push(String(text));
    try {
      const client = await bench.enrolled();
      await client.setBioKey(
        'ada',
        valueBioKey(async () => '0123456789'),
        { pin },
      );
    } finally {
      console.warn = warn;
    }
    expect(warnings).to.deep.equal(['a BioKey of fewer than 16 characters can be guessed']);
  });
});
