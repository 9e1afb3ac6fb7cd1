/**
 * `POST /btt/v1/hello`: says who the service is, signed, and gives a challenge.
 * @module
 */
import { toBase64Url } from '../../../crypto/bytes.js';
import { helloType, readHelloRequest } from '../../../protocol/hello.js';
import { protocolVersion } from '../../../protocol/limits.js';
import { namedSealFeature } from '../../../protocol/seal.js';
import {
  tokenListFeature,
  tokenLockFeature,
  tokenRenameFeature,
} from '../../../protocol/token-features.js';
import { wrongPinsFeature } from '../../../protocol/wrong-pins.js';
import type { DoorContext } from '../../context.js';
import type { Peer } from '../../service-context.js';
import type { SiteOfService } from '../../store/tables/sites.js';
import { currentHpkeKey, signAsService } from '../keys/key-ring.js';
import { policyOf } from '../people/pin-policy.js';
import { TokenRefusal } from '../token-refusal.js';
import { issueChallenge } from './challenge.js';
import { admitPage } from './page-origin.js';

/** What this service does beyond the first release of the protocol, for clients that can use it. */
const features = [
  wrongPinsFeature,
  namedSealFeature,
  tokenLockFeature,
  tokenRenameFeature,
  tokenListFeature,
] as const;

/**
 * Answers a request with a compact JWS.
 * @throws {MalformedError}
 * @throws {TokenRefusal}
 */
export async function answerHello(
  context: DoorContext,
  peer: Peer,
  body: unknown,
): Promise<string> {
  const request = readHelloRequest(body, '$');
  if (!request.v.includes(protocolVersion)) throw new TokenRefusal('VERSION_UNSUPPORTED');
  const site = await admitPage(context, peer, request.als);
  if (site.service.status === 'closed') throw new TokenRefusal('NO_ACTIVE_SERVICE_FOR_USER');
  const { keys, clock, publicUrl } = context;
  const now = clock.now();
  const hpke = currentHpkeKey(keys);
  return signAsService(keys, helloType, {
    v: protocolVersion,
    versions: [protocolVersion],
    iss: publicUrl,
    als: site.als,
    mac: site.mac,
    cn: request.cn,
    svc: describe(site),
    features,
    policy: policyOf(site.service, publicUrl),
    jwks: keys.signing.map(({ jwk }) => jwk),
    keys: keys.succession,
    hpke: { kid: hpke.kid, kem: 0x0010, kdf: 1, aead: 1, pk: toBase64Url(hpke.publicKey) },
    chal: issueChallenge(context, site.als),
    now,
  });
}

function describe({ service, host_pin }: SiteOfService) {
  return {
    name: service.name,
    pin: service.pin_mode,
    bio: service.bio,
    seal: service.seal === 1,
    push: service.push === 1,
    maxTools: service.max_tools,
    otp: { digits: service.otp_digits, ttl: service.otp_life },
    hostPin: host_pin === 1,
  };
}
