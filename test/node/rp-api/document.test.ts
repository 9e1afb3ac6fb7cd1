/**
 * Checks the table of docs/protocol-relying-parties.md against the OpenAPI document of that API.
 */
import assert from 'node:assert/strict';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { after, before, describe, it } from 'node:test';
import { TestService } from '../../support/services/test-service.js';
import { root } from '../support/documents/examples.js';

/** What of an operation of OpenAPI the table is about. */
interface Operation {
  readonly summary: string;
  readonly requestBody: {
    readonly content: { readonly 'application/json': { readonly schema: Schema } };
  };
}

interface Schema {
  readonly properties: Readonly<Record<string, unknown>>;
  readonly required?: readonly string[];
}

/** Cells of the rows whose first cell is a path, without backticks. */
function rowsOf(document: string): string[][] {
  return document
    .split('\n')
    .filter((line) => line.startsWith('| `/'))
    .map((line) => line.split('|').slice(1, -1))
    .map((cells) => cells.map((cell) => cell.replaceAll('`', '').trim()));
}

describe('the document of the API of relying parties', () => {
  let service: TestService;
  before(async () => {
    service = await TestService.start();
  });
  after(() => service.close());

  it('has every path with its scope and the members of its body', async () => {
    const text = await readFile(join(root, 'docs/protocol-relying-parties.md'), 'utf8');
    const response = await fetch(`${service.localUrl}/rp/v1/openapi.json`);
    const { paths } = (await response.json()) as {
      paths: Record<string, Record<string, Operation>>;
    };
    const documented = rowsOf(text).map(([path, scope, body]) => ({
      path,
      scope,
      required: members(body!).filter((name) => !name.endsWith('?')),
      all: members(body!).map((name) => name.replace('?', '')),
    }));
    const described = Object.entries(paths).map(([path, methods]) => {
      const { summary, requestBody } = methods['post']!;
      const { properties, required = [] } = requestBody.content['application/json'].schema;
      const scope = / Scope ([\w.]+)\.$/.exec(summary)?.[1];
      return { path, scope, required: [...required].sort(), all: Object.keys(properties).sort() };
    });
    const byPath = (rows: typeof documented) =>
      Object.fromEntries(rows.map((row) => [row.path!, row]));
    assert.deepEqual(byPath(documented), byPath(described));
  });
});

/** Names in a body such as `{ service, data? or dig and len }`; alternatives are optional. */
function members(body: string): string[] {
  const names = body.replace('data? or dig and len', 'data?, dig?, len?');
  return (names.match(/\w+\??/g) ?? []).sort();
}
