/** Causes that lie in the key of a request. */
import { alike, enrolled, type DoorCauses, type DoorScene } from './door-scene.js';

/** Has the form of a key, so that it is looked for. */
export const unknownKey = `neon.0123456789abcdef.${'A'.repeat(43)}`;

/** Asks for the introspection of an access token by form, as OAuth has it. */
const introspect = (scene: DoorScene, key: string) =>
  scene.send('/rp/v1/jwt/introspect', {
    key,
    body: 'token=x',
    headers: { 'content-type': 'application/x-www-form-urlencoded' },
  });

export const keyCauses: DoorCauses = {
  '401 NOT_AUTHORIZED': {
    'no key is given': async (scene) =>
      alike(await scene.send('/admin/v1/services'), await scene.send('/rp/v1/push/request')),
    'the key is wrong': async (scene) =>
      alike(
        await scene.send('/admin/v1/services', { key: unknownKey }),
        await introspect(scene, unknownKey),
      ),
    'the key was revoked': async (scene) => {
      const { id, key } = await scene.newKey(await scene.site(), ['jwt.introspect']);
      await scene.administer('DELETE', `/keys/${id}`);
      return introspect(scene, key);
    },
    'the key is that of the other door': async (scene) => {
      const { apiKey: key } = await scene.site();
      return alike(
        await scene.send('/admin/v1/services', { key }),
        await introspect(scene, scene.service.adminKey),
      );
    },
  },
  '403 KEY_NOT_ALLOWED': {
    'the key lacks the scope': async (scene) => {
      const { key } = await scene.newKey(await scene.site(), ['otp.verify']);
      return introspect(scene, key);
    },
    'the key belongs to another service': async (scene) => {
      const { apiKey } = await scene.site();
      return scene.rp(await scene.service.addSite(), apiKey, '/otp/verify', {
        login: 'ada',
        otp: '1',
      });
    },
    'the log of enrolments is asked for with a key that is limited to some sites': async (
      scene,
    ) => {
      const site = await scene.site();
      const { key } = await scene.newKey(site, ['enrolments.read'], { aliases: [site.alias] });
      return scene.rp(site, key, '/enrolments');
    },
  },
  '404 KEY_UNKNOWN': {
    'there is no such key': (scene) => scene.admin('DELETE', '/keys/0123456789abcdef'),
    'the key is revoked already': async (scene) => {
      const { id } = await scene.newKey(await scene.site(), ['push']);
      await scene.administer('DELETE', `/keys/${id}`);
      return scene.admin('DELETE', `/keys/${id}`);
    },
  },
  '404 ALIAS_UNKNOWN': {
    'there is no such site': async (scene) => {
      const path = `/sites/${'0'.repeat(32)}`;
      return alike(await scene.admin('PATCH', path, {}), await scene.admin('DELETE', path));
    },
    'a key is to be limited to a site that its service does not have': async (scene) => {
      const { mac: service } = await scene.site();
      const { alias } = await scene.service.addSite();
      const order = { service, scopes: ['otp.verify'], aliases: [alias] };
      return scene.admin('POST', '/keys', order);
    },
  },
  '409 SITE_IN_USE': {
    'browsers are enrolled at the site that is to be deleted': async (scene) => {
      await scene.shared(enrolled);
      return scene.admin('DELETE', `/sites/${(await scene.site()).alias}`);
    },
  },
  '429 RATE_LIMITED': {
    'the key is wrong, after ten other wrong ones from this address in a minute': async (scene) => {
      for (let count = 0; count < 10; count++) await introspect(scene, unknownKey);
      return introspect(scene, unknownKey);
    },
  },
};
