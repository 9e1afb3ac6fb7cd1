/**
 * OpenAPI 3.1 documents of the doors, made from the list of their routes.
 * @module
 */
import { toJsonSchema } from '@valibot/to-json-schema';
import type * as v from 'valibot';
import type { DescribedRefusal } from './refusals.js';
import type { RouteDescription } from './routes.js';

/** Title, description and server of a document. */
export interface Info {
  readonly title: string;
  readonly description: string;
  readonly url: string;
}

const version = '1.0.0';

/** Refusals of every route. */
const everywhere: readonly DescribedRefusal[] = [
  { status: 401, code: 'NOT_AUTHORIZED' },
  { status: 429, code: 'RATE_LIMITED' },
  { status: 503, code: 'SERVICE_UNAVAILABLE' },
];

const malformed = { status: 400, code: 'REQUEST_MALFORMED' } as const;

/** Refusals of every route with a body. */
const withBody: readonly DescribedRefusal[] = [
  malformed,
  { status: 413, code: 'REQUEST_MALFORMED' },
  { status: 415, code: 'REQUEST_MALFORMED' },
];

/** Makes the document of a door. */
export function openApiDocument(
  { title, description, url }: Info,
  routes: readonly RouteDescription[],
) {
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

function operation(route: RouteDescription): object {
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

function requestBody(body: v.GenericSchema, { example, takesForm }: RouteDescription): object {
  const media = { schema: schemaOf(body), ...(example && { example }) };
  return {
    required: true,
    content: {
      'application/json': media,
      ...(takesForm && { 'application/x-www-form-urlencoded': media }),
    },
  };
}

function responses(route: RouteDescription): object {
  const { status, answer, notYet } = route;
  const problems = Object.entries(codesByStatus(route)).map(([refused, codes]) => [
    refused,
    {
      description: codes!.join(', '),
      content: { 'application/problem+json': { schema: { $ref: '#/components/schemas/Problem' } } },
    },
  ]);
  return {
    [status]: success(status === 204 ? 'Done.' : 'The answer.', answer),
    ...(notYet && { 202: success('Not yet.', notYet) }),
    ...(Object.fromEntries(problems) as object),
  };
}

function codesByStatus({ body, query, refusals = [] }: RouteDescription) {
  const ofInput = body ? withBody : query ? [malformed] : [];
  const codes: Partial<Record<string, string[]>> = {};
  for (const { status, code } of [...everywhere, ...ofInput, ...refusals]) {
    (codes[status] ??= []).push(code);
  }
  return codes;
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

/** JSON Schema of the input, before transformations. */
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
