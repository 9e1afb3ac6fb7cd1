/**
 * The second factor: which one an operation needs, and whether the given one is right.
 * @module
 */
import type { Need } from '../../../protocol/factor-need.js';
import type { Secrets } from '../../../protocol/operation-message.js';
import type { OperationFactor } from '../../../protocol/operation-entries.js';
import { methodsOf } from '../../../protocol/seal.js';
import type { LockedContext } from '../../context.js';
import type { ServiceTable, TokenTable, UserTable } from '../../store/schema/schema.js';
import { deny, type Denied } from '../operations/operation-result.js';
import { checkBioKey } from './bio-key.js';
import { checkPin, denyMissingPin } from './pin.js';

/** `need` as it is sent; its reader turns salts into bytes. */
export interface NeedMessage {
  readonly f: Need['f'];
  readonly pinp?: StretchingMessage;
  readonly biop?: StretchingMessage;
  readonly bio?: boolean;
}

/** How a PIN or a BioKey is stretched: iterations, and the salt in base64url. */
interface StretchingMessage {
  readonly kdf: 'pbkdf2-sha256';
  readonly t: number;
  readonly s: string;
}

/** Factors that a PIN can be. */
const pinFactors: ReadonlySet<Need['f']> = new Set(['pin', 'pin_or_bio']);

/** Says what the next operation of a token will need. */
export function needOf(
  service: ServiceTable,
  user: UserTable,
  token: Pick<TokenTable, 'bio_v' | 'bio_off' | 'bio_salt'>,
): NeedMessage {
  const f = factorOf(service, token);
  const kdf = 'pbkdf2-sha256';
  const t = user.iterations;
  return {
    f,
    ...(pinFactors.has(f) && { pinp: { kdf, t, s: user.usalt } }),
    // Also when no BioKey is asked for: registering one needs the salt.
    ...(service.bio !== 'off' && {
      biop: { kdf, t, s: token.bio_salt },
      bio: token.bio_v !== null,
    }),
  };
}

function factorOf(
  { pin_mode, bio }: ServiceTable,
  token: Pick<TokenTable, 'bio_v' | 'bio_off'>,
): Need['f'] {
  if (pin_mode === 'none') return bio === 'forced' ? 'bio' : 'none';
  return bio === 'allowed' && token.bio_v && !token.bio_off ? 'pin_or_bio' : 'pin';
}

/** A right factor. `amr` says how the person authenticated (RFC 8176). */
export interface Proven {
  readonly ok: true;
  readonly amr: readonly string[];
}

/** Possession of the browser's keys, and no other factor. */
const possession: Proven = { ok: true, amr: methodsOf(undefined, 'digits') };

const bioKey: Proven = { ok: true, amr: methodsOf('bio', 'digits') };

/**
 * Checks the factor that an operation needs.
 *
 * A strict factor is the PIN wherever the service has PINs, since the operation could give a thief of an open browser
 * lasting access. An operation with a code checks the code itself.
 */
export async function checkFactor(
  needed: OperationFactor,
  context: LockedContext,
  secrets: Secrets,
): Promise<Proven | Denied> {
  const { service, token } = context;
  if (needed === 'none' || needed === 'code') return possession;
  if (service.pin_mode !== 'none') {
    const isRefused = needed === 'strict' && secrets.pin?.k === 'bio';
    return isRefused ? deny('BIO_KEY_NOT_ALLOWED') : checkPinOrBioKey(context, secrets);
  }
  if (service.bio !== 'forced') return possession;
  if (!token.bio_v || secrets.pin?.k !== 'bio') {
    return deny('TOKEN_HAS_NO_BIO_KEY_AND_SERVICE_MUST_USE_BIOKEY');
  }
  return (await checkBioKey(context, secrets.pin.p)) ?? bioKey;
}

async function checkPinOrBioKey(
  context: LockedContext,
  secrets: Secrets,
): Promise<Proven | Denied> {
  const { service, user } = context;
  if (!user.pin_v) return deny('NO_PASSWORD');
  if (!secrets.pin) return denyMissingPin(context);
  if (secrets.pin.k === 'bio') {
    if (service.bio !== 'allowed') return deny('BIO_KEY_NOT_ALLOWED');
    return (await checkBioKey(context, secrets.pin.p)) ?? bioKey;
  }
  const kind = service.pin_mode === 'pin' ? 'digits' : 'text';
  return (await checkPin(context, secrets.pin.p)) ?? { ok: true, amr: methodsOf('pwd', kind) };
}
