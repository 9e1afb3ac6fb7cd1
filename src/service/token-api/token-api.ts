/**
 * The token API, `/btt/v1/*`: what browsers talk to.
 *
 * Any page may read the answers, refusals included, since nothing here depends on a cookie. The rules for
 * messages check whether the page belongs to the alias.
 * @module
 */
import { Hono, type Context } from 'hono';
import { routePath } from 'hono/route';
import { activationPath } from '../../protocol/activation.js';
import { helloPath } from '../../protocol/hello.js';
import { operationPath } from '../../protocol/operation-message.js';
import { cancelPath, collectPath, pushPath } from '../../protocol/push.js';
import { MalformedError } from '../../protocol/readers.js';
import { statusPath } from '../../protocol/status.js';
import { syncPath } from '../../protocol/sync.js';
import type { DoorContext } from '../context.js';
import type { Peer, ServiceContext } from '../service-context.js';
import { RateLimits } from '../domain/limits/rate-limits.js';
import { answerHello } from '../domain/message/hello.js';
import { answerSync } from '../domain/message/sync.js';
import { performOperation } from '../domain/operations/operation-message.js';
import { findCommonValues, listPath } from '../domain/people/pin-policy.js';
import type { Notices } from '../domain/push/notices.js';
import { askPush } from '../domain/push/push-by-page.js';
import { cancelPush, type Cancelled } from '../domain/push/push-cancellation.js';
import { collectPush, type Collected } from '../domain/push/push-collection.js';
import type { PushTicket } from '../domain/push/push-request.js';
import { beginActivation } from '../domain/tokens/activation.js';
import { answerStatus } from '../domain/tokens/status.js';
import { answerFailed, type DoorEnv } from '../door.js';
import { problem } from '../problem-document.js';
import { refusalProblem } from '../refusals.js';
import { readBody } from './body.js';

/** @param signal aborted when the sender has gone away. */
type Answer<T> = (
  context: DoorContext,
  peer: Peer,
  body: unknown,
  signal: AbortSignal,
) => Promise<T>;

const answers: Readonly<Record<string, Answer<string>>> = {
  [helloPath]: answerHello,
  [activationPath]: beginActivation,
  [operationPath]: performOperation,
  [syncPath]: answerSync,
  [statusPath]: answerStatus,
};

/** An answer that is neither signed nor encrypted. */
type PlainAnswer = PushTicket | Collected | Cancelled;

const plainAnswers: Readonly<Record<string, Answer<PlainAnswer>>> = {
  [pushPath]: askPush,
  [collectPath]: collectPush,
  [cancelPath]: cancelPush,
};

const crossOrigin = {
  'access-control-allow-origin': '*',
  'access-control-allow-headers': 'content-type',
  'access-control-allow-methods': 'POST',
  'access-control-expose-headers': 'retry-after',
  'access-control-max-age': '7200',
} as const;

/** Makes the routes below `/btt/v1/`. `env.peer` is the sender. */
export function tokenApi(service: ServiceContext, notices: Notices): Hono<DoorEnv> {
  const context: DoorContext = { ...service, limits: new RateLimits(service.clock), notices };
  const api = new Hono<DoorEnv>();
  api.use('/btt/v1/*', async (c, next) => {
    await next();
    for (const [name, value] of Object.entries(crossOrigin)) c.header(name, value);
    if (!c.res.headers.has('cache-control')) c.header('cache-control', 'no-store');
  });
  api.options('/btt/v1/*', (c) => c.body(null, 204));
  api.get(`${listPath}:file`, serveList);
  for (const [path, answer] of Object.entries(answers)) {
    api.post(path, async (c) => {
      const body = await readBody(c.req.raw);
      const compact = await answer(context, c.env.peer, body, c.req.raw.signal);
      return c.body(compact, 200, { 'content-type': 'application/jose' });
    });
  }
  for (const [path, answer] of Object.entries(plainAnswers)) {
    api.post(path, async (c) => {
      const body = await readBody(c.req.raw);
      const json = await answer(context, c.env.peer, body, c.req.raw.signal);
      const isPending = 'st' in json && json.st === 'pending';
      return c.json(json, isPending ? 202 : 200);
    });
  }
  for (const path of Object.keys({ ...answers, ...plainAnswers })) {
    api.all(path, () => problem(405, 'REQUEST_MALFORMED', { headers: { allow: 'POST, OPTIONS' } }));
  }
  api.all('/btt/v1/*', () => problem(404, 'REQUEST_MALFORMED'));
  api.onError((error, c) => refuse(context, error, routePath(c)));
  return api;
}

/** The name is the hash of the content, so the content never changes. */
function serveList(c: Context<DoorEnv>): Response {
  const [, sha256 = ''] = /^([\w-]+)\.txt$/.exec(c.req.param('file') ?? '') ?? [];
  const list = findCommonValues(sha256);
  if (!list) return problem(404, 'REQUEST_MALFORMED');
  return c.body(list.text, 200, {
    'content-type': 'text/plain;charset=UTF-8',
    'cache-control': 'public, max-age=31536000, immutable',
  });
}

function refuse({ log }: DoorContext, error: Error, route: string): Response {
  if (error instanceof MalformedError) {
    return problem(400, 'REQUEST_MALFORMED', { detail: error.message });
  }
  const refused = refusalProblem(error);
  if (refused) return refused;
  return answerFailed(log, error, { route, event: 'token-api.failed', status: 503 });
}
