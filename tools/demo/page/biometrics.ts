import type { NeonProvider } from '../../../components/index.js';

const load = async () => {
  const { webAuthnBioKey } = await import('../../../src/browser/webauthn-bio-key.js');
  return webAuthnBioKey({ rpName: 'Harbour Bank' });
};

/** Lets a provider use the authenticator of the device. What does that is loaded when it is first asked for. */
export function offerBiometrics(provider: NeonProvider): void {
  // WebAuthn belongs to a domain, and the second device's address is none.
  if (/^[\d.]+$/.test(location.hostname)) return;
  provider.bioKey = {
    obstacle: async () => (await load()).obstacle?.(),
    register: async (request) => (await load()).register(request),
    get: async (request) => (await load()).get(request),
  };
}
