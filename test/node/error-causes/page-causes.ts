/** Causes that only pages have: in a frame, with the storage of a browser, with the parts of the built library. */
import { Stage } from '../end-to-end/support/stage.js';
import { Bank } from '../compat/support/bank.js';
import {
  CallingPage,
  callingPage,
  type Call,
  type DocumentedNeon as Library,
} from '../compat/support/calling-page.js';
import { HostSite } from '../compat/support/host-site.js';
import { bioKey, pin, type Causes, type Scene } from './scene.js';

const enter: Call = (neon, { code, pin }) => neon.activateWithPin(code!, pin);
const list: Call = (neon) => neon.initOnline();
const register: Call = (neon, { value }) => neon.setBioKey('ada', value!);

/** A page with a frame whose site has other settings than those for the drop-in. */
async function framed(scene: Scene, site: object, settings: object = {}) {
  const { bank, page } = await scene.page(true, settings);
  const order = { method: 'PATCH', body: site };
  await scene.sites.service.admin.done(`/sites/${bank.site.alias}`, order);
  return { bank, page };
}

/** Opens the page of a bank with a script or headers of its own. */
async function opened(
  scene: Scene,
  { script = '', policy = '', host: name }: { script?: string; policy?: string; host?: string },
  useIframe: boolean,
) {
  const bank = await Bank.open(scene.sites);
  const { host, lib } = scene.sites;
  host.html = callingPage(lib);
  host.headers = policy ? { 'content-security-policy': policy } : {};
  const context = await scene.sites.profile();
  scene.sites.finally(() => context.close());
  if (script) await context.addInitScript(script);
  const page = await CallingPage.open(context, name ? host.origin(name) : bank.site.origin);
  host.headers = {};
  await page.construct([{ alias: bank.site.alias, useIframe }]);
  return { bank, page };
}

/** Runs in a page: the code that a call ends with. */
async function refusalIn(alias: string): Promise<unknown> {
  const { Neon } = globalThis as unknown as { Neon: { Neon: new (options: object) => Library } };
  try {
    return await new Neon.Neon({ alias, useIframe: false }).initOnline();
  } catch (error) {
    return (error as { errCode: string }).errCode;
  }
}

