/** Causes of the documented codes from NO_ACTIVE_SERVICE_FOR_USER to USER_IS_NOT_BLOCKED: about accounts and data. */
import { openAsBlob } from 'node:fs';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { generateSigningKey } from '../../../src/crypto/jws.js';
import type { TokenRecord } from '../../../src/client/token-record.js';
import type { TokenStore } from '../../../src/client/ports.js';
import { call } from '../../support/services/door-call.js';
import { bioKey, bioPrompter, pin, refused, wrongPin, type Causes, type Scene } from './scene.js';

const newPin = '771203';
const nobodysCode = '1234567897';

const alter = (store: TokenStore, change: Partial<TokenRecord>) =>
  store.change(([record]) => ({ put: { ...record!, ...change } }));

async function sealed(scene: Scene) {
  const enrolled = await scene.enrolled({ seal: true });
  const seal = await enrolled.client.sealData('ada', 'Pay 5 € to Bea', { pin });
  const verify = async (data: string, once = false) => {
    const { mac, apiKey } = enrolled.site;
    const url = `${scene.service.localUrl}/rp/v1/seal/verify`;
    const { body } = await call(url, { key: apiKey, body: { service: mac, seal, data, once } });
    return body['code'] ?? 'OK';
  };
  return { ...enrolled, verify };
}

