import { expect } from '@open-wc/testing';
import { generateSigningKey } from '../../src/crypto/jws.js';
import type { DocumentedCode } from '../../src/errors.js';
import { memoryTokenStore } from '../../src/storage/memory-token-store.js';
import { Bench } from '../support/clients/bench.js';
import { pin, wrongPin } from '../support/clients/pins.js';
import { databaseOf } from '../support/clients/token-database.js';
import { rejection } from '../support/clients/rejection.js';

const bioKey = 'a value that nobody guesses';
const nobodysCode = '1234567897';

/** How a code comes about: the last call that is made ends with it. */
interface Cause {
  /** Of the service, as the admin API takes them. */
  readonly settings?: object;
  readonly end: (bench: Bench) => Promise<unknown>;
}

const patch = ({ service, site }: Bench, settings: object) =>
  service.admin.patch(`/services/${site.mac}`, settings);

const elsewhere = (bench: Bench) => bench.enrolled({ store: memoryTokenStore() });

async function tid(bench: Bench): Promise<string> {
  return String((await bench.rows('token'))[0]!['tid']);
}

const causes: Record<DocumentedCode, Cause> = {
  BIO_KEY_ALREADY_EXIST: {
    settings: { bio: 'allowed' },
    async end(bench) {
      const client = await bench.enrolled();
      await client.setBioKey('ada', bioKey);
      await client.setBioKey('ada', bioKey);
    },
  },
  BIO_KEY_IS_WRONG: {
    settings: { bio: 'allowed' },
    async end(bench) {
      await (await bench.enrolled()).setBioKey('ada', bioKey);
      const askForPin = async () => ({ value: 'another', type: 'bio' as const });
      const prompter = { askForPin, definePin: async () => pin };
      await bench.client({ prompter }).getOnlineOtp('ada');
    },
  },
  CODE_ENTRY_DOES_NOT_EXIST: {
    async end(bench) {
      const client = await bench.enrolled();
      await client.unlockToken('ada', { unlockCode: nobodysCode });
    },
  },
  CODE_IS_NOT_ALLOWED_FOR_THIS_TOKEN: {
    async end(bench) {
      const client = await bench.enrolled();
      const other = await bench.service.addSite();
      await client.activate(await bench.service.issueCode(other, 'ada'), { pin });
    },
  },
  CODE_TYPE_NOT_SUPPORTED: {
    async end(bench) {
      const client = await bench.enrolled();
      const resetCode = await bench.code('ada', { kind: 'unlock' });
      await client.resetPin('ada', { resetCode, newPin: '771203' });
    },
  },
  DEVICE_LOCKED: {
    async end(bench) {
      const client = await bench.enrolled();
      await bench.service.advance(91 * 24 * 3_600_000);
      await client.getOnlineOtp('ada');
    },
  },
  DYNAMIC_TOKEN_KEY_IS_INVALID: {
    async end(bench) {
      const client = await bench.enrolled();
      const [copy] = await databaseOf(bench.site.alias).records();
      const store = memoryTokenStore();
      await store.change(() => ({ put: structuredClone(copy!) }));
      await client.getOnlineOtp('ada');
      await bench.client({ store }).getOnlineOtp('ada');
    },
  },
  MACID_IS_UNKNOWN: {
    async end(bench) {
      const alias = 'f'.repeat(32);
      try {
        await bench.client({ alias }).initOnline();
      } finally {
        await databaseOf(alias).remove();
      }
    },
  },
  MAX_NB_TOOLS: {
    settings: { maxTools: 1 },
    async end(bench) {
      const client = await bench.enrolled();
      await client.getActivationCode('ada');
    },
  },
  NO_ACTIVE_SERVICE_FOR_USER: {
    async end(bench) {
      const client = await bench.enrolled();
      await patch(bench, { status: 'closed' });
      await client.getOnlineOtp('ada');
    },
  },
  NO_DEVICE_FOUND: {
    async end(bench) {
      const client = await bench.enrolled();
      const [other] = await (await elsewhere(bench)).devices('ada');
      await bench.service.admin.post(`/tokens/${other!.tid}/revoke`);
      await client.getOnlineOtp('ada');
    },
  },
  NO_PASSWORD: {
    settings: { pin: 'none' },
    async end(bench) {
      const client = bench.client();
      await client.activate(await bench.code());
      await client.changePin('ada', { oldPin: pin, newPin: '771203' });
    },
  },
  PASSWORD_IS_WRONG: {
    async end(bench) {
      const client = await bench.enrolled();
      await client.getOnlineOtp('ada', { pin: wrongPin });
    },
  },
  PIN_REFUSED: {
    async end(bench) {
      const client = await bench.enrolled();
      await client.changePin('ada', { oldPin: pin, newPin: '123456' });
    },
  },
  PUSH_ALIAS_ENTRY_DOES_NOT_EXIST: {
    settings: { push: true },
    async end(bench) {
      const client = await bench.enrolled();
      await client.answerPush('A'.repeat(22), { approve: false });
    },
  },
  SEALDATA_IS_NOT_VALID: {
    settings: { seal: true },
    async end(bench) {
      const client = await bench.enrolled();
      await client.sealData('ada', 'half of a pair: \uD800');
    },
  },
  SEALING_IS_NOT_ALLOWED: {
    settings: { seal: false },
    async end(bench) {
      const client = await bench.enrolled();
      await client.sealData('ada', 'text');
    },
  },
  SERVICE_ACCOUNT_STATUS_DISABLED: {
    async end(bench) {
      const client = await bench.enrolled();
      const [user] = await bench.rows('app_user');
      await bench.service.admin.post(`/users/${String(user!['uid'])}/disable`);
      await client.getOnlineOtp('ada');
    },
  },
  STATIC_TOKEN_KEY_IS_INVALID: {
    async end(bench) {
      const client = await bench.enrolled();
      // The data are those that were copied, the key is the one of another browser.
      await databaseOf(bench.site.alias).alter({ sk: (await generateSigningKey()).privateKey });
      await client.getOnlineOtp('ada');
    },
  },
  TOKEN_HAS_NO_BIO_KEY_AND_SERVICE_MUST_USE_BIOKEY: {
    settings: { pin: 'none', bio: 'forced' },
    async end(bench) {
      const client = bench.client();
      await client.activate(await bench.code());
      await client.getOnlineOtp('ada');
    },
  },
  TOKEN_IS_BLOCKED: {
    async end(bench) {
      const client = await bench.enrolled();
      await bench.service.admin.post(`/tokens/${await tid(bench)}/block`);
      await client.getOnlineOtp('ada');
    },
  },
  TOKEN_IS_NOT_BLOCKED: {
    async end(bench) {
      const client = await bench.enrolled();
      const unlockCode = await bench.code('ada', { kind: 'unlock', tid: await tid(bench) });
      await client.unlockToken('ada', { unlockCode });
    },
  },
  USER_ENTRY_DOES_NOT_EXIST: {
    async end(bench) {
      const client = await bench.enrolled();
      await client.getOnlineOtp('bea');
    },
  },
  USER_IS_BLOCKED: {
    async end(bench) {
      const client = await bench.enrolled();
      await bench.blockUser();
      await client.getOnlineOtp('ada');
    },
  },
  USER_IS_NOT_BLOCKED: {
    async end(bench) {
      const client = await bench.enrolled();
      const unlockCode = await bench.code('ada', { kind: 'unlock' });
      await client.unlockToken('ada', { unlockCode });
    },
  },
};

