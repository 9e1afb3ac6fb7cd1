/**
 * Documents after OpenAPI 3.1, made of the schemas that the doors check requests by.
 * @module
 */
import { toJsonSchema } from '@valibot/to-json-schema';
import type * as v from 'valibot';
import type { ProblemStatus } from './door.js';

/** One route of a door. */
export interface Route {
  readonly method: 'get' | 'post' | 'patch' | 'delete';
  /** With parameters in braces. */
  readonly path: string;
  /** What it does, in one sentence. */
  readonly summary: string;
  readonly query?: v.GenericSchema | undefined;
  readonly body?: v.GenericSchema | undefined;
  /** A body that fits. */
  readonly example?: object | undefined;
  /** Whether the body may be a form as well. */
  readonly takesForm?: boolean | undefined;
  /** Whether it may be repeated under an `Idempotency-Key`. */
  readonly isRepeatable?: boolean | undefined;
  /** Status of success. */
  readonly status: 200 | 201 | 204;
  /** Body of success. */
  readonly answer?: v.GenericSchema | undefined;
  /** Body of a 202: what was asked for has not happened yet. */
  readonly notYet?: v.GenericSchema | undefined;
  /** Codes of refusals besides those of every route. */
  readonly refusals?: Readonly<Partial<Record<ProblemStatus, readonly string[]>>> | undefined;
}

/** What a document is about. */
export interface Info {
  readonly title: string;
  readonly description: string;
  readonly url: string;
}

const version = '1.0.0';

/** What every route refuses. */
const everywhere: NonNullable<Route['refusals']> = {
  401: ['NOT_AUTHORIZED'],
  429: ['RATE_LIMITED'],
  503: ['SERVICE_UNAVAILABLE'],
};

/** What a route with a body refuses. */
const withBody: NonNullable<Route['refusals']> = {
  400: ['REQUEST_MALFORMED'],
  413: ['REQUEST_MALFORMED'],
  415: ['REQUEST_MALFORMED'],
};

/** Makes the document of a door. */
export function openApiDocument({ title, description, url }: Info, routes: readonly Route[]) {
  const paths: Record<string, Record<string, object>> = {};
  for (const route of routes) (paths[route.path] ??= {})[route.method] = operation(route);
  return {
    openapi: '3.1.0',
    info: { title, description, version },
    servers: [{ url }],
    security: [{ key: [] }],
    paths,
    components: {
      securitySchemes: { key: { type: 'http', scheme: 'bearer' } },
      schemas: { Problem: problemSchema },
    },
  };
}

function operation(route: Route): object {
  const { path, method, summary, query, body, isRepeatable } = route;
  const parameters = [
    ...Array.from(path.matchAll(/\{(\w+)\}/g), ([, name]) => ({
      name,
      in: 'path',
      required: true,
      schema: { type: 'string' },
    })),
    ...(query ? queryParameters(query) : []),
    ...(isRepeatable ? [idempotencyKey] : []),
  ];
  return {
    operationId: nameOf(method, path),
    summary,
    ...(parameters.length && { parameters }),
    ...(body && { requestBody: requestBody(body, route) }),
    responses: responses(route),
  };
}

/** `patch /admin/v1/services/{mac}` is `patchServicesMac`. */
function nameOf(method: string, path: string): string {
  const words = path.split('/').slice(3);
  return method + words.map((word) => capital(word.replace(/[{}]/g, ''))).join('');
}

function capital(word: string): string {
  return word.slice(0, 1).toUpperCase() + word.slice(1);
}

const idempotencyKey = {
  name: 'Idempotency-Key',
  in: 'header',
  required: false,
  description: 'Names the request: its repetition within 30 seconds gets the same answer.',
  schema: { type: 'string', pattern: '^[!-~]{1,255}$' },
};

function requestBody(body: v.GenericSchema, { example, takesForm }: Route): object {
  const media = { schema: schemaOf(body), ...(example && { example }) };
  return {
    required: true,
    content: {
      'application/json': media,
      ...(takesForm && { 'application/x-www-form-urlencoded': media }),
    },
  };
}

function responses({ status, answer, notYet, body, query, refusals = {} }: Route): object {
  const refused: Partial<Record<string, readonly string[]>> = {};
  const groups = [
    everywhere,
    body ? withBody : query ? { 400: ['REQUEST_MALFORMED'] } : {},
    refusals,
  ];
  for (const [code, names] of groups.flatMap((group) => Object.entries(group))) {
    refused[code] = [...(refused[code] ?? []), ...names];
  }
  const problems = Object.entries(refused).map(([code, names]) => [
    code,
    {
      description: names!.join(', '),
      content: { 'application/problem+json': { schema: { $ref: '#/components/schemas/Problem' } } },
    },
  ]);
  return {
    [status]: success(status === 204 ? 'Done.' : 'The answer.', answer),
    ...(notYet && { 202: success('Not yet.', notYet) }),
    ...(Object.fromEntries(problems) as object),
  };
}

function success(description: string, answer: v.GenericSchema | undefined): object {
  return {
    description,
    ...(answer && { content: { 'application/json': { schema: schemaOf(answer) } } }),
  };
}

function queryParameters(query: v.GenericSchema): object[] {
  const { properties = {}, required = [] } = schemaOf(query) as {
    properties?: Record<string, object>;
    required?: string[];
  };
  return Object.entries(properties).map(([name, schema]) => ({
    name,
    in: 'query',
    required: required.includes(name),
    schema,
  }));
}

/** The form of what is sent, before anything is made of it. */
function schemaOf(schema: v.GenericSchema): object {
  const { $schema: _, ...rest } = toJsonSchema(schema, {
    typeMode: 'input',
    target: 'draft-2020-12',
    errorMode: 'ignore',
  });
  return rest;
}

/** RFC 9457. */
const problemSchema = {
  type: 'object',
  properties: {
    type: { type: 'string' },
    title: { type: 'string' },
    status: { type: 'integer' },
    code: { type: 'string', pattern: '^[A-Z_]+$' },
    detail: { type: 'string' },
  },
  required: ['type', 'title', 'status', 'code'],
};
