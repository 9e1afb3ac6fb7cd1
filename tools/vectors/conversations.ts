/**
 * The conversations of the test vectors.
 * @module
 */
import { Conversation } from './conversation.js';
import { ConversationOpener } from './opened-conversation.js';
import { makeCryptoRepeatable } from './repeatable-crypto.js';
import { site } from './vector-inputs.js';

const pin = '482917';
const newPin = '771203';
const wrongPin = '111999';
const bioKey = 'a value that nobody guesses';
const login = 'zoë';

type Script = (conversation: Conversation) => Promise<void>;

const refused = (call: Promise<unknown>) => call.then(missing, () => undefined);

function missing(): never {
  throw new Error('a refusal was expected');
}

const scripts: Readonly<Record<string, Script>> = {
  async activation(conversation) {
    const laptop = conversation.browser('laptop');
    await refused(laptop.activate('3AHR-Z6DM-V29G-QY5H', { pin }));
    await laptop.activate(await conversation.code(login, 'activation'), { pin });
    const { code } = await laptop.getActivationCode(login, { pin });
    const phone = conversation.browser('phone');
    await refused(phone.activate(code, { pin: wrongPin }));
    await phone.activate(code, { pin, tokenName: 'Zoë’s phone' });
    const [first] = await phone.devices(login);
    await phone.renameDevice(login, first!.tid, 'Ada’s laptop', { pin });
    await phone.lockDevice(login, first!.tid, { pin });
    await refused(laptop.getOnlineOtp(login, { pin }));
    await phone.unlockDevice(login, first!.tid, { pin });
    await phone.revokeDevice(login, first!.tid, { pin });
    await refused(laptop.getOnlineOtp(login, { pin }));
    await laptop.initOnline();
    await phone.forget(login);
  },

  async operations(conversation) {
    const browser = conversation.browser('laptop');
    await browser.activate(await conversation.code(login, 'activation'), { pin });
    await refused(browser.getOnlineOtp(login, { pin: wrongPin }));
    await browser.getOnlineOtp(login, { pin });
    await browser.getAccessToken(login, { pin });
    await browser.sealData(login, 'Pay 5 € to Bea', { pin });
    await browser.setBioKey(login, bioKey, { pin });
    const bio = { value: bioKey, type: 'bio' } as const;
    const prompter = { askForPin: async () => bio, definePin: async () => pin };
    await browser.getOnlineOtp(login, { prompter });
    await browser.revokeBioKey(login, { pin });
    await browser.initOnline();
  },

  async recovery(conversation) {
    const browser = conversation.browser('laptop');
    await browser.activate(await conversation.code(login, 'activation'), { pin });
    await browser.changePin(login, { oldPin: pin, newPin });
    const resetCode = await conversation.code(login, 'reset');
    await browser.resetPin(login, { resetCode, newPin: pin });
    for (let tries = 0; tries < 5; tries++) {
      await refused(browser.getOnlineOtp(login, { pin: wrongPin }));
    }
    const unlockCode = await conversation.code(login, 'unlock');
    await browser.unlockToken(login, { unlockCode, pin });
    const restored = conversation.browser('restored');
    await restored.activate(await conversation.code(login, 'restore'), { pin });
    await browser.initOnline();
  },

  async 'lost-messages'(conversation) {
    const browser = conversation.browser('laptop');
    await browser.activate(await conversation.code(login, 'activation'), { pin });
    for (const what of ['answer', 'request'] as const) {
      conversation.lose(what);
      await browser.getOnlineOtp(login, { pin });
    }
  },

  async push(conversation) {
    const approver = conversation.browser('phone');
    await approver.activate(await conversation.code(login, 'activation'), { pin });
    let shown!: (number: string) => void;
    const number = new Promise<string>((resolve) => (shown = resolve));
    const otp = conversation.browser('page').getRemoteOtpByPush(login, { onNumber: shown });
    const typed = await number;
    const [request] = await approver.pushRequests();
    await approver.answerPush(request!.pid, { approve: true, number: typed, pin });
    await otp;
  },
};

/** Has one conversation, from the seed of its name, and opens it. */
export async function haveConversation(name: string): Promise<object> {
  const generated = makeCryptoRepeatable(`conversation ${name}`);
  const conversation = await Conversation.open({ seal: true, bio: 'allowed', push: true });
  await conversation.administer('users', { service: site.mac, login });
  await scripts[name]!(conversation);
  const { als, keys, exchanges } = conversation;
  const opener = new ConversationOpener(keys);
  const opened = [];
  for (const exchange of exchanges)
    opened.push({ ...exchange, opened: await opener.open(exchange) });
  await conversation.close();
  const ofService = new Set([...keys.signing, ...keys.hpke].map(({ x }) => x));
  const browserKeys = generated.filter(({ x }) => !ofService.has(x));
  return { als, org: site.org, serviceKeys: keys, browserKeys, exchanges: opened };
}

/** Names of the conversations. */
export const conversationNames = Object.keys(scripts);
