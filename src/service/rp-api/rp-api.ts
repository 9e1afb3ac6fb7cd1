/**
 * The door of relying parties: `/rp/v1/*`, with a scoped key for each of them.
 * @module
 */
import { Hono } from 'hono';
import * as v from 'valibot';
import type { ServiceContext } from '../context.js';
import { authenticateKey, type RelyingParty, type Scope } from '../domain/api-keys.js';
import { verifyOtp } from '../domain/verify-otp.js';
import { problem, type DoorEnv } from '../door.js';
import { BadRequest, bearerKey, malformed, readJson } from '../json-request.js';
import type { KeyGuard } from '../key-guard.js';

interface RpEnv extends DoorEnv {
  Variables: { party: RelyingParty };
}

const typed = 'text of at most 1024 characters';

/** What people type is passed on as typed: only its size is limited. */
const otpRequest = v.strictObject({
  service: v.pipe(v.string(typed), v.maxLength(1024, typed)),
  login: v.pipe(v.string(typed), v.maxLength(1024, typed)),
  otp: v.pipe(v.string(typed), v.maxLength(1024, typed)),
});

/** Makes the routes. */
export function rpApi(context: ServiceContext, guard: KeyGuard): Hono<RpEnv> {
  const app = new Hono<RpEnv>();

  app.onError((error) => {
    if (error instanceof BadRequest) return error.response;
    throw error;
  });

  app.use('/rp/v1/*', async (c, next) => {
    await guard(c.env.peer, async () => {
      const presented = bearerKey(c.req);
      const party = presented === undefined ? undefined : await authenticateKey(context, presented);
      if (party) c.set('party', party);
      return party !== undefined;
    });
    await next();
  });

  app.post('/rp/v1/otp/verify', async (c) => {
    const party = c.get('party');
    requireScope(party, 'otp.verify');
    const { service, login, otp } = await readJson(c.req, otpRequest);
    if (service !== party.mac) throw notAllowed('The key belongs to another service.');
    const idempotencyKey = c.req.header('idempotency-key');
    if (idempotencyKey !== undefined && !/^[!-~]{1,255}$/.test(idempotencyKey)) {
      throw malformed('Idempotency-Key has to be 1 to 255 visible ASCII characters.');
    }
    const claim = { login, otp: otp.replace(/\s/g, ''), idempotencyKey };
    return c.json(await verifyOtp(context, party, claim));
  });

  return app;
}

function requireScope({ scopes }: RelyingParty, scope: Scope): void {
  if (!scopes.includes(scope)) throw notAllowed(`The key lacks the scope ${scope}.`);
}

function notAllowed(detail: string): BadRequest {
  return new BadRequest(problem(403, 'KEY_NOT_ALLOWED', { detail }));
}