export const accountCauses: Causes = {
  NO_ACTIVE_SERVICE_FOR_USER: {
    'the service is closed': async (scene) => {
      const { site, client } = await scene.enrolled();
      await scene.administer(`/services/${site.mac}`, 'PATCH', { status: 'closed' });
      await client.getOnlineOtp('ada', { pin });
    },
    'push was asked for where it is switched off': async (scene) => {
      const { client } = await scene.enrolled({ push: false });
      await client.getRemoteOtpByPush('ada', { onNumber: () => undefined });
    },
  },
  NO_DEVICE_FOUND: {
    'the user was deleted': async (scene) => {
      const { client, uid } = await scene.enrolled();
      await scene.administer(`/users/${uid}`, 'DELETE');
      await client.getOnlineOtp('ada', { pin });
    },
    'this browser was revoked': async (scene) => {
      const { client, tid } = await scene.enrolled();
      await scene.administer(`/tokens/${tid}/revoke`);
      await client.getOnlineOtp('ada', { pin });
    },
    'this browser was replaced by a restore code': async (scene) => {
      const { site, client } = await scene.enrolled();
      await scene.client(site).activate(await scene.code(site, { kind: 'restore' }), { pin });
      await client.getOnlineOtp('ada', { pin });
    },
    'another browser is to be removed that the user does not have': async (scene) => {
      const { client } = await scene.enrolled();
      await client.revokeDevice('ada', 'A'.repeat(43), { pin });
    },
  },
  NO_PASSWORD: {
    'a PIN was to be changed, and the service has no PINs (`pin: none`)': async (scene) => {
      const { client } = await scene.enrolled({ pin: 'none' });
      await client.changePin('ada', { oldPin: pin, newPin });
    },
    'a PIN was to be reset, and the service has no PINs': async (scene) => {
      const { client } = await scene.enrolled({ pin: 'none' });
      await client.resetPin('ada', { resetCode: nobodysCode, newPin });
    },
  },
  PASSWORD_IS_WRONG: {
    'the PIN is wrong; `left` tries remain until this browser or the user is blocked': async (
      scene,
    ) => {
      const { client } = await scene.enrolled();
      await client.getOnlineOtp('ada', { pin: wrongPin });
    },
    'the PIN is empty or cannot be one (`reason`); it is not sent, and no try is counted': async (
      scene,
    ) => {
      const { client } = await scene.enrolled();
      await client.getOnlineOtp('ada', { pin: 'correct horse' });
    },
  },
  PIN_REFUSED: {
    'the new PIN does not fit the policy': async (scene) => {
      const { client } = await scene.enrolled();
      await client.changePin('ada', { oldPin: pin, newPin: '12' });
    },
    'the new PIN is too common': async (scene) => {
      const { client } = await scene.enrolled();
      await client.changePin('ada', { oldPin: pin, newPin: '123456' });
    },
    'the new PIN is the same as before': async (scene) => {
      const { client } = await scene.enrolled();
      await client.changePin('ada', { oldPin: pin, newPin: pin });
    },
    'the `definePin` of a page with the drop-in gave nothing': async (scene) => {
      const { bank, page } = await scene.page(false);
      const code = await bank.code(bank.newLogin());
      return page.refusal(
        (neon, given) => neon.activate(given['code']!, 'x', undefined, () => ''),
        {
          code,
        },
      );
    },
  },
  PUSH_ALIAS_ENTRY_DOES_NOT_EXIST: {
    'the request is unknown, or not for this browser': async (scene) => {
      const { client } = await scene.enrolled({ push: true });
      await client.answerPush('A'.repeat(22), { approve: false });
    },
    'the request was answered': async (scene) => {
      const enrolled = await scene.enrolled({ push: true });
      const { pid } = await scene.push(enrolled);
      await enrolled.client.answerPush(pid, { approve: false });
      await enrolled.client.answerPush(pid, { approve: false });
    },
    'the request has expired': async (scene) => {
      const enrolled = await scene.enrolled({ push: true });
      const { pid } = await scene.push(enrolled);
      scene.service.clock.advance(121_000);
      await enrolled.client.answerPush(pid, { approve: false });
    },
  },
  SEALDATA_IS_NOT_VALID: {
    'on the server: seal and data disagree': async (scene) =>
      (await sealed(scene)).verify('Pay 500 € to Bea'),
    'on the server: the seal was accepted once before': async (scene) => {
      const { verify } = await sealed(scene);
      await verify('Pay 5 € to Bea', true);
      return verify('Pay 5 € to Bea', true);
    },
    'on the server: the service has not issued the seal': async (scene) => {
      const { verify } = await sealed(scene);
      await scene.service.store.transaction(async (tx) => {
        await tx.deleteFrom('seal').execute();
      });
      return verify('Pay 5 € to Bea');
    },
    'in the page: the text is not well formed': async (scene) => {
      const { client } = await scene.enrolled({ seal: true });
      await client.sealData('ada', 'half of a pair: \uD800', { pin });
    },
    'in the page: the file cannot be read': async (scene) => {
      const { client } = await scene.enrolled({ seal: true });
      const path = join(await mkdtemp(join(tmpdir(), 'neon-file-')), 'contract.txt');
      await writeFile(path, 'Pay 5 € to Bea');
      const gone = await openAsBlob(path);
      await rm(dirname(path), { recursive: true });
      await client.sealData('ada', gone, { pin });
    },
  },
  SEALING_IS_NOT_ALLOWED: {
    'sealing is switched off': async (scene) => {
      const { client } = await scene.enrolled({ seal: false });
      await client.sealData('ada', 'text', { pin });
    },
  },
  SERVICE_ACCOUNT_STATUS_DISABLED: {
    'an administrator has disabled the account': async (scene) => {
      const { client, uid } = await scene.enrolled();
      await scene.administer(`/users/${uid}/disable`);
      await client.getOnlineOtp('ada', { pin });
    },
  },
  STATIC_TOKEN_KEY_IS_INVALID: {
    "the signature by the browser's key is not right. This never changes the token": async (
      scene,
    ) => {
      const { client, store } = await scene.enrolled();
      await alter(store, { sk: (await generateSigningKey()).privateKey });
      await client.getOnlineOtp('ada', { pin });
    },
    'the stored key is missing or cannot be used': async (scene) => {
      const { client, store } = await scene.enrolled();
      await alter(store, { sk: null as never });
      await client.getOnlineOtp('ada', { pin });
    },
    'a browser that is not set up for the login asks for a push, and `pushOpen` is off': async (
      scene,
    ) => {
      const { site } = await scene.enrolled({ push: true, pushOpen: false });
      await scene.client(site).getRemoteOtpByPush('ada', { onNumber: () => undefined });
    },
  },
  TOKEN_HAS_NO_BIO_KEY_AND_SERVICE_MUST_USE_BIOKEY: {
    'the BioKey is the only factor, and none is registered in this browser': async (scene) => {
      const { client } = await scene.enrolled({ pin: 'none', bio: 'forced' });
      await client.getOnlineOtp('ada', { prompter: bioPrompter() });
    },
    'the BioKey is the only factor, and a PIN is given in its place': async (scene) => {
      const { client } = await scene.enrolled({ pin: 'none', bio: 'forced' });
      await client.setBioKey('ada', bioKey);
      await client.getOnlineOtp('ada', { pin });
    },
  },
  TOKEN_IS_BLOCKED: {
    'the operator has blocked this browser': async (scene) => {
      const { client, tid } = await scene.enrolled();
      await scene.administer(`/tokens/${tid}/block`);
      await client.getOnlineOtp('ada', { pin });
    },
    'too many wrong PINs in a row were entered in this browser. Other browsers of the user go on':
      async (scene) => {
        const { client } = await scene.enrolled();
        for (let tries = 0; tries < 5; tries++) {
          await refused(client.getOnlineOtp('ada', { pin: wrongPin }));
        }
        await client.getOnlineOtp('ada', { pin });
      },
  },
  TOKEN_IS_NOT_BLOCKED: {
    'an unlock code for this browser, which is not blocked; the code is kept': async (scene) => {
      const { site, client, tid } = await scene.enrolled();
      const unlockCode = await scene.code(site, { kind: 'unlock', tid });
      await client.unlockToken('ada', { unlockCode, pin });
    },
  },
  USER_ENTRY_DOES_NOT_EXIST: {
    'the login is not set up in this browser': async (scene) => {
      const { client } = await scene.enrolled();
      await client.getOnlineOtp('bea', { pin });
    },
  },
  USER_IS_BLOCKED: {
    'there were too many wrong PINs in several browsers, or over time. No PIN is checked any more':
      async (scene) => {
        const { site, client } = await scene.enrolled();
        const other = scene.client(site);
        const code = await scene.code(site, { kind: 'restore' });
        const codes: string[] = [];
        while (codes.at(-1) !== 'USER_IS_BLOCKED') {
          const tried = other.activate(code, { pin: wrongPin });
          await tried.catch((error: { code: string }) => codes.push(error.code));
        }
        await client.getOnlineOtp('ada', { pin });
      },
  },
  USER_IS_NOT_BLOCKED: {
    'an unlock code for the user, who is not blocked, in a browser that wrong PINs have not blocked either; the code is kept':
      async (scene) => {
        const { site, client } = await scene.enrolled();
        const unlockCode = await scene.code(site, { kind: 'unlock' });
        await client.unlockToken('ada', { unlockCode, pin });
      },
  },
};
