/**
 * The service as a function from requests to answers: all doors together.
 * @module
 */
import { adminApi } from './admin-api/admin-api.js';
import type { Log, ServiceContext } from './service-context.js';
import type { ServiceClock } from './domain/clock.js';
import { ClockWatch } from './domain/clock-watch.js';
import { publishedKeys } from './domain/keys/key-ring.js';
import { Notices } from './domain/push/notices.js';
import { eventSubjects } from './domain/events/event-record.js';
import { RateLimits } from './domain/limits/rate-limits.js';
import { answerFailed, outage } from './door.js';
import { json, type HttpAnswer, type HttpHeaders, type HttpRequest } from './http/exchange.js';
import { Router, type Endpoint, type RoutedAnswer } from './http/router.js';
import { isBearerOf, keyGuard, type KeyGuard } from './key-guard.js';
import { Metrics } from './metrics.js';
import { problem, ProblemError } from './problem-document.js';
import type { Assets } from './public-files/assets.js';
import { publicFiles } from './public-files/public-files.js';
import { Readiness, type ReadyState } from './readiness.js';
import { rpApi } from './rp-api/rp-api.js';
import { clockHint } from './store/channel.js';
import { listPendingAmong, listPendingOfUsers } from './store/tables/pushes.js';
import { keyOverlap } from '../protocol/signing-key.js';
import { tokenApi } from './token-api/token-api.js';

/** What the service needs besides its ports. */
export interface AppContext extends ServiceContext {
  readonly clock: ServiceClock;
  /** The administrator's key now: it can be replaced. */
  readonly adminKey: () => string;
  /** Files that browsers load; without them the service offers neither frame nor drop-in. */
  readonly assets?: Assets | undefined;
}

/** The running service, for any adapter that hands it requests. */
export interface App {
  answer(request: HttpRequest): Promise<HttpAnswer>;

  /**
   * Answers what no adapter could make a request of. It is logged and counted, and has the headers of all answers.
   * @param error a {@link ProblemError} has the answer; any other error is a failure of the service.
   */
  refuse(method: string, error: Error): Promise<HttpAnswer>;

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
  const { read, channel } = given.store;
  const reader = {
    ofUsers: (uids: readonly string[]) => listPendingOfUsers(read, uids, given.clock.now()),
    among: (pids: readonly string[]) => listPendingAmong(read, pids, given.clock.now()),
  };
  const notices = new Notices(reader, channel);
  const running = new Set<Promise<HttpAnswer>>();
  const readiness = new Readiness(context);
  const watch = new ClockWatch(given);
  channel?.listen((hint) => {
    // The next housekeeping reads the mark again when this fails.
    if (hint === clockHint) watch.mark().catch(() => undefined);
    else notices.hear(hint);
  });
  const settled = () => watch.settled();
  const router = createRouter(context, { metrics, notices, readiness, settled });
  const observed = observe(context);
  const respond = (method: string, routing: Routing) => {
    const answer = observed(method, routing);
    running.add(answer);
    return answer.finally(() => running.delete(answer));
  };

  return {
    answer: (request) => respond(request.method, () => router.answer(request)),
    refuse: (method, error) =>
      respond(method, () => ({ route: '/*', answer: answerUnreadable(context.log, error) })),
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
  state: RunningState,
): Router {
  const { clock, log, adminKey } = context;
  const guard = keyGuard('admin', clock, log);
  const shared = {
    ...context,
    notices: state.notices,
    eventLimits: new RateLimits(clock, eventSubjects),
  };
  const rpContext = { ...shared, limits: new RateLimits(clock) };
  const doors = [
    tokenApi({ ...shared, limits: new RateLimits(clock) }),
    rpApi(rpContext, keyGuard('rp', clock, log)),
    adminApi(context, adminKey, guard),
    { endpoints: publicFacts(context, state, guard) },
    publicFiles(context, context.assets),
  ];
  return new Router(doors, {
    settled: () => state.settled(),
    unknown: () => problem(404, 'NOT_FOUND', { detail: 'There is nothing here.' }),
    failed: (error, route) => answerError(log, error, route),
  });
}

function answerError(log: Log, error: Error, route: string): HttpAnswer {
  return error instanceof ProblemError
    ? error.answer
    : answerFailed(log, error, { route, event: 'request.failed', status: 500 });
}

/** Endpoints for operators, load balancers and verifiers. */
function publicFacts(
  context: Omit<AppContext, 'clock'> & ServiceContext,
  { metrics, notices, readiness }: RunningState,
  guard: KeyGuard,
): Endpoint[] {
  const isAdministrator = isBearerOf(context.adminKey);
  const get = (path: string, answer: Endpoint['answer']): Endpoint => {
    return { method: 'GET', path, answer };
  };
  return [
    get('/healthz', () => json({ status: 'ok' })),
    get('/readyz', async () => {
      const state = await readiness.state();
      return state === 'ready' ? json({ status: state }) : outage(unreadyDetails[state]);
    }),
    get('/metrics', async (request) => {
      const { peer } = request;
      if (!peer.isLocal) await guard(peer, async () => isAdministrator(request));
      const headers = { 'content-type': 'text/plain; version=0.0.4; charset=utf-8' };
      return { status: 200, headers, body: metrics.text(notices.waiting) };
    }),
    get('/.well-known/jwks.json', () =>
      json({ keys: publicKeys(context) }, 200, { 'cache-control': 'public, max-age=300' }),
    ),
  ];
}

const unreadyDetails: Readonly<Record<Exclude<ReadyState, 'ready'>, string>> = {
  ending: 'The service takes no requests now.',
  failing: 'The service cannot keep anything now. Its log says why.',
};

type Routing = () => RoutedAnswer | Promise<RoutedAnswer>;

/** Logs every request, and adds the security headers to every answer. */
function observe({
  clock,
  log,
  publicUrl,
}: ServiceContext): (method: string, routing: Routing) => Promise<HttpAnswer> {
  const always = securityHeaders(publicUrl);
  return async (method, routing) => {
    const begin = clock.elapsed();
    const { route, answer } = await routing();
    const { status, headers, body } = answer;
    const ms = Math.round(clock.elapsed() - begin);
    log('info', 'request', { method, route, status, ms });
    return { status, headers: { ...always, ...headers }, body };
  };
}

function answerUnreadable(log: Log, error: Error): HttpAnswer {
  const answer = answerError(log, error, '/*');
  // Where its end is in doubt, so is the beginning of the next one.
  return { ...answer, headers: { ...answer.headers, connection: 'close' } };
}

function publicKeys({ keys }: ServiceContext): object[] {
  return publishedKeys(keys).map(({ kid, jwk, from, until }) => ({
    ...jwk,
    kid,
    alg: 'ES256',
    use: 'sig',
    // In seconds. Verifiers of old seals have to know when each key was in use.
    nbf: Math.floor(from / 1000),
    ...(until !== undefined && { exp: Math.ceil((until + keyOverlap) / 1000) }),
  }));
}

/** Headers of all answers. The frame has a policy of its own, and what never changes is stored. */
function securityHeaders(publicUrl: string): HttpHeaders {
  return {
    'x-content-type-options': 'nosniff',
    'referrer-policy': 'no-referrer',
    'content-security-policy': "default-src 'none'; frame-ancestors 'none'",
    'cache-control': 'no-store',
    ...(publicUrl.startsWith('https:') && { 'strict-transport-security': 'max-age=63072000' }),
  };
}
