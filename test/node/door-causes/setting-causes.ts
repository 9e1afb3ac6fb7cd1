/** Causes that lie in settings and orders that do not go together. */
import type { Answer } from '../../support/services/door-call.js';
import { alike, type DoorCauses, type DoorScene } from './door-scene.js';

const addService = (scene: DoorScene, settings: object) =>
  scene.admin('POST', '/services', settings);

/** Registers a site of each of the origins, and changes one to them. */
async function useOrigins(scene: DoorScene, ...origins: readonly string[]): Promise<Answer> {
  const { mac: service, alias } = await scene.site();
  const answers: Answer[] = [];
  for (const origin of origins) {
    answers.push(
      await scene.admin('POST', '/sites', { service, origins: [origin] }),
      await scene.admin('PATCH', `/sites/${alias}`, { origins: [origin] }),
    );
  }
  return alike(...answers);
}

async function addUser(scene: DoorScene, login: string): Promise<Answer> {
  return scene.admin('POST', '/users', { service: (await scene.site()).mac, login });
}

/** Orders codes of each of the kinds, for somebody who does not exist unless the order says who: that is looked at first. */
async function orderCodes(
  scene: DoorScene,
  kinds: readonly string[],
  more: object,
): Promise<Answer> {
  const order = { service: (await scene.site()).mac, login: 'nobody', ...more };
  const answers: Answer[] = [];
  for (const kind of kinds) answers.push(await scene.admin('POST', '/codes', { ...order, kind }));
  return alike(...answers);
}

export const settingCauses: DoorCauses = {
  '422 SETTING_REFUSED': {
    '`pinMin` or `pinMax` is outside the limits for what people know': async (scene) =>
      alike(
        await addService(scene, { pin: 'password', pinMin: 6 }),
        await addService(scene, { pin: 'pin', pinMax: 20 }),
      ),
    '`pinMin` is greater than `pinMax`': (scene) => addService(scene, { pinMin: 8, pinMax: 6 }),
    '`bio` is `forced`, and `pin` is not `none`': (scene) => addService(scene, { bio: 'forced' }),
    '`pin` is to be changed, and the service has users': async (scene) => {
      const mac = await scene.service.admin.makeService();
      await scene.service.admin.makeUser(mac, 'ada');
      return scene.admin('PATCH', `/services/${mac}`, { pin: 'password' });
    },
    'an origin is not written as browsers write it, but with a path for example': (scene) =>
      useOrigins(scene, 'https://shop.example/', 'https://SHOP.example', 'shop.example'),
    'an origin is not secure: it begins with `http:`, and is not this machine': (scene) =>
      useOrigins(scene, 'http://shop.example'),
    'the host of an origin has a sign that no host has, such as `*`': (scene) =>
      useOrigins(scene, 'https://*.shop.example'),
    'a login consists of blanks': (scene) => addUser(scene, '  '),
    'a login has more than 255 characters': (scene) => addUser(scene, 'x'.repeat(256)),
    'a login has an invisible character': (scene) => addUser(scene, 'a\u00adda'),
    'a login has an emoji': (scene) => addUser(scene, 'ada🙂'),
    'a code is to be for a certain token, and is no `restore` or `unlock` code': (scene) =>
      orderCodes(scene, ['activation', 'reset'], { tid: 'A'.repeat(43) }),
    'an `unlock` or `reset` code has `definePin`': (scene) =>
      orderCodes(scene, ['unlock', 'reset'], { definePin: true }),
    'an `unlock` or `reset` code is to live longer than an hour': (scene) =>
      orderCodes(scene, ['unlock', 'reset'], { life: 3601 }),
    'a `reset` code is to be issued, and the service has no PINs': async (scene) => {
      const service = await scene.service.admin.makeService({ pin: 'none' });
      await scene.service.admin.makeUser(service, 'ada');
      return orderCodes(scene, ['reset'], { service, login: 'ada' });
    },
  },
};
