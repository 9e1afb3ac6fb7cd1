import { expect } from '@open-wc/testing';
import { createClient } from '../../src/index.js';
import { ScriptedPrompter } from '../support/clients/scripted-prompter.js';
import { RemoteService } from '../support/clients/remote-service.js';

describe('the shortest path', () => {
  it('turns this browser into a token whose one-time password is accepted once', async () => {
    const service = await RemoteService.start();
    const site = await service.addSite();
    const prompter = new ScriptedPrompter('482917');
    const client = createClient({ service: service.url, alias: site.alias, prompter });
    try {
      expect(await client.initOnline()).to.deep.equal([]);
      expect(await client.activate(await service.issueCode(site, 'ada'))).to.equal('ada');
      const otp = await client.getOnlineOtp('ada');
      expect(await service.verifyOtp(site, 'ada', otp.value)).to.equal(true);
      expect(await service.verifyOtp(site, 'ada', otp.value)).to.equal(false);
      expect(await client.initOnline()).to.deep.equal(['ada']);
    } finally {
      client.close();
      await service.close();
    }
  });
});
