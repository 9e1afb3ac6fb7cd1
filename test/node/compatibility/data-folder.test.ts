/**
 * The data folder of the earlier service, taken over by the present one.
 */
import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import type { NeonClient } from '../../../src/index.js';
import { newPin, pin } from '../../support/clients/pins.js';
import { everything } from '../support/versions/every-conversation.js';
import { loadEarlier, present, type PackageVersion } from '../support/versions/package-version.js';
import { UpgradableService } from '../support/versions/upgradable-service.js';
import { order, VersionBench } from '../support/versions/version-bench.js';

const earlier = await loadEarlier();

interface Head {
  readonly seq: number;
  readonly hash: string;
}

describe('a data folder of the earlier service, at the present one', () => {
  let service: UpgradableService;
  let bench: VersionBench;
  let browser: NeonClient;
  let store: ReturnType<typeof earlier.memoryTokenStore>;
  let seals: readonly string[];
  let codes: Readonly<Record<'activation' | 'restore' | 'reset' | 'unlock', string>>;
  let head: Head;

  before(async () => {
    service = await UpgradableService.start(earlier);
    const site = await service.addSite(everything);
    bench = new VersionBench(service, site, earlier, [earlier, present]);
    store = earlier.memoryTokenStore();
    browser = await bench.enrolled('ada', { store });
    await bench.enrolled('bea');
    const sealOf = () => browser.sealData('ada', order, { pin });
    seals = [await sealOf(), await sealOf()];
    // It was used before the upgrade.
    await bench.checkSeal('ada', seals[0]!);
    codes = {
      activation: await bench.code('ada'),
      restore: await bench.code('bea', { kind: 'restore' }),
      reset: await bench.code('ada', { kind: 'reset' }),
      unlock: await bench.code('ada', { kind: 'unlock' }),
    };
    head = await auditHead(earlier);
    await service.run(present);
  });

  /** Verifies the whole trail, against a head that was kept; the service is stopped. */
  async function auditHead(version: PackageVersion, ...kept: string[]): Promise<Head> {
    await service.stopLinked(version);
    return service.command<Head>(version, 'audit', 'verify', ...kept);
  }

  after(async () => {
    bench.close();
    await service.close();
  });

  it('lets enrolled browsers go on, with the client of before and with the present one', async () => {
    assert.deepEqual(await browser.initOnline(), ['ada']);
    await bench.spend('ada', (await browser.getOnlineOtp('ada', { pin })).value);
    const { createClient } = present;
    const { alias, origin } = bench.site;
    const updated = createClient({ service: service.url, alias, origin, store });
    assert.deepEqual(await updated.initOnline(), ['ada']);
    await bench.spend('ada', (await updated.getOnlineOtp('ada', { pin })).value);
    const { accessToken } = await updated.getAccessToken('ada', { pin });
    await bench.checkAccessToken('ada', accessToken);
    updated.close();
  });

  it('verifies the seals from before, online and offline', async () => {
    for (const seal of seals) await bench.checkSeal('ada', seal);
  });

  it('accepts the codes from before', async () => {
    const another = bench.browser();
    assert.equal(await another.activate(codes.activation, { pin }), 'ada');
    assert.equal(await bench.browser().activate(codes.restore, { pin }), 'bea');
    await assert.rejects(another.unlockToken('ada', { unlockCode: codes.unlock, pin }), {
      code: 'USER_IS_NOT_BLOCKED',
    });
    await another.resetPin('ada', { resetCode: codes.reset, newPin });
    await bench.spend('ada', (await browser.getOnlineOtp('ada', { pin: newPin })).value);
  });

  it('has an audit trail that continues the one from before', async () => {
    const kept = [`--seq=${head.seq}`, `--hash=${head.hash}`];
    const { seq } = await auditHead(present, ...kept);
    assert.ok(head.seq > 0 && seq > head.seq, `${head.seq} and ${seq}`);
  });
});
