/**
 * A client behind a line that damages answers: a bit in each byte of real ones, or in some of the bytes where all are
 * alike, as in a signature or in what is encrypted.
 */
import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import { createClient } from '../../../src/browser/create-client.js';
import type { NeonClient } from '../../../src/client/client.js';
import { NeonError } from '../../../src/errors.js';
import { memoryTokenStore } from '../../../src/storage/memory-token-store.js';
import type { TestSite } from '../../support/services/service-fixture.js';
import { MovableClock } from '../../support/services/movable-clock.js';
import { TestService } from '../../support/services/test-service.js';
import { pin } from '../../support/clients/pins.js';
import { nodeClient } from '../support/services/node-client.js';

const login = 'ada';

/** What a call may end with when an answer was damaged: passing trouble. */
const passing = ['OK', 'NETWORK_UNAVAILABLE', 'SERVICE_UNAVAILABLE', 'OUTCOME_UNKNOWN'];

const outcome = (call: Promise<unknown>): Promise<string> =>
  call.then(
    () => 'OK',
    (error: unknown) => (error instanceof NeonError ? error.code : String(error)),
  );

describe('a damaged answer', { timeout: 300_000 }, () => {
  let service: TestService;
  let site: TestSite;
  let client: NeonClient;
  /** How many people have been asked for approval: logins have a limit each. */
  let people = 0;
  before(async () => {
    service = await TestService.start();
    site = await service.addSite({ push: true, pushOpen: true, pushPerAddress: 1000 });
    // Its pauses take no time.
    client = nodeClient(service.url, site, { clock: new MovableClock() });
    await client.activate(await service.issueCode(site, login), { pin });
  });
  after(async () => {
    client.close();
    await service.close();
  });

  /**
   * Makes a call as often as the answer to `path` has bytes, or a part of that; each time a bit of it is wrong.
   * @param bit which bit of the byte; by default they take turns.
   */
  async function outcomes(
    path: string,
    every: number,
    call: () => Promise<unknown>,
    bit?: number,
  ): Promise<ReadonlyMap<string, number>> {
    await outcome(call());
    const { reply } = service.proxy.messages.findLast((message) => message.path === path)!;
    const seen = new Map<string, number>();
    for (let at = 0; at < Buffer.byteLength(reply); at += every) {
      service.proxy.plan(path, { flip: at * 8 + (bit ?? at % 7) });
      const code = await outcome(call());
      seen.set(code, (seen.get(code) ?? 0) + 1);
      service.proxy.clear();
    }
    return seen;
  }

  function expectOnly(seen: ReadonlyMap<string, number>, ...codes: readonly string[]): void {
    const others = [...seen.keys()].filter((code) => !codes.includes(code));
    assert.deepEqual(others, []);
  }

  /** Asks somebody for approval, who can then give it. */
  async function askSomebody() {
    const person = `person-${people++}`;
    const approver = nodeClient(service.url, site);
    await approver.activate(await service.issueCode(site, person), { pin });
    const shown = Promise.withResolvers<string>();
    const otp = client.getRemoteOtpByPush(person, { onNumber: shown.resolve });
    otp.catch(shown.reject);
    const number = await shown.promise;
    const [request] = await approver.pushRequests();
    const approve = async () => {
      await approver.answerPush(request!.pid, { approve: true, number, pin });
      approver.close();
    };
    return { person, otp, approve };
  }

  it('is asked for again where it is a hello, and never makes the key unknown', async () => {
    const seen = await outcomes('/btt/v1/hello', 13, async () => {
      const stranger = nodeClient(service.url, site);
      await stranger.initOnline();
      const { online } = stranger;
      stranger.close();
      assert.equal(online, true);
    });
    expectOnly(seen, 'OK');
  });

  it('is passing trouble where it is a hello that is damaged each time', async () => {
    service.proxy.plan('/btt/v1/hello', { flip: 8 * 600 }, 2);
    const stranger = nodeClient(service.url, site);
    assert.equal(await outcome(stranger.devices(login)), 'USER_ENTRY_DOES_NOT_EXIST');
    assert.equal(await outcome(stranger.activate('ABCD')), 'CODE_ENTRY_DOES_NOT_EXIST');
    service.proxy.clear();
    service.proxy.plan('/btt/v1/hello', { flip: 8 * 600 }, 2);
    const code = await service.issueCode(site, 'grace');
    assert.equal(await outcome(stranger.activate(code, { pin })), 'SERVICE_UNAVAILABLE');
    assert.equal(await outcome(stranger.activate(code, { pin })), 'OK');
    stranger.close();
  });

  it('hides its refusal, and never gives the page a code that there is not', async () => {
    const { alias, origin } = { ...site, origin: 'https://elsewhere.example' };
    const foreign = createClient({
      ...{ service: service.url, alias, origin },
      store: memoryTokenStore(),
    });
    for (const bit of [0, 5, 7]) {
      const seen = await outcomes('/btt/v1/hello', 1, () => foreign.initOnline(), bit);
      // Without a connection, as far as it can tell, it says what it knows: no login.
      expectOnly(seen, 'ORIGIN_NOT_ALLOWED', 'OK');
      assert.equal(seen.size, 2);
    }
    foreign.close();
  });

  it('enrols nobody where it is the answer to a code, and leaves the code good', async () => {
    const code = { of: await service.issueCode(site, 'grace') };
    let accounts = 0;
    const seen = await outcomes('/btt/v1/activation', 25, async () => {
      const stranger = nodeClient(service.url, site);
      try {
        await stranger.activate(code.of, { pin });
        // The first one, whose answer is whole, spends its code.
        code.of = await service.issueCode(site, 'grace');
      } finally {
        accounts += (await stranger.accounts()).length;
        stranger.close();
      }
    });
    expectOnly(seen, 'NETWORK_UNAVAILABLE', 'SERVICE_UNAVAILABLE');
    assert.equal(accounts, 1);
    const other = nodeClient(service.url, site);
    assert.equal(await other.activate(code.of, { pin }), 'grace');
    other.close();
  });

  it('ends a request for approval with a known code where it is the answer to it', async () => {
    const seen = await outcomes('/btt/v1/push', 1, async () => {
      const shown = new AbortController();
      const onNumber = (number: string) => {
        assert.match(number, /^\d{6}$/);
        shown.abort(new NeonError('USER_CANCELLED'));
      };
      await client.getRemoteOtpByPush(`person-${people++}`, { onNumber, signal: shown.signal });
    });
    // A digit that has become another is shown; its approval is refused.
    expectOnly(seen, 'USER_CANCELLED', 'SERVICE_UNAVAILABLE', 'NETWORK_UNAVAILABLE');
    assert.ok(seen.get('SERVICE_UNAVAILABLE'));
    assert.equal((await client.accounts())[0]?.state, 'active');
  });

  it('is collected again where it is the outcome of a request for approval', async () => {
    const path = '/btt/v1/push/collect';
    let length = 1;
    // Within one call as long as an answer cannot be read. A digit that has become another ends the call.
    for (let at = 0; at < length;) {
      const before = service.proxy.messages.length;
      for (let byte = at; byte < at + 20; byte++) {
        service.proxy.plan(path, { flip: byte * 8 + (byte % 7) });
      }
      const { person, otp, approve } = await askSomebody();
      await approve();
      const code = await outcome(otp);
      assert.ok(['OK', 'RESULT_EXPIRED'].includes(code), code);
      const answers = service.proxy.messages.slice(before).filter((one) => one.path === path);
      if (answers.length > 20) {
        assert.equal(await service.verifyOtp(site, person, (await otp).value), true);
      }
      length = Buffer.byteLength(answers.at(-1)!.reply);
      at += Math.min(answers.length, 20);
      service.proxy.clear();
    }
    assert.ok(length > 40, String(length));
  });

  it('loses no approval where it is the answer to one', async () => {
    const path = '/btt/v1/op';
    let length = 1;
    for (let at = 0; at < length; at += 31) {
      const { person, otp, approve } = await askSomebody();
      service.proxy.plan(path, { flip: at * 8 + (at % 7) });
      assert.equal(await outcome(approve()), 'OK');
      assert.equal(await service.verifyOtp(site, person, (await otp).value), true);
      length = Buffer.byteLength(
        service.proxy.messages.findLast((one) => one.path === path)!.reply,
      );
    }
    assert.ok(length > 200, String(length));
  });

  it('leaves the enrolment whole where it is a status', async () => {
    const seen = await outcomes('/btt/v1/status', 11, () => client.pushRequests());
    expectOnly(seen, ...passing);
    assert.equal((await client.accounts())[0]?.state, 'active');
  });

  for (const path of ['/btt/v1/op', '/btt/v1/sync']) {
    it(`leaves the enrolment whole where it is an answer to ${path}`, async () => {
      const seen = await outcomes(path, path.endsWith('sync') ? 60 : 17, async () => {
        if (path.endsWith('sync')) service.proxy.plan('/btt/v1/op', 'lose-reply');
        await client.devices(login);
      });
      expectOnly(seen, ...passing, 'RESULT_EXPIRED');
      assert.deepEqual(await client.initOnline(), [login]);
      assert.equal((await client.accounts())[0]?.state, 'active');
      assert.equal(await outcome(client.devices(login)), 'OK');
    });
  }
});
