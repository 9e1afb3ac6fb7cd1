/** Causes that lie in a seal. */
import assert from 'node:assert/strict';
import type { Answer } from '../../support/services/door-call.js';
import { enrol, rightPin } from '../support/tokens/enrolled-token.js';
import { outOf, sealArg } from '../support/tokens/operation-outcomes.js';
import { alike, type DoorCauses, type DoorScene } from './door-scene.js';

const text = 'Pay 5 € to Bea';

/** A right seal over the text by `ada`, and how a relying party has it verified. */
async function sealed(scene: DoorScene) {
  const site = await scene.service.addSite({ seal: true });
  const token = await enrol(scene.service, site);
  const { seal } = await outOf(token, 'seal', rightPin, await sealArg(token, text));
  const verify = (more: object = {}, key = site.apiKey): Promise<Answer> =>
    scene.rp(site, key, '/seal/verify', { seal, data: text, ...more });
  assert.equal((await verify()).status, 200);
  return { site, seal: String(seal), verify };
}

export const sealCauses: DoorCauses = {
  '422 SEALDATA_IS_NOT_VALID': {
    'what is given is no seal of this service': async (scene) => {
      const [one, other] = [await scene.shared(sealed), await sealed(scene)];
      return alike(await one.verify({ seal: 'x' }), await one.verify({ seal: other.seal }));
    },
    'the seal was changed': async (scene) => {
      const { seal, verify } = await scene.shared(sealed);
      const [header, payload] = seal.split('.');
      return verify({ seal: `${header}.${payload}.${'A'.repeat(86)}` });
    },
    'the seal is not over these data': async (scene) =>
      (await scene.shared(sealed)).verify({ data: 'Pay 500 € to Bea' }),
    'the seal is by another person than `login`': async (scene) =>
      (await scene.shared(sealed)).verify({ login: 'bea' }),
    'the seal is by a browser whose key is not in `jkt`': async (scene) =>
      (await scene.shared(sealed)).verify({ jkt: 'A'.repeat(43) }),
    'the seal is of a site that the key is not for': async (scene) => {
      const { site, verify } = await scene.shared(sealed);
      const aliases = [await scene.service.addAlias(site.mac, 'https://other.example')];
      return verify({}, (await scene.newKey(site, ['seal.verify'], { aliases })).key);
    },
    'the seal was accepted once before, with `once`': async (scene) => {
      const { verify } = await sealed(scene);
      await verify({ once: true });
      return verify({ once: true });
    },
    'the service has no record of the seal, although its key has signed it': async (scene) => {
      const { verify } = await sealed(scene);
      await scene.service.store.transaction(async (tx) => {
        await tx.deleteFrom('seal').execute();
      });
      return verify();
    },
  },
};
