/** Causes of the documented codes from BIO_KEY_ALREADY_EXIST to MAX_NB_TOOLS: about codes, keys and browsers. */
import { memoryTokenStore } from '../../../src/storage/memory-token-store.js';
import { bioKey, bioPrompter, pin, refused, wrongPin, type Causes } from './scene.js';

const newPin = '771203';
const nobodysCode = '1234567897';
const day = 24 * 3_600_000;

export const codeCauses: Causes = {
  BIO_KEY_ALREADY_EXIST: {
    'a BioKey is set while this browser has one. This is looked at first; the PIN is not checked':
      async (scene) => {
        const { client } = await scene.enrolled({ bio: 'allowed' });
        await client.setBioKey('ada', bioKey, { pin });
        await client.setBioKey('ada', bioKey, { pin: wrongPin });
      },
  },
  BIO_KEY_IS_WRONG: {
    'the BioKey does not match; `left` tries remain': async (scene) => {
      const { client } = await scene.enrolled({ bio: 'allowed' });
      await client.setBioKey('ada', bioKey, { pin });
      await client.getOnlineOtp('ada', { prompter: bioPrompter('another') });
    },
    'the BioKey is the only factor, and five wrong ones have switched it off': async (scene) => {
      const { client } = await scene.enrolled({ pin: 'none', bio: 'forced' });
      await client.setBioKey('ada', bioKey);
      for (let tries = 0; tries < 5; tries++) {
        await refused(client.getOnlineOtp('ada', { prompter: bioPrompter('another') }));
      }
      await client.getOnlineOtp('ada', { prompter: bioPrompter() });
    },
  },
  CODE_ENTRY_DOES_NOT_EXIST: {
    'the code was mistyped, which its form shows; it is not sent': async (scene) => {
      const { client } = await scene.enrolled();
      await client.unlockToken('ada', { unlockCode: '1234567890', pin });
    },
    'nobody was given this code. A wrong short code counts a try on each live one of the user':
      async (scene) => {
        const { client } = await scene.enrolled();
        await client.unlockToken('ada', { unlockCode: nobodysCode, pin });
      },
    'the code was used': async (scene) => {
      const { site, client } = await scene.enrolled();
      const resetCode = await scene.code(site, { kind: 'reset' });
      await client.resetPin('ada', { resetCode, newPin });
      await client.resetPin('ada', { resetCode, newPin: pin });
    },
    'the code has expired': async (scene) => {
      const { site, client } = await scene.enrolled();
      const resetCode = await scene.code(site, { kind: 'reset', life: 60 });
      scene.service.clock.advance(61_000);
      await client.resetPin('ada', { resetCode, newPin });
    },
    'a later code of the same kind has replaced it': async (scene) => {
      const { site, client } = await scene.enrolled();
      const resetCode = await scene.code(site, { kind: 'reset' });
      await scene.code(site, { kind: 'reset' });
      await client.resetPin('ada', { resetCode, newPin });
    },
    'five wrong short codes have voided it': async (scene) => {
      const { site, client } = await scene.enrolled();
      const resetCode = await scene.code(site, { kind: 'reset' });
      for (let tries = 0; tries < 5; tries++) {
        await refused(client.resetPin('ada', { resetCode: nobodysCode, newPin }));
      }
      await client.resetPin('ada', { resetCode, newPin });
    },
    'the number of a push is wrong: `left` tries remain until the request is denied': async (
      scene,
    ) => {
      const enrolled = await scene.enrolled({ push: true });
      const { pid, number } = await scene.push(enrolled);
      const wrong = number === '111111' ? '222222' : '111111';
      await enrolled.client.answerPush(pid, { approve: true, number: wrong, pin });
    },
    'what was typed is no number of a push; no try is counted': async (scene) => {
      const enrolled = await scene.enrolled({ push: true });
      const { pid } = await scene.push(enrolled);
      await enrolled.client.answerPush(pid, { approve: true, number: '12345', pin });
    },
  },
  CODE_IS_NOT_ALLOWED_FOR_THIS_TOKEN: {
    'the activation code is for another service; it is kept': async (scene) => {
      const { client } = await scene.enrolled();
      await client.activate(await scene.code(await scene.service.addSite()), { pin });
    },
    'the unlock code is for another browser of the user; it is kept': async (scene) => {
      const { site, client } = await scene.enrolled();
      const { tid } = await scene.enrolAt(site);
      const unlockCode = await scene.code(site, { kind: 'unlock', tid });
      await client.unlockToken('ada', { unlockCode, pin });
    },
  },
  CODE_TYPE_NOT_SUPPORTED: {
    'an activation or restore code where a browser is unlocked, a PIN is reset or a push is answered':
      async (scene) => {
        const { site, client } = await scene.enrolled();
        await client.resetPin('ada', { resetCode: await scene.code(site), newPin });
      },
    'an unlock or reset code where a browser is activated or a push is answered': async (scene) => {
      const { site, client } = await scene.enrolled();
      await client.activate(await scene.code(site, { kind: 'unlock' }), { pin });
    },
    'an unlock code where a PIN is reset': async (scene) => {
      const { site, client } = await scene.enrolled();
      await client.resetPin('ada', {
        resetCode: await scene.code(site, { kind: 'unlock' }),
        newPin,
      });
    },
    'a reset code where something is unlocked': async (scene) => {
      const { site, client } = await scene.enrolled();
      const unlockCode = await scene.code(site, { kind: 'reset' });
      await client.unlockToken('ada', { unlockCode, pin });
    },
  },
  DEVICE_LOCKED: {
    'the browser was not used for as many days as the service allows': async (scene) => {
      const { client } = await scene.enrolled();
      scene.service.clock.advance(91 * day);
      await client.getOnlineOtp('ada', { pin });
    },
    'the person has locked the browser in another one': async (scene) => {
      const { site, client } = await scene.enrolled();
      const { client: other } = await scene.enrolAt(site);
      const [own] = await client.devices('ada');
      await other.lockDevice('ada', own!.tid, { pin });
      await client.getOnlineOtp('ada', { pin });
    },
  },
  DYNAMIC_TOKEN_KEY_IS_INVALID: {
    "there is evidence that the browser's data exist twice: the token is dead for both copies":
      async (scene) => {
        const { site, client, store } = await scene.enrolled();
        const copy = memoryTokenStore();
        const [record] = await store.records();
        await copy.change(() => ({ put: structuredClone(record!) }));
        await client.getOnlineOtp('ada', { pin });
        await scene.client(site, { store: copy }).getOnlineOtp('ada', { pin });
      },
    'the service has lost a part of its past (`retryable`); nothing is dead': async (scene) => {
      const { client } = await scene.enrolled();
      const before = await scene.service.dump();
      await client.getOnlineOtp('ada', { pin });
      await scene.service.rollBack(before);
      await client.getOnlineOtp('ada', { pin });
    },
  },
  MACID_IS_UNKNOWN: {
    'the service knows no such alias': async (scene) => {
      const site = await scene.service.addSite();
      await scene.client({ ...site, alias: 'f'.repeat(32) }).initOnline();
    },
    'the alias belongs to another macId than the page expects (`macId`)': async (scene) => {
      const site = await scene.service.addSite();
      await scene.client(site, { macId: `${site.mac}x` }).initOnline();
    },
  },
  MAX_NB_TOOLS: {
    'the user has as many browsers as allowed, and activates another': async (scene) => {
      const { site } = await scene.enrolled({ maxTools: 1 });
      await scene.client(site).activate(await scene.code(site), { pin });
    },
    'the user has as many browsers as allowed, and asks for a code for another': async (scene) => {
      const { client } = await scene.enrolled({ maxTools: 1 });
      await client.getActivationCode('ada', { pin });
    },
  },
};
