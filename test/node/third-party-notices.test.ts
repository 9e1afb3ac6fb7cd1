/**
 * The licences and the software bill of materials of the bundles.
 */
import assert from 'node:assert/strict';
import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { before, describe, it } from 'node:test';
import { root } from './support/documents/examples.js';

interface Component {
  readonly 'bom-ref': string;
  readonly group?: string;
  readonly name: string;
  readonly version: string;
  readonly type: string;
  readonly licenses: readonly { license: { id: string } }[];
  readonly hashes?: readonly { alg: string; content: string }[];
}

interface Bill {
  readonly bomFormat: string;
  readonly specVersion: string;
  readonly metadata: { readonly component: Component };
  readonly components: readonly Component[];
  readonly dependencies: readonly { ref: string; dependsOn: readonly string[] }[];
}

const readJson = async (path: string) =>
  JSON.parse(await readFile(join(root, path), 'utf8')) as unknown;

const nameOf = ({ group, name }: Component) => (group ? `${group}/${name}` : name);

describe('the packages inside the bundles', () => {
  let bill: Bill;
  let notices: string;
  let named: ReadonlyMap<string, Component>;

  before(async () => {
    bill = (await readJson('dist/sbom.cdx.json')) as Bill;
    notices = await readFile(join(root, 'dist/THIRD-PARTY-NOTICES.txt'), 'utf8');
    named = new Map(bill.components.map((one) => [nameOf(one), one]));
  });

  it('are those that the source maps name, and those of the service', async () => {
    const names = (await readdir(join(root, 'dist'), { recursive: true })).filter((name) =>
      name.endsWith('.map'),
    );
    assert.ok(names.length > 5);
    const inMaps = new Set<string>();
    for (const name of names) {
      const { sources } = (await readJson(`dist/${name}`)) as { sources: string[] };
      for (const source of sources) {
        const [, found] = /\/node_modules\/((?:@[\w.-]+\/)?[\w.-]+)\//.exec(source) ?? [];
        if (found) inMaps.add(found);
      }
    }
    assert.ok(inMaps.has('lit-html') && inMaps.has('idb'));
    const ofService = ['kysely', 'valibot', '@hpke/core', 'pg', 'pg-types'];
    for (const name of [...inMaps, ...ofService]) assert.ok(named.has(name), name);
  });

  it('have their licences in the notices, in full', async () => {
    for (const [name, { version, licenses }] of named) {
      assert.ok(notices.includes(`\n${name} ${version} (${licenses[0]!.license.id})\n`), name);
      const folder = join(root, 'node_modules', name);
      const files = await readdir(folder);
      const file = files.find((one) => /^licen[cs]e/i.test(one));
      // Some have it at the end of their readme only.
      const text = await readFile(join(folder, file ?? 'README.md'), 'utf8');
      const licence = file ? text : text.split(/^## licen[cs]e$/im)[1]!;
      assert.ok(licence.length > 500 && notices.includes(licence.trim()), name);
    }
  });

  it('are a bill of materials whose references lead somewhere, with the hashes of the lock', async () => {
    assert.deepEqual([bill.bomFormat, bill.specVersion], ['CycloneDX', '1.6']);
    const { packages } = (await readJson('package-lock.json')) as {
      packages: Record<string, { version: string; integrity: string }>;
    };
    const refs = new Set(
      [bill.metadata.component, ...bill.components].map((one) => one['bom-ref']),
    );
    assert.equal(refs.size, bill.components.length + 1);
    for (const one of bill.components) {
      const locked = packages[`node_modules/${nameOf(one)}`]!;
      const hash = Buffer.from(one.hashes![0]!.content, 'hex').toString('base64');
      assert.deepEqual([one.version, `sha512-${hash}`], [locked.version, locked.integrity]);
      assert.equal(one.type, 'library');
    }
    for (const { ref, dependsOn } of bill.dependencies)
      for (const each of [ref, ...dependsOn]) assert.ok(refs.has(each), each);
    assert.deepEqual(bill.dependencies.map(({ ref }) => ref).sort(), [...refs].sort());
  });
});
