/** Causes of the own codes, as the core in Node meets them. */
import { generateSigningKey } from '../../../src/crypto/jws.js';
import { NeonError } from '../../../src/errors.js';
import { statusPath } from '../../../src/protocol/status.js';
import { insertAuditEntry } from '../../../src/service/store/tables/audit-entries.js';
import { memoryTokenStore } from '../../../src/storage/memory-token-store.js';
import { MovableClock } from '../../support/services/movable-clock.js';
import { doorOf, enrol, newPin as definedPin, rightPin } from '../support/tokens/enrolled-token.js';
import { RawToken } from '../support/tokens/raw-token.js';
import type { Reply } from '../support/tokens/token-door.js';
import { bioKey, bioPrompter, pin, refused, type Causes } from './scene.js';

const codeOf = ({ text }: Reply) => (JSON.parse(text) as { code: string }).code;

export const coreCauses: Causes = {
  BIO_KEY_NOT_ALLOWED: {
    'a BioKey was given where only the PIN counts; no try is counted': async (scene) => {
      const { client } = await scene.enrolled({ bio: 'allowed' });
      await client.setBioKey('ada', bioKey, { pin });
      await client.getActivationCode('ada', { prompter: bioPrompter() });
    },
    'a BioKey was given, and none is registered in this browser': async (scene) => {
      const { client } = await scene.enrolled({ bio: 'allowed' });
      await client.getOnlineOtp('ada', { prompter: bioPrompter() });
    },
    'a BioKey is to be registered, and the service takes none': async (scene) => {
      const { client } = await scene.enrolled({ bio: 'off' });
      await client.setBioKey('ada', bioKey, { pin });
    },
  },
  CHALLENGE_STALE: {
    'the message was built with a challenge older than five minutes. The core settles this by itself':
      async ({ service }) => {
        const token = await enrol(service, await service.addSite());
        const operation = await token.operation('otp', rightPin);
        service.clock.advance(301_000);
        return codeOf(await token.send(operation));
      },
  },
  DUPLICATE_STALE: {
    'an old copy of a message arrived late. The core settles this by itself': async ({
      service,
    }) => {
      const token = await enrol(service, await service.addSite());
      const early = await token.operation('otp', rightPin);
      await token.open(early, await token.send(early));
      token.follow(early);
      await token.run('otp', rightPin);
      return codeOf(await token.send(early));
    },
  },
  FACTOR_STATE_CHANGED: {
    'a PIN was defined elsewhere during this activation': async ({ service }) => {
      const site = await service.addSite();
      const token = await RawToken.make(doorOf(service, site));
      await token.begin(await service.issueCode(site, 'ada', { kind: 'restore' }));
      await enrol(service, site);
      return (await token.run('activate', definedPin))['err'];
    },
  },
  NETWORK_UNAVAILABLE: {
    'the service could not be reached; nothing was executed': async (scene) => {
      const site = await scene.service.addSite();
      const code = await scene.code(site);
      scene.service.proxy.plan('/btt/v1/hello', 'lose-request', 99);
      await scene
        .client(site)
        .activate(code, { pin })
        .finally(() => scene.service.proxy.clear());
    },
  },
  ORIGIN_NOT_ALLOWED: {
    "the page's origin is not registered with the alias": async (scene) => {
      const site = await scene.service.addSite();
      await scene.client(site, { origin: 'https://elsewhere.example' }).initOnline();
    },
    'no `Origin` was sent': async ({ service }) => {
      const door = doorOf(service, await service.addSite());
      const hello = { v: [1], als: door.als, lib: 'raw', cn: 'A'.repeat(22) };
      return codeOf(await door.post('/btt/v1/hello', hello, { origin: null }));
    },
  },
  OUTCOME_UNKNOWN: {
    'the request was sent and its answer was lost; the next use finds out what happened': async (
      scene,
    ) => {
      const { client } = await scene.enrolled();
      const { proxy } = scene.service;
      proxy.plan('/btt/v1/op', 'lose-reply', 99);
      proxy.plan('/btt/v1/sync', 'lose-request', 99);
      await client.getOnlineOtp('ada', { pin }).finally(() => proxy.clear());
    },
  },
  PUSH_DENIED: {
    'the request was denied in the other browser': async (scene) => {
      const enrolled = await scene.enrolled({ push: true });
      const { pid, asked } = await scene.push(enrolled);
      await enrolled.client.answerPush(pid, { approve: false });
      await asked;
    },
    'the number was wrong three times in the other browser': async (scene) => {
      const enrolled = await scene.enrolled({ push: true });
      const { pid, number, asked } = await scene.push(enrolled);
      const wrong = number === '111111' ? '222222' : '111111';
      for (let tries = 0; tries < 3; tries++) {
        await refused(enrolled.client.answerPush(pid, { approve: true, number: wrong, pin }));
      }
      await asked;
    },
    'the account or the service was blocked, disabled or closed meanwhile': async (scene) => {
      const enrolled = await scene.enrolled({ push: true });
      const { proxy } = scene.service;
      proxy.plan('/btt/v1/push/collect', 'hold');
      const { pid, number, asked } = await scene.push(enrolled);
      await proxy.held();
      await enrolled.client.answerPush(pid, { approve: true, number, pin });
      await scene.administer(`/users/${enrolled.uid}/disable`);
      proxy.release();
      await asked;
    },
  },
  PUSH_EXPIRED: {
    'nobody answered in two minutes': async ({ service }) => {
      const { mac } = await service.addSite({ push: true });
      await service.admin.post('/users', { service: mac, login: 'ada' });
      const order = { service: mac, scopes: ['push'] };
      const { key } = await service.admin.made<{ key: string }>('/keys', order);
      const asked = await service.rp('/push/request', key, { service: mac, login: 'ada' });
      service.clock.advance(121_000);
      const { pid } = asked.body;
      return (await service.rp('/push/result', key, { service: mac, pid, wait: 0 })).body['code'];
    },
  },
  RATE_LIMITED: {
    'too many requests for an approval of this login': async (scene) => {
      const site = await scene.service.addSite({ push: true });
      const client = scene.client(site);
      for (;;) {
        const ended = new AbortController();
        const { signal } = ended;
        await client
          .getRemoteOtpByPush('ada', { signal, onNumber: () => ended.abort(new Error('shown')) })
          .catch((error: Error) => {
            if (error.message !== 'shown') throw error;
          });
      }
    },
    'a wrong code after too many others from this address': async (scene) => {
      const site = await scene.service.addSite();
      const client = scene.client(site);
      let code = '';
      while (code !== 'RATE_LIMITED') {
        const tried = client.activate('3AHR-Z6DM-V29G-QY5H', { pin });
        await tried.catch((error: NeonError) => (code = error.code));
      }
      // So that the causes after this one are not refused for it.
      scene.service.clock.advance(61_000);
      return code;
    },
    'a wrong signature after too many others from this address': async ({ service }) => {
      const token = await enrol(service, await service.addSite());
      const { privateKey: staticKey } = await generateSigningKey();
      let code = '';
      while (code !== 'RATE_LIMITED') {
        code = codeOf(await token.send(await token.operation('otp', rightPin, { staticKey })));
      }
      service.clock.advance(61_000);
      return code;
    },
    'this browser has abandoned more than 32 operations in five minutes': async ({ service }) => {
      const token = await enrol(service, await service.addSite());
      for (;;) {
        const reply = await token.send(await token.sync(await token.operation('otp', rightPin)));
        if (reply.status !== 200) return codeOf(reply);
      }
    },
    'this browser has performed 600 operations in ten minutes, or has caused 300 entries of the audit trail in an hour':
      async ({ service }) => {
        const token = await enrol(service, await service.addSite());
        await service.store.transaction(async (tx) => {
          const entry = { at: service.clock.now(), actor: token.tid, kind: 'seal.made' };
          for (let count = 0; count < 300; count++) {
            await insertAuditEntry(tx, { ...entry, subject: token.tid, detail: '{}' }, () => '');
          }
        });
        return codeOf(await token.send(await token.operation('otp', rightPin)));
      },
    'this browser has asked for its state 600 times in a minute': async ({ service }) => {
      const token = await enrol(service, await service.addSite());
      const { door } = token;
      const items = Array<object>(10).fill(await token.statusItem());
      for (;;) {
        const reply = await door.post(statusPath, { v: 1, als: door.als, items });
        if (reply.status !== 200) return codeOf(reply);
      }
    },
    'this browser makes a further activation code, and its user has got ten in an hour': async (
      scene,
    ) => {
      const { site, client } = await scene.enrolled();
      for (let codes = 1; codes < 10; codes++) await scene.code(site);
      await client.getActivationCode('ada', { pin });
    },
  },
  REQUEST_MALFORMED: {
    'the service does not understand the request, or a member is missing': async ({ service }) => {
      const door = doorOf(service, await service.addSite());
      return codeOf(await door.post('/btt/v1/hello', { v: [1], als: door.als, extra: 1 }));
    },
    'an access token was asked for something that the site may not have': async (scene) => {
      const { client } = await scene.enrolled();
      await client.getAccessToken('ada', { scope: 'everything', pin });
    },
  },
  RESULT_EXPIRED: {
    'it worked, and the result came too late to be of use': async (scene) => {
      const clock = new MovableClock();
      const { client } = await scene.enrolled({}, { clock });
      const { proxy } = scene.service;
      proxy.plan('/btt/v1/op', 'hold-reply');
      const late = client.getOnlineOtp('ada', { pin });
      late.catch(() => undefined);
      await proxy.held();
      clock.advance(18_500);
      proxy.release();
      await late;
    },
  },
  SERVICE_KEY_UNKNOWN: {
    'the service cannot prove that it is the one that this browser knows. Nothing stored was changed':
      async (scene) => {
        const site = await scene.service.addSite();
        await scene.client(site, { pins: ['A'.repeat(43)] }).initOnline();
      },
  },
  SERVICE_UNAVAILABLE: {
    'the service failed or is overloaded': async (scene) => {
      const site = await scene.service.addSite();
      const code = await scene.code(site);
      const body = JSON.stringify({ status: 503, code: 'SERVICE_UNAVAILABLE' });
      const contentType = 'application/problem+json';
      scene.service.proxy.plan('/btt/v1/hello', { status: 503, contentType, body }, 99);
      await scene
        .client(site)
        .activate(code, { pin })
        .finally(() => scene.service.proxy.clear());
    },
  },
  STORAGE_NOT_PERSISTENT: {
    'this browser does not keep keys, as in private browsing or lockdown. No code was spent':
      async (scene) => {
        const site = await scene.service.addSite();
        const store = { ...memoryTokenStore(), records: async () => [] };
        await scene.client(site, { store }).activate(await scene.code(site), { pin });
      },
  },
  USER_CANCELLED: {
    'the person closed the dialog': async (scene) => {
      const { client } = await scene.enrolled();
      const close = async () => Promise.reject(new NeonError('USER_CANCELLED'));
      await client.getOnlineOtp('ada', { prompter: { askForPin: close, definePin: close } });
    },
  },
  VERSION_UNSUPPORTED: {
    'page and service speak different versions': async ({ service }) => {
      const door = doorOf(service, await service.addSite());
      const hello = { v: [2], als: door.als, lib: 'raw', cn: 'A'.repeat(22) };
      return codeOf(await door.post('/btt/v1/hello', hello));
    },
  },
};
