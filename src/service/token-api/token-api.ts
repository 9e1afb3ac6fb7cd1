/**
 * The token API, `/btt/v1/*`: what browsers talk to.
 *
 * Any page may read the answers, refusals included, since nothing here depends on a cookie. The rules for
 * messages check whether the page belongs to the alias.
 * @module
 */
import { activationPath } from '../../protocol/activation.js';
import { helloPath } from '../../protocol/hello.js';
import { operationPath } from '../../protocol/operation-message.js';
import { cancelPath, collectPath, pushPath } from '../../protocol/push.js';
import { MalformedError } from '../../protocol/readers.js';
import { statusPath } from '../../protocol/status.js';
import { syncPath } from '../../protocol/sync.js';
import type { DoorContext } from '../context.js';
import type { Peer } from '../service-context.js';
import { answerHello } from '../domain/message/hello.js';
import { answerSync } from '../domain/message/sync.js';
import { performOperation } from '../domain/operations/operation-message.js';
import { findCommonValues, listPath } from '../domain/people/pin-policy.js';
import { askPush } from '../domain/push/push-by-page.js';
import { cancelPush, type Cancelled } from '../domain/push/push-cancellation.js';
import { collectPush, type Collected } from '../domain/push/push-collection.js';
import type { PushTicket } from '../domain/push/push-request.js';
import { beginActivation } from '../domain/tokens/activation.js';
import { answerStatus } from '../domain/tokens/status.js';
import { answerFailed } from '../door.js';
import { json, type HttpAnswer, type HttpHeaders, type HttpRequest } from '../http/exchange.js';
import type { Door, Endpoint } from '../http/router.js';
import { problem } from '../problem-document.js';
import { refusalProblem } from '../refusals.js';
import { readBody } from './body.js';

type Answer<T> = (context: DoorContext, peer: Peer, body: unknown) => Promise<T>;

/** @param signal aborted when the sender has gone away. */
type WaitingAnswer<T> = (...given: [...Parameters<Answer<T>>, signal: AbortSignal]) => Promise<T>;

const answers: Readonly<Record<string, Answer<string>>> = {
  [helloPath]: answerHello,
  [activationPath]: beginActivation,
  [operationPath]: performOperation,
  [syncPath]: answerSync,
};

const waitingAnswers: Readonly<Record<string, WaitingAnswer<string>>> = {
  [statusPath]: answerStatus,
};

/** An answer that is neither signed nor encrypted. */
type PlainAnswer = PushTicket | Collected | Cancelled;

const plainAnswers: Readonly<Record<string, WaitingAnswer<PlainAnswer>>> = {
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

/** Makes the door. */
export function tokenApi(context: DoorContext): Door {
  return {
    prefix: '/btt/v1',
    endpoints: [
      { method: 'GET', path: `${listPath}:file`, answer: (_, { file }) => serveList(file!) },
      ...endpointsOf(answers, async (request, answer) =>
        jose(await answer(context, request.peer, await readBody(request))),
      ),
      ...endpointsOf(waitingAnswers, async (request, answer) =>
        jose(await answer(context, request.peer, await readBody(request), request.signal)),
      ),
      ...endpointsOf(plainAnswers, async (request, answer) => {
        const body = await readBody(request);
        const result = await answer(context, request.peer, body, request.signal);
        return json(result, 'st' in result && result.st === 'pending' ? 202 : 200);
      }),
    ],
    headers: crossOrigin,
    other: refuseOther,
    refuse: (error, route) => refuse(context, error, route),
  };
}

function endpointsOf<T>(
  answersByPath: Readonly<Record<string, T>>,
  respond: (request: HttpRequest, answer: T) => Promise<HttpAnswer>,
): Endpoint[] {
  return Object.entries(answersByPath).map(([path, answer]) => ({
    method: 'POST',
    path,
    answer: (request) => respond(request, answer),
  }));
}

const joseHeaders: HttpHeaders = { 'content-type': 'application/jose' };

/** Answers with a compact JWS or JWE. */
function jose(compact: string): HttpAnswer {
  return { status: 200, headers: joseHeaders, body: compact };
}

function refuseOther({ method, path }: HttpRequest, isPath: boolean): HttpAnswer {
  if (method === 'OPTIONS') return { status: 204, headers: {} };
  if (!isPath || path.startsWith(listPath)) return problem(404, 'REQUEST_MALFORMED');
  return problem(405, 'REQUEST_MALFORMED', { headers: { allow: 'POST, OPTIONS' } });
}

/** The name is the hash of the content, so the content never changes. */
function serveList(file: string): HttpAnswer {
  const [, sha256 = ''] = /^([\w-]+)\.txt$/.exec(file) ?? [];
  const list = findCommonValues(sha256);
  if (!list) return problem(404, 'REQUEST_MALFORMED');
  const headers = {
    'content-type': 'text/plain;charset=UTF-8',
    'cache-control': 'public, max-age=31536000, immutable',
  };
  return { status: 200, headers, body: list.text };
}

function refuse({ log }: DoorContext, error: Error, route: string): HttpAnswer {
  if (error instanceof MalformedError) {
    return problem(400, 'REQUEST_MALFORMED', { detail: error.message });
  }
  const refused = refusalProblem(error);
  if (refused) return refused;
  return answerFailed(log, error, { route, event: 'token-api.failed', status: 503 });
}
