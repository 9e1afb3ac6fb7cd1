import { expect } from '@open-wc/testing';
import { toBase64Url } from '../../src/crypto/bytes.js';
import { sha256 } from '../../src/crypto/hashes.js';
import { createClient, type NeonClient } from '../../src/index.js';
import { pin } from '../support/clients/pins.js';
import { rejectionCode } from '../support/clients/rejection.js';
import { engineHas } from '../support/pages/engine-features.js';
import type { TestSite } from '../support/services/service-fixture.js';
import { RemoteService } from '../support/clients/remote-service.js';

const keeps = await engineHas('Frames that keep their data');

describe('a frame in a page of another origin', () => {
  let service: RemoteService;
  let site: TestSite;
  let client: NeonClient;
  beforeEach(async () => {
    service = await RemoteService.start();
    const tenant = await service.addSite({ seal: true });
    const { body } = await service.admin.post('/sites', {
      service: tenant.mac,
      origins: [location.origin],
      iframe: true,
      hostPin: true,
    });
    site = { ...tenant, alias: String(body['alias']) };
    client = createClient({ service: service.url, alias: site.alias, iframe: true });
  });
  afterEach(async () => {
    client.close();
    await service.close();
  });

  if (!keeps) {
    it('is not enrolled in this engine, and the code stays good', async () => {
      const code = await service.issueCode(site, 'ada');
      expect(await rejectionCode(client.activate(code, { pin }))).to.equal(
        'STORAGE_NOT_PERSISTENT',
      );
      expect(await client.accounts()).to.deep.equal([]);
      const page = createClient({ service: service.url, alias: site.alias });
      expect(await page.activate(code, { pin })).to.equal('ada');
      page.close();
    });
  } else {
    it('is enrolled, and keeps the keys there', async () => {
      const code = await service.issueCode(site, 'ada');
      expect(await client.activate(code, { pin })).to.equal('ada');
      const { value } = await client.getOnlineOtp('ada', { pin });
      expect(await service.verifyOtp(site, 'ada', value)).to.equal(true);
      const here = (await indexedDB.databases()).map(({ name }) => name);
      expect(here).not.to.include(`btt1.${site.alias}`);
    });

    it('seals a file of the page', async () => {
      await client.activate(await service.issueCode(site, 'ada'), { pin });
      const bytes = Uint8Array.from({ length: 1_000_000 }, (_, index) => index % 251);
      const seal = await client.sealData('ada', new File([bytes], 'order.pdf'), { pin });
      const about = { dig: toBase64Url(sha256(bytes)), len: bytes.length };
      const question = { service: site.mac, seal, ...about };
      expect((await service.rp('/seal/verify', site.apiKey, question)).status).to.equal(200);
    });
  }
});
