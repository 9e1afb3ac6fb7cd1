/**
 * Every interface of the browser that the core uses is made to fail. Each call ends with a code whose sentence is true,
 * never with the browser's own error, and the enrolment is there afterwards.
 */
import { expect } from '@open-wc/testing';
import { Bench } from '../support/clients/bench.js';
import { outcomeOf } from '../support/clients/every-operation.js';
import { pin } from '../support/clients/pins.js';
import { databaseOf } from '../support/clients/token-database.js';
import { replaced } from '../support/pages/replaced-member.js';

/** An interface, how it fails, and how an enrolment and an operation end then. */
interface Failure {
  readonly name: string;
  readonly owner: object;
  readonly member: string;
  readonly value: unknown;
  readonly activate: string;
  readonly otp: string;
}

const error = (name: string) => new DOMException('made to fail', name);
const rejects = (name: string) => () => Promise.reject(error(name));
const throws = (name: string) => () => {
  throw error(name);
};

/** A method of WebCrypto that fails as platforms do that lack something, or break down. */
function crypt(member: keyof SubtleCrypto, activate: string, otp: string): Failure[] {
  return ['NotSupportedError', 'UnknownError'].map((name) => ({
    name: `crypto.subtle.${member} with ${name}`,
    owner: SubtleCrypto.prototype,
    member,
    value: rejects(name),
    activate,
    otp,
  }));
}

/** A method of IndexedDB that throws at each use. */
function storage(owner: object, member: string, names: readonly string[], code: string): Failure[] {
  return names.map((name) => ({
    name: `${(owner as { constructor: { name: string } }).constructor.name}.${member} with ${name}`,
    owner,
    member,
    value: throws(name),
    activate: code,
    otp: code,
  }));
}

const failed = 'UNEXPECTED_ERROR';
const closed = 'STORAGE_UNAVAILABLE';
const unkept = 'STORAGE_NOT_PERSISTENT';
const offline = 'NETWORK_UNAVAILABLE';
const passing = ['UnknownError', 'InvalidStateError', 'AbortError'];

/** Puts, and then aborts the transaction, as a browser does whose storage fails. */
function puts(this: IDBObjectStore, ...given: Parameters<IDBObjectStore['put']>): IDBRequest {
  const request = this.add(...given);
  this.transaction.abort();
  return request;
}

const failures: readonly Failure[] = [
  ...crypt('generateKey', failed, 'OK'),
  ...crypt('exportKey', failed, 'OK'),
  ...crypt('importKey', failed, failed),
  ...crypt('sign', failed, failed),
  ...crypt('verify', failed, failed),
  ...crypt('encrypt', failed, failed),
  ...crypt('decrypt', failed, failed),
  ...crypt('deriveBits', failed, failed),
  {
    name: 'crypto.subtle that is missing',
    owner: Crypto.prototype,
    member: 'subtle',
    value: undefined,
    activate: failed,
    otp: failed,
  },
  {
    name: 'crypto.getRandomValues',
    owner: Crypto.prototype,
    member: 'getRandomValues',
    value: throws('OperationError'),
    activate: failed,
    otp: failed,
  },
  ...storage(IDBFactory.prototype, 'open', ['SecurityError', 'UnknownError'], closed),
  ...storage(IDBDatabase.prototype, 'transaction', [...passing, 'NotFoundError'], closed),
  ...storage(IDBObjectStore.prototype, 'getAll', [...passing, 'DataError'], closed),
  ...storage(IDBObjectStore.prototype, 'get', passing, closed),
  ...storage(IDBObjectStore.prototype, 'put', [...passing, 'TransactionInactiveError'], closed),
  ...storage(IDBObjectStore.prototype, 'put', ['QuotaExceededError', 'DataCloneError'], unkept),
  {
    name: 'a transaction that the browser aborts',
    owner: IDBObjectStore.prototype,
    member: 'put',
    value: puts,
    activate: closed,
    otp: closed,
  },
  ...['SecurityError', 'InvalidStateError'].flatMap((name) =>
    [throws(name), rejects(name)].map((value) => ({
      name: `navigator.locks.request with ${name}`,
      owner: LockManager.prototype,
      member: 'request',
      value,
      activate: 'OK',
      otp: 'OK',
    })),
  ),
  {
    name: 'the constructor of BroadcastChannel',
    owner: globalThis,
    member: 'BroadcastChannel',
    value: throws('SecurityError'),
    activate: 'OK',
    otp: 'OK',
  },
  ...['InvalidStateError', 'DataCloneError'].map((name) => ({
    name: `BroadcastChannel.postMessage with ${name}`,
    owner: BroadcastChannel.prototype,
    member: 'postMessage',
    value: throws(name),
    activate: 'OK',
    otp: 'OK',
  })),
  ...['AbortError', 'SecurityError', 'NotAllowedError'].flatMap((name) =>
    [throws(name), rejects(name)].map((value) => ({
      name: `fetch with ${name}`,
      owner: globalThis,
      member: 'fetch',
      value,
      activate: offline,
      otp: offline,
    })),
  ),
  {
    name: 'Response.arrayBuffer',
    owner: Response.prototype,
    member: 'arrayBuffer',
    value: rejects('AbortError'),
    activate: offline,
    otp: offline,
  },
];

describe('a platform that fails', () => {
  let bench: Bench;
  /** Errors that nobody has caught. */
  let lost: unknown[];
  const lose = ({ reason }: PromiseRejectionEvent) => lost.push(reason);
  before(async () => {
    bench = await Bench.make({ push: true, seal: true });
    await bench.enrolled();
    addEventListener('unhandledrejection', lose);
  });
  beforeEach(() => (lost = []));
  after(async () => {
    removeEventListener('unhandledrejection', lose);
    await bench.close();
  });

  for (const { name, owner, member, value, activate, otp } of failures) {
    it(`is told from others: ${name}`, async () => {
      const code = await bench.code('bea');
      const client = bench.client();
      const ended = await replaced(owner, member, value, async () => {
        client.subscribe(() => undefined)();
        client.watchPushRequests(() => undefined)();
        return [
          await outcomeOf(client.getOnlineOtp('ada', { pin })),
          await outcomeOf(client.activate(code, { pin })),
          await outcomeOf(bench.client().initOnline()),
        ];
      });
      expect(ended.slice(0, 2)).to.deep.equal([otp, activate]);
      expect(ended[2]).to.match(
        /^(OK|UNEXPECTED_ERROR|STORAGE_UNAVAILABLE|STORAGE_NOT_PERSISTENT)$/,
      );
      // The same client goes on where the platform works again.
      const { value: password } = await client.getOnlineOtp('ada', { pin });
      expect(await bench.accepts(password)).to.equal(true);
      if (activate !== 'OK') await client.activate(code, { pin });
      expect((await client.accounts()).map(({ login }) => login)).to.deep.equal(['ada', 'bea']);
      await client.forget('bea');
      expect((await databaseOf(bench.site.alias).records()).length).to.equal(1);
      client.close();
      expect(lost).to.deep.equal([]);
    });
  }
});
