import { createVerifier, type Verifier } from 'neon-mfa/rp';

/** The text that people seal. A real order has a number of its own. */
export const order = 'Pay 5 € to Bea';

let verifier: Verifier | undefined;

/** Made when it is first needed: the settings are those of the running server, not of the build. */
export function neon(): Verifier {
  const { NEON_URL = '', NEON_SERVICE = '', NEON_API_KEY } = process.env;
  verifier ??= createVerifier({ url: NEON_URL, service: NEON_SERVICE, apiKey: NEON_API_KEY });
  return verifier;
}

/** Tells whether a form comes from a page of this site: browsers send `Origin` with every form. */
export function isOwnPage({ headers }: Request): boolean {
  const origin = headers.get('origin') ?? '';
  return URL.canParse(origin) && new URL(origin).host === headers.get('host');
}
