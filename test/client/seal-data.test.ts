import { expect } from '@open-wc/testing';
import { toBase64Url } from '../../src/crypto/bytes.js';
import { sha256 } from '../../src/crypto/hashes.js';
import { Bench } from '../support/clients/bench.js';
import { rejection, rejectionCode } from '../support/clients/rejection.js';

describe('sealData', () => {
  let bench: Bench;
  beforeEach(async () => (bench = await Bench.make({ seal: true })));
  afterEach(() => bench.close());

  it('seals a text of any size, and refuses one with lone surrogates', async () => {
    const client = await bench.enrolled();
    expect(await rejectionCode(client.sealData('ada', 'a\uD800b'))).to.equal(
      'SEALDATA_IS_NOT_VALID',
    );
    for (const data of ['', 'Pay 100 € to Bob', 'é', 'e\u0301', 'x'.repeat(10_000_000)]) {
      const seal = await client.sealData('ada', data);
      const verify = (given: string) =>
        bench.service.rp('/seal/verify', bench.site.apiKey, {
          service: bench.site.mac,
          seal,
          data: given,
        });
      if (data.length < 1000) {
        expect((await verify(data)).body['ok'], data).to.equal(true);
        expect(
          (await verify(data.normalize('NFC') === data ? `${data} ` : data.normalize('NFC')))
            .status,
        ).to.equal(422);
      }
    }
    await bench.service.admin.patch(`/services/${bench.site.mac}`, { seal: false });
    expect(await rejectionCode(client.sealData('ada', 'text'))).to.equal('SEALING_IS_NOT_ALLOWED');
  });

  it('seals a Blob as its bytes, in pieces, and says how many it has read', async () => {
    const client = await bench.enrolled();
    const { service, site } = bench;
    for (const length of [0, 1, 262_144, 1_000_000]) {
      const bytes = Uint8Array.from({ length }, (_, index) => index % 251);
      const progress: number[][] = [];
      const onProgress = (...counts: number[]) => progress.push(counts);
      const file = new File([bytes], 'order.pdf');
      const seal = await client.sealData('ada', file, { onProgress });
      const dig = toBase64Url(sha256(bytes));
      const { status } = await service.rp('/seal/verify', site.apiKey, {
        service: site.mac,
        seal,
        dig,
        len: length,
      });
      expect(status).to.equal(200);
      expect(progress.at(-1) ?? [0, 0]).to.deep.equal([length, length]);
      const steps = progress.map(([done], index) => done! - (progress[index - 1]?.[0] ?? 0));
      expect(steps.every((step) => step > 0 && step <= 262_144)).to.equal(true);
      expect(progress.every(([, total]) => total === length)).to.equal(true);
    }
  });

  it('lets other tasks of the page run between two pieces of a Blob or a text', async () => {
    const client = await bench.enrolled();
    const text = 'x'.repeat(1_000_000);
    for (const data of [text, new Blob([text])]) {
      const events: string[] = [];
      const { port1, port2 } = new MessageChannel();
      port1.onmessage = () => {
        events.push('task');
        port2.postMessage(null);
      };
      port2.postMessage(null);
      await client.sealData('ada', data, { onProgress: () => events.push('piece') });
      port1.close();
      const pieces = events.slice(events.indexOf('piece'), events.lastIndexOf('piece') + 1);
      expect(pieces.filter((event) => event === 'piece').length).to.be.at.least(4);
      // Not each engine runs the tasks of two channels in the order in which they were queued.
      expect(pieces.join(' ')).not.to.include('piece piece piece');
    }
  });

  it('stops reading a Blob when its signal is aborted, and sends nothing', async () => {
    const client = await bench.enrolled();
    const before = (await bench.messages()).length;
    const reason = new Error('the person has left');
    const controller = new AbortController();
    let reads = 0;
    const onProgress = () => {
      if (++reads === 2) controller.abort(reason);
    };
    const { signal } = controller;
    const file = new Blob(['x'.repeat(10_000_000)]);
    const end = client.sealData('ada', file, { signal, onProgress }).catch((error) => error);
    expect(await end).to.equal(reason);
    expect(reads).to.equal(2);
    expect((await bench.messages()).length).to.equal(before);
  });

  it('says that a Blob cannot be read, where there are byte streams and where there are none', async () => {
    const client = await bench.enrolled();
    const cause = new DOMException('changed', 'NotReadableError');
    const unreadable = new Blob(['text']);
    const streams = [
      () => new ReadableStream({ type: 'bytes', pull: (controller) => controller.error(cause) }),
      () => new ReadableStream(),
    ];
    unreadable.slice = () =>
      Object.assign(new Blob(), { arrayBuffer: () => Promise.reject(cause) });
    for (const stream of streams) {
      unreadable.stream = stream as never;
      const error = await rejection(client.sealData('ada', unreadable));
      expect([error.code, error.cause]).to.deep.equal(['SEALDATA_IS_NOT_VALID', cause]);
    }
  });

  it('reads a Blob by slices where there are no byte streams', async () => {
    const client = await bench.enrolled();
    const { service, site } = bench;
    const bytes = new Uint8Array(600_000).fill(7);
    const file = Object.assign(new Blob([bytes]), { stream: () => new ReadableStream() });
    const seal = await client.sealData('ada', file);
    const about = { dig: toBase64Url(sha256(bytes)), len: bytes.length };
    const question = { service: site.mac, seal, ...about };
    expect((await service.rp('/seal/verify', site.apiKey, question)).status).to.equal(200);
  });
});
