import { expect } from '@open-wc/testing';
import type { Account } from '../../src/index.js';
import { memoryTokenStore } from '../../src/storage/memory-token-store.js';
import { Bench } from '../support/clients/bench.js';
import { pin, wrongPin } from '../support/clients/pins.js';
import { rejectionCode } from '../support/clients/rejection.js';

describe('wrong PINs of a user', () => {
  let bench: Bench;
  beforeEach(async () => {
    bench = await Bench.make();
  });
  afterEach(() => bench.close());

  async function enrolThief() {
    const thief = bench.client({ store: memoryTokenStore() });
    await thief.activate(await bench.code(), { pin, tokenName: 'Stolen laptop' });
    return thief;
  }

  it('are in the accounts after the next right PIN, until the one after that', async () => {
    const client = await bench.enrolled();
    const thief = await enrolThief();
    expect((await client.accounts())[0]?.wrongPins).to.equal(undefined);
    for (let count = 0; count < 4; count++) {
      await rejectionCode(thief.getOnlineOtp('ada', { pin: wrongPin }));
    }
    const told: Account['wrongPins'][] = [];
    const stop = client.subscribe(() => {
      void client.accounts().then(([account]) => told.push(account?.wrongPins));
    });
    await client.getOnlineOtp('ada', { pin });
    stop();
    const notice = (await client.accounts())[0]?.wrongPins;
    expect(notice?.count).to.equal(4);
    expect(notice?.latest).to.have.length(3);
    expect(notice?.latest[0]).to.include({ tokenName: 'Stolen laptop', isHere: false });
    expect(told.some((one) => one?.count === 4)).to.equal(true);
    // A status tells nothing new, and does not take away what the person may not have seen.
    await client.initOnline();
    expect((await client.accounts())[0]?.wrongPins).to.deep.equal(notice);
    await client.getOnlineOtp('ada', { pin });
    expect((await client.accounts())[0]?.wrongPins).to.equal(undefined);
  });

  it('are in the accounts after a status, and say which were entered in this browser', async () => {
    const client = await bench.enrolled();
    await enrolThief();
    await rejectionCode(client.getOnlineOtp('ada', { pin: wrongPin }));
    await client.initOnline();
    const notice = (await client.accounts())[0]?.wrongPins;
    expect([notice?.count, notice?.latest[0]?.isHere]).to.deep.equal([1, true]);
  });
});
