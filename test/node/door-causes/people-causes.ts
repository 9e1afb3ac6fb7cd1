/** Causes that lie in users, their browsers and their codes. */
import type { TestSite } from '../../support/services/service-fixture.js';
import { blockUser, enrol } from '../support/tokens/enrolled-token.js';
import { alike, enrolled, type DoorCauses, type DoorScene } from './door-scene.js';

const nobody = 'A'.repeat(22);
const noToken = 'A'.repeat(43);

/** Orders a code for `ada`. */
const order = (scene: DoorScene, { mac: service }: TestSite, more: object = {}) =>
  scene.admin('POST', '/codes', { service, login: 'ada', kind: 'unlock', ...more });

/** A service with a user `ada`. */
async function user(scene: DoorScene, settings: object = {}) {
  const site = await scene.service.addSite(settings);
  return { site, uid: await scene.service.admin.makeUser(site.mac, 'ada') };
}

/** The path of a browser that is enrolled. */
async function token(scene: DoorScene): Promise<string> {
  return `/tokens/${(await scene.shared(enrolled)).tid}`;
}

export const peopleCauses: DoorCauses = {
  '404 MACID_IS_UNKNOWN': {
    'there is no such service': async (scene) =>
      alike(
        await scene.admin('PATCH', '/services/nowhere', {}),
        await scene.admin('GET', '/users?service=nowhere'),
        await scene.admin('POST', '/users', { service: 'nowhere', login: 'ada' }),
      ),
  },
  '409 MACID_EXISTS': {
    'there already is a service of this macId': async (scene) => {
      const { mac } = await scene.site();
      return scene.admin('POST', '/services', { mac });
    },
  },
  '409 LOGIN_EXISTS': {
    'the service has a user of this login, in this spelling or another': async (scene) => {
      const { mac: service } = (await user(scene)).site;
      return alike(
        await scene.admin('POST', '/users', { service, login: 'ada' }),
        await scene.admin('POST', '/users', { service, login: ' ADA' }),
      );
    },
  },
  '404 USER_ENTRY_DOES_NOT_EXIST': {
    'there is no user of this uid': async (scene) =>
      alike(
        await scene.admin('DELETE', `/users/${nobody}`),
        await scene.admin('POST', `/users/${nobody}/disable`),
      ),
    'the service has no user of this login': async (scene) => {
      const site = await scene.site();
      const tokens = await scene.admin('GET', `/tokens?service=${site.mac}&login=nobody`);
      return alike(tokens, await order(scene, site, { login: 'nobody' }));
    },
  },
  '404 NO_DEVICE_FOUND': {
    'there is no such token': async (scene) =>
      alike(
        await scene.admin('POST', `/tokens/${noToken}/block`),
        await scene.admin('DELETE', `/tokens/${noToken}/bio`),
      ),
    'the token is not in use any more': async (scene) => {
      const path = `/tokens/${(await enrol(scene.service, await scene.site())).tid}`;
      await scene.administer('POST', `${path}/revoke`);
      return alike(
        await scene.admin('POST', `${path}/unblock`),
        await scene.admin('DELETE', `${path}/bio`),
      );
    },
    'the user of the token was deleted': async (scene) => {
      const { uid, site } = await user(scene);
      const { tid } = await enrol(scene.service, site);
      await scene.administer('DELETE', `/users/${uid}`);
      return scene.admin('POST', `/tokens/${tid}/revoke`);
    },
    'a code is to be for a token that the user does not have': async (scene) =>
      order(scene, (await user(scene)).site, { tid: noToken }),
  },
  '409 SERVICE_ACCOUNT_STATUS_DISABLED': {
    'a code is to be issued to a user who is disabled': async (scene) => {
      const { site, uid } = await user(scene);
      await scene.administer('POST', `/users/${uid}/disable`);
      return order(scene, site);
    },
  },
  '409 NO_ACTIVE_SERVICE_FOR_USER': {
    'a code is to be issued, and the service is closed': async (scene) => {
      const { site } = await user(scene);
      await scene.administer('PATCH', `/services/${site.mac}`, { status: 'closed' });
      return order(scene, site);
    },
  },
  '409 TOKEN_IS_BLOCKED': {
    'a token is to be blocked that an administrator has blocked already': async (scene) => {
      const path = await token(scene);
      await scene.administer('POST', `${path}/block`);
      const answer = await scene.admin('POST', `${path}/block`);
      await scene.administer('POST', `${path}/unblock`);
      return answer;
    },
  },
  '409 TOKEN_IS_NOT_BLOCKED': {
    'a token is to be unblocked that is not blocked': async (scene) =>
      scene.admin('POST', `${await token(scene)}/unblock`),
  },
  '409 USER_IS_NOT_BLOCKED': {
    'a user is to be unblocked who is not blocked': async (scene) =>
      scene.admin('POST', `/users/${(await user(scene)).uid}/unblock`),
  },
  '409 USER_IS_BLOCKED': {
    'a user is to be unblocked who needs a new PIN, after too many wrong ones over time': async (
      scene,
    ) => {
      const { site, uid } = await user(scene, {
        pinTries: 20,
        pinTriesPerBrowser: 19,
        pinTotalLimit: 10,
      });
      await enrol(scene.service, site);
      await blockUser(scene.service, site, 'ada');
      return scene.admin('POST', `/users/${uid}/unblock`);
    },
  },
};
