import { expect } from '@open-wc/testing';
import { webAuthnBioKey } from '../../src/browser/webauthn-bio-key.js';
import { fromBase64Url, toBase64Url } from '../../src/crypto/bytes.js';
import type { BioKeyRequest } from '../../src/index.js';
import { addAuthenticator } from '../support/pages/authenticator.js';
import { rejection, rejectionCode } from '../support/clients/rejection.js';
import { replaced } from '../support/pages/replaced-member.js';

const alias = '0123456789abcdef0123456789abcdef';

const of = (login: string, changes: Partial<BioKeyRequest> = {}): BioKeyRequest => ({
  login,
  alias,
  signal: new AbortController().signal,
  ...changes,
});

describe('a BioKey from WebAuthn', () => {
  let authenticator: Awaited<ReturnType<typeof addAuthenticator>>;
  const provider = webAuthnBioKey();

  beforeEach(async () => {
    authenticator = await addAuthenticator({ prf: true });
  });
  afterEach(async () => {
    await authenticator.remove();
    localStorage.clear();
  });

  it('is refused for a login that has none here', async () => {
    const error = await rejection(provider.get(of('ada')));
    expect(error.code).to.equal('BIO_KEY_NOT_ALLOWED');
    expect(error.message).to.contain('no key was made in this browser');
  });

  it('is refused where the browser has no WebAuthn, and says so beforehand', async () => {
    await replaced(globalThis, 'PublicKeyCredential', undefined, async () => {
      expect(await provider.obstacle!()).to.equal('browser');
      const error = await rejection(provider.register(of('ada')));
      expect(error.code).to.equal('BIO_KEY_NOT_ALLOWED');
      expect(error.message).to.contain('no WebAuthn');
    });
  });

  it('is refused where the storage of the site cannot be used or is full, and tried where the browser does not say what it can', async () => {
    const fails = () => {
      throw new DOMException('made to fail', 'QuotaExceededError');
    };
    for (const [member, call] of [
      ['getItem', () => provider.get(of('ada'))],
      ['setItem', () => provider.register(of('ada'))],
    ] as const) {
      await replaced(Storage.prototype, member, fails, async () => {
        const error = await rejection(call());
        expect([error.code, error.message]).to.deep.equal([
          'BIO_KEY_NOT_ALLOWED',
          'the browser keeps no site data',
        ]);
      });
    }
    const silent = () => Promise.reject(new DOMException('made to fail', 'NotAllowedError'));
    await replaced(PublicKeyCredential, 'getClientCapabilities', silent, async () => {
      expect(await provider.obstacle!()).to.equal(undefined);
    });
  });

  it('is refused by an authenticator without PRF', async () => {
    await authenticator.remove();
    authenticator = await addAuthenticator({ prf: false });
    const error = await rejection(provider.register(of('ada')));
    expect(error.code).to.equal('BIO_KEY_NOT_ALLOWED');
    expect(error.message).to.contain('no PRF');
    expect(localStorage.length).to.equal(0);
  });

  it('is not made inside a page of another origin, and says so beforehand', async () => {
    const frame = document.createElement('iframe');
    frame.title = 'a page of another origin';
    frame.src = `http://127.0.0.1:${location.port}/test/support/pages/foreign-frame.html`;
    const told = new Promise<MessageEvent<object>>((resolve) =>
      addEventListener('message', resolve, { once: true }),
    );
    document.body.append(frame);
    const { data } = await told;
    frame.remove();
    expect(data).to.deep.equal({
      obstacle: 'frame',
      code: 'BIO_KEY_NOT_ALLOWED',
      message: 'a key is not made inside a page of another site',
    });
  });

  it('is not made where the browser keeps no site data', async () => {
    const own = Object.getOwnPropertyDescriptor(window, 'localStorage')!;
    const get = () => {
      throw new DOMException('', 'SecurityError');
    };
    Object.defineProperty(window, 'localStorage', { configurable: true, get });
    try {
      const error = await rejection(provider.register(of('ada')));
      expect(error.code).to.equal('BIO_KEY_NOT_ALLOWED');
      expect(error.message).to.contain('no site data');
      expect(await rejectionCode(provider.get(of('ada')))).to.equal('BIO_KEY_NOT_ALLOWED');
    } finally {
      Object.defineProperty(window, 'localStorage', own);
    }
  });

  it('is refused for a domain that is not the page’s', async () => {
    const foreign = webAuthnBioKey({ rpId: 'elsewhere.example' });
    const error = await rejection(foreign.register(of('ada')));
    expect(error.code).to.equal('BIO_KEY_NOT_ALLOWED');
    expect(error.message).to.contain('SecurityError');
  });

  it('is cancelled when the device does not recognise the person', async () => {
    await provider.register(of('ada'));
    await authenticator.recognise(false);
    expect(await rejectionCode(provider.get(of('ada')))).to.equal('USER_CANCELLED');
    expect(await rejectionCode(provider.register(of('ada')))).to.equal('USER_CANCELLED');
  });

  it('ends with the reason of its signal', async () => {
    const ended = new AbortController();
    ended.abort(new DOMException('enough', 'AbortError'));
    const error: unknown = await provider
      .register(of('ada', { signal: ended.signal }))
      .catch((thrown: unknown) => thrown);
    expect(error).to.equal(ended.signal.reason);
  });

  it('is the same each time, and in each copy of the page', async () => {
    const made = await provider.register(of('ada'));
    expect(made).to.match(/^[\w-]{43}$/);
    expect(await provider.get(of('ada'))).to.equal(made);
    expect(await webAuthnBioKey({ rpId: 'localhost' }).get(of('ada'))).to.equal(made);
  });

  it('is another one for another login, another alias, and a second registration', async () => {
    const values = [
      await provider.register(of('ada')),
      await provider.register(of('grace')),
      await provider.register(of('ada', { alias: alias.replaceAll('0', '1') })),
      await provider.register(of('ada')),
    ];
    expect(new Set(values).size).to.equal(4);
    expect(await provider.get(of('ada'))).to.equal(values[3]);
    expect(await provider.get(of('grace'))).to.equal(values[1]);
  });

  it('is what HKDF makes of the PRF of the credential', async () => {
    const made = await provider.register(of('ada'));
    const name = `btt1 biokey ${alias} ada`;
    const id = fromBase64Url(localStorage.getItem(name)!);
    const credential = (await navigator.credentials.get({
      publicKey: {
        challenge: new Uint8Array(32),
        allowCredentials: [{ type: 'public-key', id }],
        userVerification: 'required',
        extensions: { prf: { eval: { first: new TextEncoder().encode(name) } } },
      },
    })) as PublicKeyCredential;
    const { first } = credential.getClientExtensionResults().prf!.results!;
    const key = await crypto.subtle.importKey('raw', first, 'HKDF', false, ['deriveBits']);
    const info = new TextEncoder().encode('btt1 biokey');
    const algorithm = { name: 'HKDF', hash: 'SHA-256', salt: new Uint8Array(32), info };
    const bits = await crypto.subtle.deriveBits(algorithm, key, 256);
    expect(made).to.equal(toBase64Url(new Uint8Array(bits)));
  });

  it('keeps nothing here but which credential it is', async () => {
    const made = await provider.register(of('ada'));
    const kept = Object.entries(localStorage);
    expect(kept.map(([name]) => name)).to.deep.equal([`btt1 biokey ${alias} ada`]);
    expect(JSON.stringify(kept)).not.to.contain(made);
  });
});