export const pageCauses: Causes = {
  BIO_KEY_NOT_ALLOWED: {
    'in a frame: the page gave a BioKey, and its site has no `hostPin`': async (scene) => {
      const { page } = await framed(scene, { hostPin: false });
      return page.refusal(register, { value: bioKey });
    },
    'in a frame without `hostPin`: a browser is activated where `bio` is `forced`. The code stays good':
      async (scene) => {
        const settings = { pin: 'none', bio: 'forced' };
        const { bank, page } = await framed(scene, { hostPin: false }, settings);
        const activate: Call = (neon, { code }) => neon.activateWithPin(code!);
        return page.refusal(activate, { code: await bank.code('ada') });
      },
  },
  INSECURE_CONTEXT: {
    'the address of the page does not begin with `https:`, and is not this machine either. Nothing was sent':
      async (scene) => {
        const { page } = await opened(scene, { host: 'bank.test' }, true);
        return page.refusal(list);
      },
    'the page is in a frame of a page whose address does not begin with `https:`. Nothing was sent':
      async (scene) => {
        const { bank, page } = await opened(scene, {}, false);
        const portal = await HostSite.open(`<iframe src="${bank.site.origin}"></iframe>`);
        scene.sites.finally(() => portal.close());
        await page.page.goto(portal.origin('portal.test'));
        return page.page.frames()[1]!.evaluate(refusalIn, bank.site.alias);
      },
  },
  MODULE_UNAVAILABLE: {
    'a part of the library that is loaded on demand could not be loaded: the connection is gone, or a deployment has removed the parts of a page that is still open. Nothing was sent':
      async () => {
        const stage = await Stage.open({});
        try {
          const device = await stage.device('open across a deployment');
          await device.call('activate', await stage.code('activation'), { pin });
          await device.reopen();
          await device.page.route(/-[\w-]{8}\.js(\?.*)?$/, (route) =>
            route.fulfill({ status: 404 }),
          );
          const order = { oldPin: pin, newPin: '771203' };
          return (await device.call('changePin', 'ada', order)).code;
        } finally {
          await stage.close();
        }
      },
  },
  NETWORK_UNAVAILABLE: {
    'a frame does not load, and the page may not ask the service for the reason (`connect-src`)':
      async (scene) => {
        const { url } = scene.sites.service;
        const policy = `script-src ${url} 'unsafe-eval'; frame-src 'none'; connect-src 'none'`;
        const { page } = await opened(scene, { policy }, true);
        return page.refusal(list);
      },
  },
  ORIGIN_NOT_ALLOWED: {
    'with a frame: the page hands over a PIN, and its site has no `hostPin`. Nothing was sent':
      async (scene) => {
        const { bank, page } = await framed(scene, { hostPin: false });
        return page.refusal(enter, { code: await bank.code('ada'), pin });
      },
    'with a frame: it says nothing for ten seconds, because the site has no `iframe`': async (
      scene,
    ) => {
      const { page } = await framed(scene, { iframe: false });
      return page.refusal(list);
    },
    "with a frame: it says nothing for ten seconds, because the page's own policy allows no frame of the service":
      async (scene) => {
        const { url } = scene.sites.service;
        const policy = `script-src ${url} 'unsafe-eval'; frame-src 'none'; connect-src ${url}`;
        const { page } = await opened(scene, { policy }, true);
        return page.refusal(list);
      },
  },
  STORAGE_NOT_PERSISTENT: {
    'the storage of this browser is full': async (scene) => {
      const script = `
        IDBObjectStore.prototype.put = () => { throw new DOMException('', 'QuotaExceededError'); };
      `;
      const { bank, page } = await opened(scene, { script }, false);
      return page.refusal(enter, { code: await bank.code('ada'), pin });
    },
    'a frame in WebKit, whose storage goes with the session. No code was spent': async (scene) => {
      const script = `
        Object.defineProperty(Navigator.prototype, 'vendor', { get: () => 'Apple Computer, Inc.' });
      `;
      const { bank, page } = await opened(scene, { script }, true);
      return page.refusal(enter, { code: await bank.code('ada'), pin });
    },
  },
  STORAGE_UNAVAILABLE: {
    'the storage failed twice in a row': async (scene) => {
      const script = `
        IDBDatabase.prototype.transaction = () => { throw new DOMException('', 'UnknownError'); };
      `;
      const { bank, page } = await opened(scene, { script }, false);
      return page.refusal(enter, { code: await bank.code('ada'), pin });
    },
    'another page of the site has a newer version of the library, which has changed the storage':
      async (scene) => {
        const { bank, page } = await opened(scene, {}, false);
        await page.page.evaluate(
          `new Promise((resolve) => {
            const request = indexedDB.open('btt1.${bank.site.alias}', 99);
            request.onsuccess = () => resolve(request.result.close());
          })`,
        );
        return page.refusal(enter, { code: await bank.code('ada'), pin });
      },
    'this browser opens no storage at all': async (scene) => {
      const script = `
        IDBFactory.prototype.open = () => { throw new DOMException('denied', 'SecurityError'); };
      `;
      const { bank, page } = await opened(scene, { script }, false);
      return page.refusal(enter, { code: await bank.code('ada'), pin });
    },
  },
  UNEXPECTED_ERROR: {
    'the cryptography of this browser failed. What is enrolled stays so': async (scene) => {
      const script = `
        SubtleCrypto.prototype.sign = () => Promise.reject(new DOMException('', 'UnknownError'));
      `;
      const { bank, page } = await opened(scene, { script }, false);
      return page.refusal(enter, { code: await bank.code('ada'), pin });
    },
    'something happened that no other code names; in the drop-in also an argument of the wrong type':
      async (scene) => {
        const { page } = await scene.page(false);
        return page.refusal((neon) => neon.getOnlineOtp(7 as never));
      },
  },
};
