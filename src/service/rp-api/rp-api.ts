/**
 * The door of relying parties: `/rp/v1/*`, with a scoped key for each of them.
 * @module
 */
import { Hono, type HonoRequest } from 'hono';
import { authenticateKey, type RelyingParty, type Scope } from '../domain/tenants/api-keys.js';
import { introspect } from '../domain/tokens/access-token-introspection.js';
import { issueCode } from '../domain/codes/issued-code.js';
import { Refusal } from '../domain/refusal.js';
import type { TokenContext } from '../domain/token-context.js';
import { verifyOtp } from '../domain/otp/otp-verification.js';
import { verifySeal } from '../domain/seals/seal-verification.js';
import { problem, type DoorEnv } from '../door.js';
import { BadRequest, bearerKey, malformed, readFormOrJson, readJson } from '../json-request.js';
import type { KeyGuard } from '../key-guard.js';
import { refusalProblem } from '../refusal-problem.js';
import { rpDocument } from './document.js';
import { askForParty, cancelByParty, resultForParty } from './push.js';
import * as requests from './requests.js';

interface RpEnv extends DoorEnv {
  Variables: { party: RelyingParty };
}

/** Makes the routes. */
export function rpApi(context: TokenContext, guard: KeyGuard): Hono<RpEnv> {
  const app = new Hono<RpEnv>();

  app.onError((error) => {
    if (error instanceof BadRequest) return error.response;
    if (error instanceof Refusal) return refusalProblem(error);
    throw error;
  });

  // A document of what there is needs no key. Anybody may ask, so it is made once.
  let document: object | undefined;
  app.get('/rp/v1/openapi.json', (c) => c.json((document ??= rpDocument(context.publicUrl))));

  app.use('/rp/v1/*', async (c, next) => {
    await guard(c.env.peer, async () => {
      const presented = bearerKey(c.req);
      const party = presented === undefined ? undefined : await authenticateKey(context, presented);
      if (party) c.set('party', party);
      return party !== undefined;
    });
    await next();
  });

  addVerification(app, context);
  addTokensAndCodes(app, context);
  addPush(app, context);
  return app;
}

function addVerification(app: Hono<RpEnv>, context: TokenContext): void {
  app.post('/rp/v1/otp/verify', async (c) => {
    const party = allow(c.get('party'), 'otp.verify');
    const { service, login, otp } = await readJson(c.req, requests.otpRequest);
    checkService(party, service);
    const idempotencyKey = readIdempotencyKey(c.req);
    const claim = { login, otp: otp.replace(/\s/g, ''), idempotencyKey };
    return c.json(await verifyOtp(context, party, claim));
  });

  app.post('/rp/v1/seal/verify', async (c) => {
    const party = allow(c.get('party'), 'seal.verify');
    const { service, ...claim } = await readJson(c.req, requests.sealRequest);
    checkService(party, service);
    if ((claim.data === undefined) === (claim.dig === undefined)) {
      throw malformed('Either data or dig has to be given.');
    }
    const idempotencyKey = readIdempotencyKey(c.req);
    const verdict = await verifySeal(context, party, { ...claim, idempotencyKey });
    if (verdict) return c.json(verdict);
    return problem(422, 'SEALDATA_IS_NOT_VALID', {
      detail: 'The seal is none of this service, or is not over these data by this person.',
    });
  });
}

function addTokensAndCodes(app: Hono<RpEnv>, context: TokenContext): void {
  app.post('/rp/v1/jwt/introspect', async (c) => {
    const party = allow(c.get('party'), 'jwt.introspect');
    const { token } = await readFormOrJson(c.req, requests.introspectionRequest);
    return c.json(await introspect(context, party, token));
  });

  app.post('/rp/v1/codes', async (c) => {
    const party = allow(c.get('party'), 'codes.issue');
    const order = await readJson(c.req, requests.codeRequest);
    checkService(party, order.service);
    return c.json(await issueCode(context, party.id, order), 201);
  });
}

function addPush(app: Hono<RpEnv>, context: TokenContext): void {
  app.post('/rp/v1/push/request', async (c) => {
    const party = allow(c.get('party'), 'push');
    const order = await readJson(c.req, requests.pushOrder);
    checkService(party, order.service);
    return c.json(await askForParty(context, party, order));
  });

  app.post('/rp/v1/push/result', async (c) => {
    const party = allow(c.get('party'), 'push');
    const question = await readJson(c.req, requests.pushQuestion);
    checkService(party, question.service);
    const result = await resultForParty(context, party, question, c.req.raw.signal);
    return c.json(result, 'st' in result ? 202 : 200);
  });

  app.post('/rp/v1/push/cancel', async (c) => {
    const party = allow(c.get('party'), 'push');
    const name = await readJson(c.req, requests.pushName);
    checkService(party, name.service);
    await cancelByParty(context, party, name);
    return c.body(null, 204);
  });
}

function readIdempotencyKey(request: HonoRequest): string | undefined {
  const key = request.header('idempotency-key');
  if (key !== undefined && !/^[!-~]{1,255}$/.test(key)) {
    throw malformed('Idempotency-Key has to be 1 to 255 visible ASCII characters.');
  }
  return key;
}

function allow(party: RelyingParty, scope: Scope): RelyingParty {
  if (party.scopes.includes(scope)) return party;
  throw notAllowed(`The key lacks the scope ${scope}.`);
}

function checkService({ mac }: RelyingParty, service: string): void {
  if (service !== mac) throw notAllowed('The key belongs to another service.');
}

function notAllowed(detail: string): BadRequest {
  return new BadRequest(problem(403, 'KEY_NOT_ALLOWED', { detail }));
}
