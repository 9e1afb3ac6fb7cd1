// Rollup plugin: writes what is inside the bundles that are shipped: the licences as THIRD-PARTY-NOTICES.txt, and a
// software bill of materials as sbom.cdx.json (CycloneDX 1.6).
import { existsSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';

const readJson = (path) => JSON.parse(readFileSync(path, 'utf8'));

/** Makes the plugin of each shipped bundle by its name; the files in `dir` name the packages of all of them. */
export function bundledPackages(dir) {
  const own = readJson('package.json');
  const { packages: locked } = readJson('package-lock.json');
  /** By name: manifest, licence and the bundles that contain it. */
  const found = new Map();
  return (bundleName) => ({
    name: 'bundled-packages',
    writeBundle(_options, bundle) {
      for (const chunk of Object.values(bundle)) {
        for (const [id, { renderedLength }] of Object.entries(chunk.modules ?? {})) {
          const folder = renderedLength > 0 ? packageFolder(id) : undefined;
          if (folder) remember(this, folder, bundleName);
        }
      }
      const all = [...found.values()].sort((a, b) => (a.name < b.name ? -1 : 1));
      writeFileSync(join(dir, 'THIRD-PARTY-NOTICES.txt'), notices(all));
      writeFileSync(join(dir, 'sbom.cdx.json'), `${JSON.stringify(bill(own, all), null, 2)}\n`);
    },
  });

  function remember(context, folder, bundle) {
    const { name, version, license, dependencies = {} } = readJson(join(folder, 'package.json'));
    const text = licenceText(folder);
    const lock = locked[`node_modules/${name}`];
    if (!text || !license) context.error(`${name} is bundled and has no licence`);
    if (lock?.version !== version) context.error(`${name} ${version} is not as locked`);
    const known = found.get(name) ?? { name, version, license, text, dependencies, lock };
    known.bundles = new Set([...(known.bundles ?? []), bundle]);
    found.set(name, known);
  }
}

/** The licence that a package comes with, in a file of its own or in a section of its readme. */
function licenceText(folder) {
  const read = (name) => {
    const file = readdirSync(folder).find((one) => name.test(one));
    return file && readFileSync(join(folder, file), 'utf8').trim();
  };
  const [, section] = /^#+ *licen[cs]e\n([^#]*)/im.exec(read(/^readme\.md$/i) ?? '') ?? [];
  return read(/^licen[cs]e(\.\w+)?$/i) ?? section?.trim();
}

/** The folder of the package that a module belongs to; undefined for modules of this project. */
function packageFolder(id) {
  if (!id.includes('/node_modules/')) return undefined;
  let folder = dirname(id.replace(/^\0/, '').split('?')[0]);
  // Some packages have manifests without a name in inner folders.
  const isRoot = () => {
    const manifest = join(folder, 'package.json');
    return existsSync(manifest) && readJson(manifest).version !== undefined;
  };
  while (!isRoot()) folder = dirname(folder);
  return folder;
}

function notices(packages) {
  const texts = packages.map(
    ({ name, version, license, text }) => `${name} ${version} (${license})\n\n${text}\n`,
  );
  const head = 'The bundles of neon-mfa contain these packages, under their own licences.\n';
  return [head, ...texts].join(`\n${'-'.repeat(80)}\n\n`);
}

function bill({ name, version, license }, packages) {
  const refs = (dependencies) =>
    packages.filter((one) => one.name in dependencies).map((one) => purl(one.name, one.version));
  return {
    $schema: 'http://cyclonedx.org/schema/bom-1.6.schema.json',
    bomFormat: 'CycloneDX',
    specVersion: '1.6',
    version: 1,
    metadata: { component: component({ name, version, license }) },
    components: packages.map((one) => ({
      ...component(one),
      scope: 'required',
      hashes: [{ alg: 'SHA-512', content: hexOf(one.lock.integrity) }],
      properties: [...one.bundles].sort().map((value) => ({ name: 'neon-mfa:bundle', value })),
    })),
    dependencies: [
      { ref: purl(name, version), dependsOn: packages.map((one) => purl(one.name, one.version)) },
      ...packages.map((one) => ({
        ref: purl(one.name, one.version),
        dependsOn: refs(one.dependencies),
      })),
    ],
  };
}

function component({ name, version, license }) {
  const ref = purl(name, version);
  const [group, short] = name.startsWith('@') ? name.split('/') : [undefined, name];
  return {
    type: 'library',
    'bom-ref': ref,
    ...(group && { group }),
    name: short,
    version,
    licenses: [{ license: { id: license } }],
    purl: ref,
  };
}

/** Package URL, in which the @ of a scope is escaped. */
function purl(name, version) {
  return `pkg:npm/${name.replace('@', '%40')}@${version}`;
}

function hexOf(integrity) {
  return Buffer.from(integrity.replace(/^sha512-/, ''), 'base64').toString('hex');
}
