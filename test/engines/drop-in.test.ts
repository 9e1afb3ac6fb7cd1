/** The drop-in, as pages load it from the service, with its own dialog and with its frame. */
import { expect } from '@open-wc/testing';
import { NeonPinPrompt } from '../../components/index.js';
import type { Neon } from '../../components/entries/simple-neon-lib.js';
import { pin } from '../support/clients/pins.js';
import { RemoteService } from '../support/clients/remote-service.js';
import { PromptHarness } from '../support/elements/prompt-harness.js';
import { engineHas } from '../support/pages/engine-features.js';

const framesKeep = await engineHas('Frames that keep their data');

/** Loads the script; it takes its own origin for that of the service. */
async function load(service: string): Promise<typeof Neon> {
  const script = document.createElement('script');
  script.src = `${service}/neon/current/simple-neon-lib.js`;
  const loaded = new Promise((resolve, reject) => {
    script.addEventListener('load', resolve);
    script.addEventListener('error', () => reject(new Error('the drop-in was not loaded')));
  });
  document.head.append(script);
  await loaded;
  script.remove();
  return (globalThis as unknown as { Neon: { Neon: typeof Neon } }).Neon.Neon;
}

/** The dialog, which the drop-in adds to the page when it first asks. */
async function dialog(): Promise<PromptHarness> {
  const find = () => document.querySelector<NeonPinPrompt>('neon-pin-prompt[data-simple-neon-lib]');
  await new Promise<void>((resolve) => {
    if (find()) return resolve();
    const observer = new MutationObserver(() => {
      if (!find()) return;
      observer.disconnect();
      resolve();
    });
    observer.observe(document.body, { childList: true });
  });
  return new PromptHarness(find()!);
}

describe('the drop-in', () => {
  let service: RemoteService;
  let DropIn: typeof Neon;
  before(async () => {
    service = await RemoteService.start();
    DropIn = await load(service.url);
  });
  after(async () => {
    document.querySelector('neon-pin-prompt[data-simple-neon-lib]')?.remove();
    await service.close();
  });

  async function site() {
    const tenant = await service.addSite();
    const { body } = await service.admin.post('/sites', {
      service: tenant.mac,
      origins: [location.origin],
      iframe: true,
      hostPin: true,
    });
    return { ...tenant, alias: String(body['alias']) };
  }

  it('enrols and signs in with the PIN that its dialog asks for', async () => {
    const bank = await site();
    const neon = new DropIn({ alias: bank.alias, useIframe: false });
    expect(await neon.initOnline()).to.deep.equal([]);
    const activated = neon.activate(await service.issueCode(bank, 'ada'), 'Laptop');
    await (await dialog()).answer(pin, pin);
    expect(await activated).to.equal('ada');
    expect(await neon.initOnline()).to.deep.equal(['ada']);

    const asked = neon.getOnlineOtp('ada');
    const prompt = await dialog();
    await prompt.answer('111213');
    await prompt.refuses();
    await prompt.enter(pin);
    expect(await service.verifyOtp(bank, 'ada', (await asked)!)).to.equal(true);
  });

  it(`with its frame, ${framesKeep ? 'keeps the keys there' : 'enrols nobody, and the code stays good'}`, async () => {
    const bank = await site();
    const neon = new DropIn({ alias: bank.alias, useIframe: true });
    const code = await service.issueCode(bank, 'ada');
    if (framesKeep) {
      expect(await neon.activateWithPin(code, pin)).to.equal('ada');
      const otp = await neon.getOnlineOtpWithPin('ada', pin);
      expect(await service.verifyOtp(bank, 'ada', otp!)).to.equal(true);
    } else {
      const refused = neon.activateWithPin(code, pin)!;
      const error = await refused.catch((thrown: unknown) => thrown);
      expect(error).to.include({ errCode: 'STORAGE_NOT_PERSISTENT' });
      const page = new DropIn({ alias: bank.alias, useIframe: false });
      expect(await page.activateWithPin(code, pin)).to.equal('ada');
    }
  });
});
