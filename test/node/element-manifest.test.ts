/**
 * The custom elements manifest, and the files that are made from it.
 */
import assert from 'node:assert/strict';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { before, describe, it } from 'node:test';
import { elementReference, referencePage } from '../../tools/manifest/element-reference.js';
import { manifestFile } from '../../tools/manifest/manifest-file.js';
import {
  elementsOf,
  ownAttributesOf,
  type ElementDeclaration,
  type Manifest,
} from '../../tools/manifest/manifest.js';
import { root } from './support/documents/examples.js';

const read = async (path: string): Promise<unknown> =>
  JSON.parse(await readFile(join(root, path), 'utf8'));

let manifest: Manifest;
let elements: readonly ElementDeclaration[];

before(async () => {
  manifest = (await read(manifestFile)) as Manifest;
  elements = elementsOf(manifest);
});

describe('the custom elements manifest', () => {
  it('is named by package.json', async () => {
    const { customElements } = (await read('package.json')) as Record<string, string>;
    assert.equal(customElements, manifestFile);
  });

  it('describes everything that it has in words, and every value by its type', () => {
    const faults: string[] = [];
    for (const element of elements) {
      const { tagName, status, attributes, events, slots, cssParts, cssProperties, cssStates } =
        element;
      if (!['stable', 'experimental'].includes(status)) faults.push(`${tagName}: status`);
      const typed = [...(attributes ?? []), ...(events ?? [])];
      const fields = (element.members ?? []).filter((one) => one.kind === 'field');
      const described = [slots, cssParts, cssProperties, cssStates, element.members];
      for (const one of [...typed, ...described.flatMap((list) => list ?? [])]) {
        if (!one.description) faults.push(`${tagName}: ${one.name} has no description`);
      }
      for (const one of [...typed, ...fields]) {
        if (!one.type) faults.push(`${tagName}: ${one.name} has no type`);
      }
    }
    assert.deepEqual(faults, []);
  });

  it('describes the class of every event with its fields', () => {
    const classes = manifest.modules.flatMap(({ declarations }) => declarations);
    const fired = new Set(
      elements.flatMap(({ events = [] }) => events.map((one) => one.type!.text)),
    );
    for (const name of fired) {
      const fields = classes.find((one) => one.name === name)?.members ?? [];
      assert.ok(fields.length, name);
      for (const field of fields) assert.ok(field.description, `${name}.${field.name}`);
    }
    assert.ok(fired.size > 10);
  });
});

describe('what is made from the manifest', () => {
  it('includes the reference in the documentation: npm run docs:elements', async () => {
    const page = await readFile(join(root, referencePage), 'utf8');
    assert.equal(page, elementReference(elements));
  });

  it('includes data for editors, with every tag and attribute', async () => {
    const known = elements.map((one) => [
      one.tagName,
      ownAttributesOf(one).map(({ name }) => name),
    ]);
    type Tags = readonly { name: string; attributes: readonly { name: string }[] }[];
    const has = (tags: Tags) =>
      tags.map(({ name, attributes }) => [name, attributes.map((one) => one.name)]);
    const vscode = (await read('build/frameworks/vscode.html-custom-data.json')) as { tags: Tags };
    assert.deepEqual(has(vscode.tags), known);
    const { 'web-types': path } = (await read('package.json')) as Record<string, string>;
    const jetBrains = (await read(path!)) as { contributions: { html: { elements: Tags } } };
    assert.deepEqual(has(jetBrains.contributions.html.elements), known);
  });
});
