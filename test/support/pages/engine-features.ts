/**
 * Features that not every engine has, by the names of the rows in docs/integrate/browsers.md.
 * @module
 */
import { hex } from '../../known-answers/harness.js';

/** Each tells whether the engine of this page has it. */
export const engineFeatures = {
  'Trusted Types': () => 'trustedTypes' in globalThis,
  WebAuthn: () => 'PublicKeyCredential' in globalThis,
  // A page does not see how long data live: WebKit drops the data of frames of another origin with the browser.
  'Frames that keep their data': () => !navigator.vendor.startsWith('Apple'),
  'Points off the curve are refused': () =>
    crypto.subtle
      .importKey('raw', hex(`04${'00'.repeat(31)}01${'00'.repeat(31)}01`), ecdh, false, [])
      .then(
        () => false,
        () => true,
      ),
} satisfies Readonly<Record<string, () => boolean | Promise<boolean>>>;

const ecdh = { name: 'ECDH', namedCurve: 'P-256' } as const;

/** Tells whether the engine of this page has a feature: a test asks what to expect. */
export async function engineHas(feature: keyof typeof engineFeatures): Promise<boolean> {
  return engineFeatures[feature]();
}

/** The engine of this page, by the name of its column in docs/integrate/browsers.md. */
export function engineName(): 'Chromium' | 'Firefox' | 'WebKitGTK' {
  const { userAgent, vendor } = navigator;
  if (userAgent.includes('Firefox/')) return 'Firefox';
  return vendor.startsWith('Apple') ? 'WebKitGTK' : 'Chromium';
}
