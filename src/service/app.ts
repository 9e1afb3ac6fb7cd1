/**
 * The service as a function from requests to responses: all doors together.
 * @module
 */
import { Hono } from 'hono';
import { routePath } from 'hono/route';
import { adminApi } from './admin-api/admin-api.js';
import type { Peer, ServiceContext } from './service-context.js';
import type { ServiceClock } from './domain/clock.js';
import { ClockWatch } from './domain/clock-watch.js';
import { Notices } from './domain/push/notices.js';
import { RateLimits } from './domain/limits/rate-limits.js';
import { answerFailed, outage, type DoorEnv } from './door.js';
import { isBearerOf, keyGuard } from './key-guard.js';
import { Metrics } from './metrics.js';
import { problem, ProblemError } from './problem-document.js';
import type { Assets } from './public-files/assets.js';
import { publicFiles } from './public-files/public-files.js';
import { Readiness, type ReadyState } from './readiness.js';
import { rpApi } from './rp-api/rp-api.js';
import { keyOverlap } from '../protocol/signing-key.js';
import { tokenApi } from './token-api/token-api.js';

/** What the service needs besides its ports. */
export interface AppContext extends ServiceContext {
  readonly clock: ServiceClock;
  readonly adminKey: string;
  /** Files that browsers load; without them the service offers neither frame nor drop-in. */
  readonly assets?: Assets | undefined;
}

/** The running service, for any adapter that hands it requests. */
export interface App {
  handle(request: Request, peer: Peer): Promise<Response>;

  /**
   * Reports itself as not ready from now on, so that load balancers send no more requests. Resolves when the
   * running requests are answered; requests that still arrive are answered too.
   */
  drain(): Promise<void>;

  /**
   * Ends what must not outlive a set-back of the clock, and remembers the time. To be called before the first request,
   * about once a minute, and at the end.
   */
  watchClock(): Promise<void>;

  close(): Promise<void>;
}

/** Builds the service. Closing it closes its store. */
export function createApp(given: AppContext): App {
  const metrics = new Metrics(given.clock);
  const context = { ...given, log: metrics.watch(given.log) };
  const notices = new Notices();
  const running = new Set<Promise<Response>>();
  const readiness = new Readiness(context);
  const watch = new ClockWatch(given);
  const settled = () => watch.settled();
  const router = createRouter(context, { metrics, notices, readiness, settled });

  return {
    handle: async (request, peer) => {
      const answer = Promise.resolve(router.fetch(request, { peer }));
      running.add(answer);
      return answer.finally(() => running.delete(answer));
    },
    drain: async () => {
      readiness.end();
      notices.close();
      await Promise.allSettled(running);
    },
    watchClock: () => watch.mark(),
    close: () => given.store.close(),
  };
}

/** What the doors of one running service share. */
export interface RunningState {
  readonly metrics: Metrics;
  readonly notices: Notices;
  /** Tells load balancers whether to send requests. */
  readonly readiness: Pick<Readiness, 'state'>;
  /** Resolves when the consequences of a set-back of the clock have been drawn. */
  settled(): Promise<void>;
}

/** Puts the doors together. Its `routes` are all that the service answers. */
export function createRouter(
  context: Omit<AppContext, 'clock'> & ServiceContext,
  { metrics, notices, readiness, settled }: RunningState,
): Hono<DoorEnv> {
  const { clock, log, adminKey } = context;
  const guard = keyGuard('admin', clock, log);
  const isAdministrator = isBearerOf(adminKey);
  const app = new Hono<DoorEnv>();
  observe(app, context, settled);
  app.get('/healthz', (c) => c.json({ status: 'ok' }));
  app.get('/readyz', async (c) => {
    const state = await readiness.state();
    return state === 'ready' ? c.json({ status: state }) : outage(unreadyDetails[state]);
  });
  app.get('/metrics', async (c) => {
    const { peer } = c.env;
    if (!peer.isLocal) await guard(peer, async () => isAdministrator(c.req));
    const headers = { 'content-type': 'text/plain; version=0.0.4; charset=utf-8' };
    return c.body(metrics.text(), 200, headers);
  });
  app.get('/.well-known/jwks.json', (c) =>
    c.json({ keys: publicKeys(context) }, 200, { 'cache-control': 'public, max-age=300' }),
  );
  const rpContext = { ...context, limits: new RateLimits(clock), notices };
  app.route('/', tokenApi(context, notices));
  app.route('/', rpApi(rpContext, keyGuard('rp', clock, log)));
  app.route('/', adminApi(context, adminKey, guard));
  app.route('/', publicFiles(context, context.assets));
  return app;
}

const unreadyDetails: Readonly<Record<Exclude<ReadyState, 'ready'>, string>> = {
  ending: 'The service takes no requests now.',
  failing: 'The service cannot keep anything now. Its log says why.',
};

/** Logs every request, and answers unknown paths and unexpected errors. */
function observe(
  app: Hono<DoorEnv>,
  { clock, log, publicUrl }: ServiceContext,
  settled: RunningState['settled'],
): void {
  app.onError((error, c) => {
    if (error instanceof ProblemError) return error.response;
    return answerFailed(log, error, { route: routePath(c), event: 'request.failed', status: 500 });
  });
  app.notFound(() => problem(404, 'NOT_FOUND', { detail: 'There is nothing here.' }));
  app.use(async (c, next) => {
    const begin = clock.elapsed();
    await settled();
    await next();
    addSecurityHeaders(c.res.headers, publicUrl);
    log('info', 'request', {
      method: c.req.method,
      // The pattern, not the path: paths are written by strangers and do not belong in the log.
      route: routePath(c),
      status: c.res.status,
      ms: Math.round(clock.elapsed() - begin),
    });
  });
}

function publicKeys({ keys }: ServiceContext): object[] {
  return [...keys.signing, ...keys.upcoming].map(({ kid, jwk, from, until }) => ({
    ...jwk,
    kid,
    alg: 'ES256',
    use: 'sig',
    // In seconds. Verifiers of old seals have to know when each key was in use.
    nbf: Math.floor(from / 1000),
    ...(until !== undefined && { exp: Math.ceil((until + keyOverlap) / 1000) }),
  }));
}

function addSecurityHeaders(headers: Headers, publicUrl: string): void {
  headers.set('x-content-type-options', 'nosniff');
  headers.set('referrer-policy', 'no-referrer');
  // The frame has its own policy.
  if (!headers.has('content-security-policy')) {
    headers.set('content-security-policy', "default-src 'none'; frame-ancestors 'none'");
  }
  if (!headers.has('cache-control')) headers.set('cache-control', 'no-store');
  if (publicUrl.startsWith('https:')) {
    headers.set('strict-transport-security', 'max-age=63072000');
  }
}
