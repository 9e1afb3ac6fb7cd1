/**
 * BioKeys from the authenticator of the device: WebAuthn Level 3 with its `prf` extension.
 * @module
 */
import { fromBase64Url, randomBytes, toBase64Url, utf8, type Bytes } from '../crypto/bytes.js';
import { hkdfSha256, sha256 } from '../crypto/hashes.js';
import { NeonError } from '../errors.js';
import type { BioKeyObstacle, BioKeyProvider, BioKeyRequest } from '../client/person/prompter.js';

/** Options of {@link webAuthnBioKey}. */
export interface WebAuthnOptions {
  /** Name of the site on the device; by default its host name. */
  rpName?: string | undefined;
  /** Domain of the credential: the page's, or a parent domain of it. */
  rpId?: string | undefined;
}

const label = 'btt1 biokey';
const userVerification = 'required';

/**
 * A provider whose values come out of an authenticator that has checked the person by finger, face or the lock of the
 * device. Which credential belongs to a login is kept in `localStorage`; that is no secret.
 *
 * Rejects with `USER_CANCELLED` when the person ended it or it timed out, and with `BIO_KEY_NOT_ALLOWED` and a message when
 * it cannot work here.
 */
export function webAuthnBioKey({ rpName, rpId }: WebAuthnOptions = {}): BioKeyProvider {
  /** The value of a credential. */
  async function value(request: BioKeyRequest, id: Bytes): Promise<string> {
    const credential = await asked(request, (signal) =>
      navigator.credentials.get({
        signal,
        publicKey: {
          challenge: randomBytes(32),
          ...(rpId && { rpId }),
          allowCredentials: [{ type: 'public-key', id }],
          userVerification,
          extensions: prf(request),
        },
      }),
    );
    return valueOf(credential) ?? refuse('the authenticator has no PRF');
  }

  return {
    obstacle,

    async register(request) {
      const obstructed = await obstacle();
      if (obstructed === 'frame') refuse('a key is not made inside a page of another site');
      if (obstructed) refuse('the browser has no WebAuthn with PRF');
      // Checked before a credential is made whose id could not be kept.
      storage((site) => site.length);
      const name = request.login;
      const credential = await asked(request, async (signal) =>
        navigator.credentials.create({
          signal,
          publicKey: {
            challenge: randomBytes(32),
            rp: { name: rpName ?? location.hostname, ...(rpId && { id: rpId }) },
            // The same id for the same login, so that a new credential replaces the last one.
            user: { id: sha256(utf8(nameOf(request))), name, displayName: name },
            pubKeyCredParams: [-7, -257].map((alg) => ({ type: 'public-key', alg })),
            authenticatorSelection: { userVerification, residentKey: 'preferred' },
            // Some authenticators report PRF only when it is used at once.
            extensions: prf(request),
          },
        }),
      );
      const id = new Uint8Array(credential.rawId);
      if (!credential.getClientExtensionResults().prf?.enabled)
        refuse('the authenticator has no PRF');
      const made = valueOf(credential) ?? (await value(request, id));
      storage((site) => site.setItem(nameOf(request), toBase64Url(id)));
      return made;
    },

    async get(request) {
      const id = storage((site) => site.getItem(nameOf(request)));
      return value(request, id ? fromBase64Url(id) : refuse('no key was made in this browser'));
    },
  };
}

async function obstacle(): Promise<BioKeyObstacle | undefined> {
  const type = globalThis.PublicKeyCredential as typeof PublicKeyCredential | undefined;
  // A browser that does not say is asked all the same.
  const known = await type?.getClientCapabilities?.().catch(() => undefined);
  if (!type || known?.['extension:prf'] === false) return 'browser';
  return isForeignFrame() ? 'frame' : undefined;
}

/** Whether this document is a frame in a page of another origin: not every engine makes credentials there. */
function isForeignFrame(): boolean {
  try {
    return window.top?.origin !== window.origin;
  } catch {
    return true;
  }
}

/** Uses the storage of the site. Where site data are not allowed, the mere access throws. */
function storage<T>(use: (site: Storage) => T): T {
  try {
    return use(localStorage);
  } catch (cause) {
    return refuse('the browser keeps no site data', cause);
  }
}

function nameOf({ alias, login }: BioKeyRequest): string {
  return `${label} ${alias} ${login}`;
}

function prf(request: BioKeyRequest) {
  return { prf: { eval: { first: utf8(nameOf(request)) } } };
}

/** HKDF of the PRF output with an empty salt; undefined when the authenticator has no PRF output. */
function valueOf(credential: PublicKeyCredential): string | undefined {
  const first = credential.getClientExtensionResults().prf?.results?.first;
  if (!first) return undefined;
  const bytes = first instanceof ArrayBuffer ? new Uint8Array(first) : copyOf(first);
  return toBase64Url(hkdfSha256(new Uint8Array(), bytes, utf8(label)));
}

function copyOf({ buffer, byteOffset, byteLength }: ArrayBufferView): Bytes {
  return new Uint8Array(new Uint8Array(buffer, byteOffset, byteLength));
}

/** Runs a WebAuthn request, and turns its errors into ours. */
async function asked(
  { signal }: BioKeyRequest,
  ask: (signal: AbortSignal) => Promise<Credential | null>,
): Promise<PublicKeyCredential> {
  try {
    // A request with the member `publicKey` has no other result.
    const credential = (await ask(signal)) as PublicKeyCredential | null;
    if (credential) return credential;
  } catch (cause) {
    signal.throwIfAborted();
    const { name } = cause as Error;
    if (name !== 'NotAllowedError') refuse(`WebAuthn: ${name}`, cause);
  }
  // The platform does not say whether the dialog was closed, timed out, or was not allowed.
  throw new NeonError('USER_CANCELLED');
}

function refuse(message: string, cause?: unknown): never {
  throw new NeonError('BIO_KEY_NOT_ALLOWED', { message, cause });
}
