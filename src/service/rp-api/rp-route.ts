/**
 * What all routes of the relying parties' door have in common.
 * @module
 */
import * as v from 'valibot';
import { longestCompact, longestTyped } from '../../protocol/limits.js';
import type { DoorContext } from '../context.js';
import type { RelyingParty, Scope } from '../domain/tenants/api-keys.js';
import { ProblemError } from '../problem-document.js';
import type { DescribedRefusal } from '../refusals.js';
import { toRoute, type Route, type RouteInput, type RouteSource } from '../routes.js';

/** Who calls, with what key. */
export interface RpCaller {
  readonly context: DoorContext;
  readonly party: RelyingParty;
}

/** A route of relying parties. */
export interface RpRoute extends Route<RpCaller> {
  /** What a key has to be allowed to do. */
  readonly scope: Scope;
}

/** The key does not allow this. */
export const keyNotAllowed: DescribedRefusal = { status: 403, code: 'KEY_NOT_ALLOWED' };

/**
 * Makes a route of the relying parties' door: for keys with `scope`, and for those of the service that the body
 * names, if it names one.
 */
export function rpRoute<
  Path extends string,
  Body extends v.GenericSchema,
  Answer extends v.GenericSchema | undefined = undefined,
  NotYet extends v.GenericSchema | undefined = undefined,
>(scope: Scope, source: RouteSource<RpCaller, Path, undefined, Body, Answer, NotYet>): RpRoute {
  const route = toRoute({
    ...source,
    summary: `${source.summary} Scope ${scope}.`,
    refusals: [keyNotAllowed, ...(source.refusals ?? [])],
    handle: (caller: RpCaller, input: RouteInput<Path, undefined, Body>) => {
      checkService(caller.party, input.body);
      return source.handle(caller, input);
    },
  });
  return { ...route, scope };
}

/** @throws {ProblemError} 403 when a key lacks a scope. */
export function checkScope({ scopes }: RelyingParty, scope: Scope): void {
  if (!scopes.includes(scope)) throw notAllowed(`The key lacks the scope ${scope}.`);
}

function checkService({ mac }: RelyingParty, body: unknown): void {
  if (v.is(ofService, body) && body.service !== mac) {
    throw notAllowed('The key belongs to another service.');
  }
}

const ofService = v.object({ service: v.string() });

function notAllowed(detail: string): ProblemError {
  return new ProblemError(keyNotAllowed.status, keyNotAllowed.code, { detail });
}

const typedMessage = `text of at most ${longestTyped} characters`;

/** What people type is passed on as typed: only its length is limited. */
export const typedText = v.pipe(v.string(typedMessage), v.maxLength(longestTyped, typedMessage));

/** A seal or an access token. */
export const compact = v.pipe(
  v.string('text'),
  v.maxLength(longestCompact, `text of at most ${longestCompact} characters`),
);

/** How a person authenticated (RFC 8176). */
export const amr = v.array(v.string());

/** Who has authenticated, and when. */
export const approval = v.strictObject({
  ok: v.literal(true),
  uid: v.string(),
  login: v.string(),
  amr,
  authTime: v.pipe(v.number(), v.integer()),
});
