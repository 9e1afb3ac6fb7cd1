/**
 * Routes of a door. Each is described once, beside its handler: the router and the OpenAPI document are made from the
 * same list.
 * @module
 */
import * as v from 'valibot';
import { json, type HttpAnswer, type HttpRequest } from './http/exchange.js';
import type { Params } from './http/path-table.js';
import type { Endpoint } from './http/router.js';
import type { DescribedRefusal } from './refusals.js';
import { readFormOrJson, readIdempotencyKey, readJson, readQuery } from './request-parts.js';
import { readBySchema } from './schema-mismatch.js';

type Schema = v.GenericSchema | undefined;

/** What is known of a route without its handler. */
export interface RouteDescription<
  Path extends string = string,
  Query extends Schema = Schema,
  Body extends Schema = Schema,
  Answer extends Schema = Schema,
  NotYet extends Schema = Schema,
> {
  readonly method: 'get' | 'post' | 'patch' | 'delete';
  /** With parameters in braces. */
  readonly path: Path;
  /** What it does, in one sentence. */
  readonly summary: string;
  readonly query?: Query;
  readonly body?: Body;
  /** A body that fits. */
  readonly example?: object;
  /** Whether the body may be a form as well. */
  readonly takesForm?: boolean;
  /** Whether it may be repeated under an `Idempotency-Key`. */
  readonly isRepeatable?: boolean;
  /** Status of success. */
  readonly status: 200 | 201 | 204;
  /** Body of success; none with 204. */
  readonly answer?: Answer;
  /** Body of a 202: what was asked for has not happened yet. */
  readonly notYet?: NotYet;
  /** Refusals besides those of every route. */
  readonly refusals?: readonly DescribedRefusal[];
}

/** What a caller gives to a route, before it is checked. */
export interface GivenInput {
  /** Values of the parameters in the path. */
  readonly params: Readonly<Record<string, string>>;
  readonly query: unknown;
  readonly body: unknown;
  readonly idempotencyKey?: string | undefined;
  /** Aborted when the caller has gone away. */
  readonly signal?: AbortSignal | undefined;
}

/** What a handler is given: each part as its schema has read it. */
export interface RouteInput<Path extends string, Query extends Schema, Body extends Schema> {
  readonly params: PathParams<Path>;
  readonly query: Output<Query>;
  readonly body: Output<Body>;
  readonly idempotencyKey: string | undefined;
  /** Aborted when the caller has gone away. */
  readonly signal: AbortSignal | undefined;
}

/** A route of callers of one kind. */
export interface Route<Caller> extends RouteDescription {
  /**
   * Checks what is given and does what the route is for; resolves with the body of the answer.
   * @throws {SchemaMismatch} for a query or body that does not fit.
   * @throws {Refusal}
   */
  run(caller: Caller, given: GivenInput): Promise<unknown>;
}

/** A route with its handler, as it is written down. The handler answers what `answer` or `notYet` describes. */
export interface RouteSource<
  Caller,
  Path extends string,
  Query extends Schema,
  Body extends Schema,
  Answer extends Schema,
  NotYet extends Schema,
> extends RouteDescription<Path, Query, Body, Answer, NotYet> {
  handle(
    caller: Caller,
    input: RouteInput<Path, Query, Body>,
  ): Promise<Answered<Answer> | (NotYet extends v.GenericSchema ? Answered<NotYet> : never)>;
}

/** Parameters of a path such as `/users/{uid}`. */
type PathParams<Path extends string> = Path extends `${string}{${infer Name}}${infer Rest}`
  ? { readonly [K in Name]: string } & PathParams<Rest>
  : unknown;

type Output<S extends Schema> = S extends v.GenericSchema ? v.InferOutput<S> : undefined;

/** What fits a schema. A route without a schema of its answer sends none, whatever its handler returns. */
type Answered<S extends Schema> = S extends v.GenericSchema ? Readonlies<v.InferInput<S>> : unknown;

type Readonlies<T> = T extends object ? { readonly [K in keyof T]: Readonlies<T[K]> } : T;

/** Makes a route of its source. */
export function toRoute<
  Caller,
  Path extends string,
  Query extends Schema,
  Body extends Schema,
  Answer extends Schema,
  NotYet extends Schema,
>(source: RouteSource<Caller, Path, Query, Body, Answer, NotYet>): Route<Caller> {
  const { handle, ...description } = source;
  return {
    ...description,
    run: async (caller, { params, query, body, idempotencyKey, signal }) =>
      handle(caller, {
        // The router matched this path, so all its parameters are present.
        params: params as PathParams<Path>,
        query: readPart(description.query, query),
        body: readPart(description.body, body),
        idempotencyKey,
        signal,
      }),
  };
}

function readPart<S extends Schema>(schema: S | undefined, value: unknown): Output<S> {
  // The compiler does not follow that the output of no schema is undefined.
  return (schema && readBySchema(schema, value)) as Output<S>;
}

/**
 * Makes the endpoints of routes.
 * @param callerOf says who calls, or refuses the caller before anything of the request is read.
 */
export function endpointsOf<Caller, R extends Route<Caller>>(
  routes: readonly R[],
  callerOf: (request: HttpRequest, route: R) => Promise<Caller>,
): Endpoint[] {
  return routes.map((route) => ({
    method: route.method.toUpperCase() as Uppercase<RouteDescription['method']>,
    path: route.path.replace(/\{(\w+)\}/g, ':$1'),
    answer: async (request, params) => {
      const caller = await callerOf(request, route);
      return answerOf(route, await route.run(caller, await readGiven(request, params, route)));
    },
  }));
}

function answerOf({ status, notYet }: RouteDescription, result: unknown): HttpAnswer {
  if (status === 204) return { status, headers: {} };
  const isPending = notYet !== undefined && v.is(notYet, result);
  return json(result, isPending ? 202 : status);
}

async function readGiven(
  request: HttpRequest,
  params: Params,
  { query, body, takesForm, isRepeatable, notYet }: RouteDescription,
): Promise<GivenInput> {
  return {
    params,
    query: query && readQuery(request),
    body: body && (await readBody(request, takesForm)),
    idempotencyKey: isRepeatable ? readIdempotencyKey(request) : undefined,
    // Only what may not have happened yet is waited for.
    signal: notYet && request.signal,
  };
}

function readBody(request: HttpRequest, takesForm = false): Promise<unknown> {
  return takesForm ? readFormOrJson(request) : readJson(request);
}
