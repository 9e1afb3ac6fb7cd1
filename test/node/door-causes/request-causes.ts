/** Causes that lie in the form of a request. */
import assert from 'node:assert/strict';
import { parseBody, type Answer, type Call } from '../../support/services/door-call.js';
import { ask } from '../support/services/public-folder.js';
import { alike, type DoorCauses, type DoorScene } from './door-scene.js';

/** Posts a body to the door of administrators. */
const post = (scene: DoorScene, body: Call['body']) => scene.admin('POST', '/services', body);

/** Has something verified, with the key of a new site. */
async function verify(
  scene: DoorScene,
  path: string,
  body: object | string,
  headers: Record<string, string> = {},
): Promise<Answer> {
  const { apiKey: key, mac: service } = await scene.site();
  const whole = typeof body === 'string' ? body : { service, ...body };
  return scene.send(`/rp/v1${path}`, { key, body: whole, headers });
}

const verifySeal = (scene: DoorScene, about: object) =>
  verify(scene, '/seal/verify', { seal: 'x', ...about });

const digest = 'A'.repeat(43);

const getFrame = (scene: DoorScene, alias: string) => scene.send(`/frame/v1/${alias}`);

/** Sends what `fetch` would not send. */
async function sendRaw(
  scene: DoorScene,
  path: string,
  options: Parameters<typeof ask>[2],
): Promise<Answer> {
  const { status, headers, text } = await ask(scene.service.localUrl, path, options);
  return { status, headers: new Headers(headers as Record<string, string>), body: parseBody(text) };
}

/** Makes a site with a frame, and checks that it is there. */
async function framed(scene: DoorScene) {
  const site = await scene.service.addSite();
  const before = await getFrame(scene, site.alias);
  await scene.administer('PATCH', `/sites/${site.alias}`, { iframe: true });
  const { status } = await fetch(`${scene.service.localUrl}/frame/v1/${site.alias}`);
  assert.equal(status, 200);
  return { ...site, before };
}

export const requestCauses: DoorCauses = {
  '404 NOT_FOUND': {
    'there is no such path': async (scene) =>
      alike(
        await scene.send('/nothing'),
        await scene.admin('GET', '/nothing'),
        await scene.send('/rp/v1/nothing', { key: (await scene.site()).apiKey }),
      ),
    'there is no such version of the drop-in': (scene) =>
      scene.send('/neon/0.0.0/simple-neon-lib.js'),
    'there is no such file of the kit': (scene) => scene.send('/kit/0.0.0/neon.js'),
    'for a frame: there is no such alias': (scene) => getFrame(scene, '0'.repeat(32)),
    'for a frame: the site has no `iframe`': async (scene) => (await framed(scene)).before,
    'for a frame: the service is closed': async (scene) => {
      const { alias, mac } = await framed(scene);
      await scene.administer('PATCH', `/services/${mac}`, { status: 'closed' });
      return getFrame(scene, alias);
    },
  },
  '400 REQUEST_MALFORMED': {
    'the body is not JSON in UTF-8': async (scene) =>
      alike(
        await post(scene, '{'),
        await post(scene, new Uint8Array([0x22, 0xff, 0x22])),
        await verify(scene, '/otp/verify', ''),
      ),
    'the body is no object': (scene) => post(scene, '[]'),
    'the body has a member twice': (scene) => post(scene, '{"mac":"a","mac":"b"}'),
    'a member of the body or a parameter of the query is missing': async (scene) =>
      alike(
        await verify(scene, '/otp/verify', { login: 'ada' }),
        await scene.admin('GET', '/users'),
      ),
    'a member of the body or a parameter of the query is not known': async (scene) =>
      alike(await post(scene, { colour: 'red' }), await scene.admin('GET', '/services?colour=red')),
    'a member of the body or a parameter of the query has a value that it cannot have': async (
      scene,
    ) => alike(await post(scene, { pin: 'maybe' }), await scene.admin('GET', '/audit?since=x')),
    'a parameter of a query or of a form is given twice': async (scene) =>
      alike(
        await scene.admin('GET', '/audit?kind=a&kind=b'),
        await verify(scene, '/jwt/introspect', 'token=a&token=b', {
          'content-type': 'application/x-www-form-urlencoded',
        }),
      ),
    '`Idempotency-Key` is not 1 to 255 visible ASCII characters': async (scene) => {
      const headers = { 'idempotency-key': 'x'.repeat(256) };
      return verify(scene, '/otp/verify', { login: 'ada', otp: '1' }, headers);
    },
    'the request has two `Authorization`, `Content-Type`, `Host`, `Idempotency-Key` or `Origin` headers':
      (scene) =>
        sendRaw(scene, '/rp/v1/otp/verify', {
          method: 'POST',
          headers: { 'idempotency-key': ['a', 'a'] },
        }),
    'the request names no path': (scene) => sendRaw(scene, '*', { method: 'OPTIONS' }),
    'a seal is to be verified over neither `data` nor `dig`, or over both': async (scene) =>
      alike(await verifySeal(scene, {}), await verifySeal(scene, { data: 'x', dig: digest })),
    'a seal is to be verified over `data`, and there is a `len`': (scene) =>
      verifySeal(scene, { data: 'x', len: 1 }),
  },
  '405 REQUEST_MALFORMED': {
    'a file is asked for by another method than GET or HEAD': (scene) =>
      scene.send('/neon/0.0.0/simple-neon-lib.js', { method: 'POST' }),
  },
  '413 REQUEST_MALFORMED': {
    'the body is longer than 65 536 bytes': (scene) => post(scene, { name: 'x'.repeat(65_536) }),
  },
  '415 REQUEST_MALFORMED': {
    'the body is not declared as JSON': async (scene) => {
      const headers = { 'content-type': 'text/plain' };
      return verify(scene, '/jwt/introspect', { token: 'x' }, headers);
    },
  },
};
