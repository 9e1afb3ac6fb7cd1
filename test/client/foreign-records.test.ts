import { expect } from '@open-wc/testing';
import { generateSigningKey } from '../../src/crypto/jws.js';
import { Bench } from '../support/clients/bench.js';
import { databaseOf } from '../support/clients/token-database.js';
import { rejectionCode } from '../support/clients/rejection.js';

describe('data of an enrolment without its key', () => {
  let bench: Bench;
  beforeEach(async () => {
    bench = await Bench.make({ seal: true });
  });
  afterEach(() => bench.close());

  it('are useless with the key of another browser, and harm nobody', async () => {
    const client = await bench.enrolled();
    const database = databaseOf(bench.site.alias);
    const [original] = await database.records();
    await database.alter({ sk: (await generateSigningKey()).privateKey });
    for (const operation of [
      () => client.getOnlineOtp('ada'),
      () => client.getAccessToken('ada'),
      () => client.sealData('ada', 'Pay 5 € to Bea'),
      () => client.devices('ada'),
    ]) {
      expect(await rejectionCode(operation())).to.equal('STATIC_TOKEN_KEY_IS_INVALID');
    }
    const [token] = await bench.rows('token');
    expect(token?.['status']).to.equal('ACTIVE');

    await database.alter({ sk: original!.sk });
    expect(await bench.accepts((await client.getOnlineOtp('ada')).value)).to.equal(true);
  });

  it('are useless when the browser has lost the key', async () => {
    const client = await bench.enrolled();
    await databaseOf(bench.site.alias).alter({ sk: null as never });
    expect(await rejectionCode(client.getOnlineOtp('ada'))).to.equal('STATIC_TOKEN_KEY_IS_INVALID');
    expect((await client.accounts())[0]).to.include({ state: 'lost', help: 're-enrol' });
  });
});
