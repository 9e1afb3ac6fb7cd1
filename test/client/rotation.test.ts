import { expect } from '@open-wc/testing';
import { Bench } from '../support/clients/bench.js';
import { memoryTokenStore } from '../../src/storage/memory-token-store.js';
import { rejectionCode } from '../support/clients/rejection.js';

describe('a service that replaces its signing key', () => {
  let bench: Bench;
  beforeEach(async () => (bench = await Bench.make({}, { keyFiles: true })));
  afterEach(() => bench.close());

  it('is followed by a browser that missed several rotations', async () => {
    const client = await bench.enrolled();
    await bench.service.rotateSigningKey();
    await bench.service.rotateSigningKey();
    await bench.service.rotateSigningKey();
    client.close();
    const awake = bench.client();
    expect(await awake.initOnline()).to.deep.equal(['ada']);
    expect(await bench.accepts((await awake.getOnlineOtp('ada')).value)).to.equal(true);
  });

  it('is followed by an open page, when an answer is signed by the new key', async () => {
    const client = await bench.enrolled();
    await client.initOnline();
    await bench.service.rotateSigningKey();
    await bench.service.admin.post(
      `/tokens/${String((await bench.rows('token'))[0]!['tid'])}/block`,
    );
    expect(await client.initOnline()).to.deep.equal([]);
    expect((await client.accounts())[0]?.state).to.equal('blocked');
  });

  it('is not undone: a browser that knows the new key refuses the old one', async () => {
    const client = await bench.enrolled();
    const old = (await bench.service.messages()).find(({ path }) => path === '/btt/v1/hello')!;
    await bench.service.rotateSigningKey();
    await client.initOnline();
    // The very hello of before the rotation, replayed by somebody on the way.
    await bench.service.plan('/btt/v1/hello', { status: 200, body: old.reply });
    expect(await rejectionCode(client.initOnline())).to.equal('SERVICE_KEY_UNKNOWN');
    expect((await client.accounts()).length).to.equal(1);
    expect(await client.initOnline()).to.deep.equal(['ada']);
  });

  it('is trusted from a key that the page pins, old or new, and from no other', async () => {
    const store = memoryTokenStore();
    await bench.client({ store }).initOnline();
    const first = await kidOf(bench);
    await bench.service.rotateSigningKey();
    const pinned = bench.client({ store: memoryTokenStore(), pins: [first] });
    expect(await pinned.initOnline()).to.deep.equal([]);
    const latest = bench.client({ store: memoryTokenStore(), pins: [await kidOf(bench)] });
    expect(await latest.initOnline()).to.deep.equal([]);
    const wrong = bench.client({ store: memoryTokenStore(), pins: ['A'.repeat(43)] });
    expect(await rejectionCode(wrong.initOnline())).to.equal('SERVICE_KEY_UNKNOWN');
  });
});

/** Id of the key that signed the last hello. */
async function kidOf({ service }: Bench): Promise<string> {
  const hellos = (await service.messages()).filter(({ path }) => path === '/btt/v1/hello');
  const [header] = hellos.at(-1)!.reply.split('.');
  const text = atob(header!.replaceAll('-', '+').replaceAll('_', '/'));
  return (JSON.parse(text) as { kid: string }).kid;
}
