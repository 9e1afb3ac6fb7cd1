/**
 * The door of relying parties: `/rp/v1/*`, with a scoped key for each of them.
 * @module
 */
import type { DoorContext } from '../context.js';
import { authenticateKey, type RelyingParty } from '../domain/tenants/api-keys.js';
import { answerRefused } from '../door.js';
import { json, type HttpRequest } from '../http/exchange.js';
import type { Door } from '../http/router.js';
import type { KeyGuard } from '../key-guard.js';
import { openApiDocument } from '../openapi-document.js';
import { bearerKey } from '../request-parts.js';
import { endpointsOf } from '../routes.js';
import { codeRoutes } from './code-routes.js';
import { enrolmentRoutes } from './enrolment-routes.js';
import { pushRoutes } from './push-routes.js';
import { checkScope, type RpRoute } from './rp-route.js';
import { verificationRoutes } from './verification-routes.js';

const routes: readonly RpRoute[] = [
  verificationRoutes,
  codeRoutes,
  pushRoutes,
  enrolmentRoutes,
].flatMap((group) => Object.values<RpRoute>(group));

/** Makes the door. */
export function rpApi(context: DoorContext, guard: KeyGuard): Door {
  const authenticate = async (request: HttpRequest): Promise<RelyingParty> => {
    let party: RelyingParty | undefined;
    await guard(request.peer, async () => {
      const presented = bearerKey(request);
      party = presented === undefined ? undefined : await authenticateKey(context, presented);
      return party !== undefined;
    });
    // The guard lets nobody else pass.
    return party!;
  };
  // The description needs no key. Anybody may ask for it, so it is made once.
  let document: object | undefined;
  return {
    prefix: '/rp/v1',
    endpoints: [
      {
        method: 'GET',
        path: '/rp/v1/openapi.json',
        answer: () => json((document ??= describe(context.publicUrl))),
      },
      ...endpointsOf(routes, async (request, { scope }) => {
        const party = await authenticate(request);
        checkScope(party, scope);
        return { context, party };
      }),
    ],
    other: async (request) => void (await authenticate(request)),
    refuse: answerRefused,
  };
}

function describe(url: string): object {
  const description = 'What the back end of a site asks, with a key that has the scope for it.';
  return openApiDocument({ title: 'Neon service: relying parties', description, url }, routes);
}
