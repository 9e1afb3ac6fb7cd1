/**
 * A relying party asks for the approval of a browser of the user.
 * @module
 */
import type { DoorContext } from '../../context.js';
import { getService } from '../../store/tables/services.js';
import type { RelyingParty } from '../tenants/api-keys.js';
import { requestPush, type PushTicket } from './push-request.js';

/**
 * Makes a request in the name of a service.
 * @param place where the request comes from, as the relying party says; empty when it does not.
 * @throws {TokenRefusal} as {@link requestPush}.
 */
export async function requestForParty(
  context: DoorContext,
  party: RelyingParty,
  login: string,
  place: string,
): Promise<PushTicket> {
  const service = await getService(context.store.read, party.mac);
  return requestPush(context, {
    service,
    login,
    als: null,
    asker: null,
    cc: null,
    party: party.id,
    site: service.name,
    place,
    browser: '',
  });
}