describe('the documented codes', () => {
  it('are twenty-five', () => {
    expect(Object.keys(causes).length).to.equal(25);
  });

  for (const [code, { settings, end }] of Object.entries(causes)) {
    it(`include ${code}, with a cause`, async () => {
      const bench = await Bench.make(settings);
      try {
        const error = await rejection(end(bench));
        expect(`${error.code} ${error.errCode}`).to.equal(`${code} ${code}`);
      } finally {
        await bench.close();
      }
    });
  }

  it('include SEALDATA_IS_NOT_VALID at the relying party, for other data than were sealed', async () => {
    const bench = await Bench.make({ seal: true });
    const { service, site } = bench;
    const verify = async (seal: string, data: string) => {
      const claim = { service: site.mac, login: 'ada', seal, data };
      const { status, body } = await service.rp('/seal/verify', site.apiKey, claim);
      return `${status} ${String(body['code'] ?? body['login'])}`;
    };
    try {
      const client = await bench.enrolled();
      const seal = await client.sealData('ada', 'Pay 5 € to Bea');
      const other = await client.sealData('ada', 'Pay 500 € to Bea');
      expect(await verify(seal, 'Pay 500 € to Bea')).to.equal('422 SEALDATA_IS_NOT_VALID');
      expect(await verify(other, 'Pay 5 € to Bea')).to.equal('422 SEALDATA_IS_NOT_VALID');
      expect(await verify(seal, 'Pay 5 € to Bea')).to.equal('200 ada');
    } finally {
      await bench.close();
    }
  });
});
