import type { NeonProvider } from '../../../components/index.js';

const load = async () => {
  const { webAuthnBioKey } = await import('../../../src/browser/webauthn-bio-key.js');
  return webAuthnBioKey({ rpName: 'Harbour Bank' });
};

/** Lets a provider use the authenticator of the device, whose code is loaded on first use. */
export function offerBiometrics(provider: NeonProvider): void {
  // WebAuthn needs a domain, and the second device has an IP address.
  if (/^[\d.]+$/.test(location.hostname)) return;
  provider.bioKey = {
    obstacle: async () => (await load()).obstacle?.(),
    register: async (request) => (await load()).register(request),
    get: async (request) => (await load()).get(request),
  };
}
