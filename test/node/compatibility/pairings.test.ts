/**
 * The present client with the earlier service, and the earlier client with the present service, over HTTP.
 */
import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import { pin } from '../../support/clients/pins.js';
import {
  everyConversation,
  everything,
  otherFactors,
} from '../support/versions/every-conversation.js';
import { loadEarlier, present, type PackageVersion } from '../support/versions/package-version.js';
import { UpgradableService } from '../support/versions/upgradable-service.js';
import { VersionBench } from '../support/versions/version-bench.js';

const earlier = await loadEarlier();

const pairings: readonly (readonly [client: PackageVersion, service: PackageVersion])[] = [
  [present, earlier],
  [earlier, present],
  // Whose results the earlier verifier has to accept.
  [present, present],
];

for (const [client, version] of pairings) {
  describe(`the ${client.name} client with the ${version.name} service`, () => {
    let service: UpgradableService;
    const open = async (settings: object) => {
      const site = await service.addSite(settings);
      return new VersionBench(service, site, client, [earlier, present]);
    };

    before(async () => {
      service = await UpgradableService.start(version);
    });
    after(() => service?.close());

    everyConversation(() => open(everything));
    otherFactors(open);
  });
}

describe('the earlier client with the present service', () => {
  it('follows the service to its next signing key', async (t) => {
    const service = await UpgradableService.start(present);
    t.after(() => service.close());
    const bench = new VersionBench(service, await service.addSite(), earlier, [earlier, present]);
    t.after(() => bench.close());
    const browser = await bench.enrolled('ada');
    const { kid } = await service.command<{ kid: string }>(
      present,
      'signing-key',
      'rotate',
      '--now',
    );
    await service.run(present);
    assert.deepEqual(await browser.initOnline(), ['ada']);
    const { accessToken } = await browser.getAccessToken('ada', { pin });
    const header = JSON.parse(
      Buffer.from(accessToken.split('.')[0]!, 'base64url').toString(),
    ) as object;
    assert.deepEqual(header, { alg: 'ES256', typ: 'at+jwt', kid });
    await bench.checkAccessToken('ada', accessToken);
  });
});

describe('the present client with the earlier service', () => {
  it('offers to end other browsers, and refuses unsent what that service does not know', async (t) => {
    const service = await UpgradableService.start(earlier);
    t.after(() => service.close());
    const bench = new VersionBench(service, await service.addSite(), present, [earlier, present]);
    t.after(() => bench.close());
    const first = await bench.enrolled('ada');
    const second = bench.browser();
    await second.activate((await first.getActivationCode('ada', { pin })).code, { pin });
    const devices = await second.devices('ada');
    assert.deepEqual(
      devices.map(({ actions }) => actions),
      [['revokeDevice'], ['revokeDevice']],
    );
    const { tid } = devices[0]!;
    for (const call of [
      second.lockDevice('ada', tid, { pin }),
      second.unlockDevice('ada', tid, { pin }),
      second.renameDevice('ada', tid, 'Lost', { pin }),
    ]) {
      await assert.rejects(call, { code: 'VERSION_UNSUPPORTED' });
    }
    assert.deepEqual(await second.initOnline(), ['ada']);
  });
});
