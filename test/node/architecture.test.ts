/**
 * Who may import whom (docs/architecture.md), read from the import lines themselves.
 */
import assert from 'node:assert/strict';
import { readdir, readFile } from 'node:fs/promises';
import { dirname, join, posix, relative, sep } from 'node:path';
import { describe, it } from 'node:test';
import { allowedImports as allowed } from './support/documents/allowed-imports.js';

const root = join(import.meta.dirname, '../../..');

/** The types that the client asks of its surroundings. */
const ports = new Set([
  'src/client/ports.ts',
  'src/client/token-record.ts',
  'src/client/person/prompter.ts',
]);

/** Packages that ship in a page or with a back end, and who may import them. */
const packages: Readonly<Record<string, readonly string[]>> = {
  'src/crypto': ['@noble/hashes'],
  'src/storage': ['idb'],
  'src/protocol': [],
  'src/client': [],
  'src/transport': [],
  'src/browser': [],
  'src/rp': [],
  components: ['lit', '@lit/context', 'lean-qr'],
};

interface Import {
  readonly from: string;
  readonly to: string;
  /** Whether it is loaded when that line is executed. */
  readonly isDynamic: boolean;
}

const importLine =
  /(?:^|\n)\s*(?:import|export)\b[^;]*?from\s*'([^']+)'|import\(\s*'([^']+)'\s*\)|(?:^|\n)import '([^']+)'/g;

async function sourceFiles(folder: string): Promise<string[]> {
  const entries = await readdir(join(root, folder), { recursive: true, withFileTypes: true });
  return (
    entries
      .filter((entry) => entry.isFile() && entry.name.endsWith('.ts'))
      // A workspace below has packages of its own.
      .filter((entry) => !entry.parentPath.split(sep).includes('node_modules'))
      .map((entry) => relative(root, join(entry.parentPath, entry.name)).split(sep).join('/'))
  );
}

async function importsOf(file: string): Promise<Import[]> {
  const text = await readFile(join(root, file), 'utf8');
  return Array.from(text.matchAll(importLine), (match) => {
    const specifier = match[1] ?? match[2] ?? match[3]!;
    const to = specifier.startsWith('.')
      ? posix.normalize(posix.join(dirname(file), specifier)).replace(/\.js$/, '.ts')
      : specifier;
    return { from: file, to, isDynamic: match[2] !== undefined };
  });
}

function ownerOf(file: string, names: readonly string[]): string | undefined {
  return names
    .filter((name) => file === name || file.startsWith(`${name}/`))
    .sort((a, b) => b.length - a.length)[0];
}

const isLocal = (to: string) => /^(src|components|tools|test)\//.test(to);

async function allImports(): Promise<Import[]> {
  const files = (await Promise.all(['src', 'components'].map(sourceFiles))).flat();
  return (await Promise.all(files.map(importsOf))).flat();
}

describe('architecture', async () => {
  const imports = await allImports();

  it('reads a good number of import lines', () => {
    assert.ok(imports.length > 100, `found only ${imports.length}`);
  });

  it('imports only in the allowed direction', () => {
    const wrong = imports.filter(({ from, to }) => {
      if (!isLocal(to)) return false;
      const owner = ownerOf(from, Object.keys(allowed));
      assert.ok(owner, `${from} belongs to no known folder`);
      if (ownerOf(to, [owner])) return false;
      const mayImport = allowed[owner]!;
      return !ownerOf(to, mayImport) && !(mayImport.includes('@ports') && ports.has(to));
    });
    assert.deepEqual(wrong, []);
  });

  it('keeps foreign packages out of what ships in a page', () => {
    const wrong = imports.filter(({ from, to }) => {
      const owner = ownerOf(from, Object.keys(packages));
      if (!owner || isLocal(to)) return false;
      return !packages[owner]!.some((name) => to === name || to.startsWith(`${name}/`));
    });
    assert.deepEqual(wrong, []);
  });

  it('imports node: in src/service/node only', () => {
    const wrong = imports.filter(
      ({ from, to }) => to.startsWith('node:') && !from.startsWith('src/service/node/'),
    );
    assert.deepEqual(
      wrong.filter(({ from }) => from !== 'src/service/store/sqlite/sqlite.ts'),
      [],
    );
  });

  it('imports the driver of PostgreSQL in src/service/store/postgres only, which only the rim opens', () => {
    const folder = 'src/service/store/postgres/';
    const isInside = (from: string) => from.startsWith(folder);
    const ofDriver = imports.filter(({ from, to }) => to === 'pg' && from.startsWith('src/'));
    assert.ok(ofDriver.length > 0);
    assert.deepEqual(
      ofDriver.filter(({ from }) => !isInside(from)),
      [],
    );
    const users = imports.filter(
      ({ from, to }) => from.startsWith('src/') && to.startsWith(folder) && !isInside(from),
    );
    assert.deepEqual(
      users.filter(({ from }) => !from.startsWith('src/service/node/')),
      [],
    );
  });

  it('keeps what a page opens a service with to src/service/page, and the service out of the page', () => {
    const folder = 'src/service/page/';
    const wrong = imports.filter(
      ({ from, to }) =>
        !from.startsWith(folder) && (to.startsWith('@sqlite.org/') || to.startsWith(folder)),
    );
    assert.deepEqual(wrong, []);
    const pageSide = imports.filter(({ from }) => /page\/page-[a-z]+\.ts$/.test(from));
    const fromNode = imports.filter(
      ({ from, to }) => from.startsWith(folder) && /^node:|store\/sqlite\.ts$/.test(to),
    );
    assert.deepEqual(fromNode, []);
    assert.deepEqual(
      pageSide.map(({ to }) => to).filter((to) => isLocal(to) && !/crypto|\/page\//.test(to)),
      [],
    );
  });

  it('keeps HTTP out of the rules and rules out of the store', () => {
    const wrong = imports.filter(
      ({ from, to }) =>
        (from.startsWith('src/service/domain/') &&
          (to.startsWith('src/service/http/') || to.includes('-api/'))) ||
        (from.startsWith('src/service/store/') && /src\/service\/(domain|.*-api)\//.test(to)),
    );
    assert.deepEqual(wrong, []);
  });

  it('queries the database in src/service/store only', async () => {
    const query = /\.(selectFrom|insertInto|replaceInto|updateTable|deleteFrom|mergeInto)\(|\bsql`/;
    const wrong: string[] = [];
    for (const file of await sourceFiles('src/service')) {
      if (file.startsWith('src/service/store/')) continue;
      if (query.test(await readFile(join(root, file), 'utf8'))) wrong.push(file);
    }
    assert.deepEqual(wrong, []);
    assert.deepEqual(
      imports.filter(({ from, to }) => to === 'kysely' && !from.startsWith('src/service/store/')),
      [],
    );
  });

  it('has one file of queries for each table, whose functions take the transaction first', async () => {
    const folder = 'src/service/store/';
    const tableOf = /^\/\*\*\n \* Table `(\w+)`/;
    const change = /\.(?:insertInto|updateTable|deleteFrom)\('(\w+)'\)/g;
    const signature = /\nexport (?:async )?function (\w+)\(\s*(\w+: \w+)/g;
    const schema = await readFile(join(root, folder, 'schema/schema.ts'), 'utf8');
    const tables = Array.from(schema.matchAll(/\n {2}(\w+): \w+Table;/g), ([, table]) => table!);
    const owned: string[] = [];
    const wrong: string[] = [];
    for (const file of await sourceFiles(folder)) {
      const text = await readFile(join(root, file), 'utf8');
      const own = tableOf.exec(text)?.[1];
      if (own === undefined) continue;
      owned.push(own);
      for (const [, table] of text.matchAll(change)) {
        if (table !== own) wrong.push(`${file} changes ${table}`);
      }
      for (const [, name = '', first] of text.matchAll(signature)) {
        const isRead = /^(find|get|list|has|was|probe)[A-Z]/.test(name);
        if (first !== (isRead ? 'db: Db' : 'tx: Tx')) wrong.push(`${file}: ${name}(${first}`);
      }
    }
    assert.deepEqual(wrong, []);
    assert.deepEqual(owned.sort(), tables.sort());
  });

  it('lets no operation import another, and no element another element', () => {
    const wrong = imports.filter(({ from, to }) => {
      const operation = 'src/client/operations/';
      if (from.startsWith(operation)) return to.startsWith(operation);
      const element = /^components\/(neon-[a-z-]+)\/(?!define)/;
      const [own, other] = [element.exec(from)?.[1], element.exec(to)?.[1]];
      return own !== undefined && other !== undefined && own !== other;
    });
    assert.deepEqual(wrong, []);
  });

  it('has no circle of imports, static or dynamic', () => {
    const targets = new Map<string, string[]>();
    for (const { from, to } of imports) {
      if (isLocal(to)) targets.set(from, [...(targets.get(from) ?? []), to]);
    }
    const done = new Set<string>();
    const circles: string[] = [];
    const visit = (file: string, path: readonly string[]): void => {
      if (path.includes(file)) circles.push([...path.slice(path.indexOf(file)), file].join(' → '));
      if (path.includes(file) || done.has(file)) return;
      for (const to of targets.get(file) ?? []) visit(to, [...path, file]);
      done.add(file);
    };
    for (const file of targets.keys()) visit(file, []);
    assert.deepEqual(circles, []);
  });

  it('loads parts of the core from the dispatcher, and the page’s side of a frame, only', () => {
    const loading = imports.filter(
      ({ from, isDynamic }) => isDynamic && /^src\/(client|browser|protocol|crypto)\//.test(from),
    );
    assert.deepEqual([...new Set(loading.map(({ from }) => from))].sort(), [
      'src/browser/create-client.ts',
      'src/client/dispatcher.ts',
    ]);
    assert.deepEqual(
      loading.filter(({ to }) => !/^src\/client\/operations\/|\/client-frame\.ts$/.test(to)),
      [],
    );
  });

  it('loads nothing in elements but the drawing of a QR code, and languages', () => {
    const loaded = imports.filter(({ from, isDynamic }) => isDynamic && /^components\//.test(from));
    const others = loaded.filter(({ from }) => from !== 'components/languages/language-loaders.ts');
    assert.deepEqual(
      others.map(({ to }) => to),
      ['components/neon-activation-code/qr-code.ts'],
    );
  });

  it('keeps operations out of the ports', () => {
    const wrong = imports.filter(
      ({ from, to }) => ports.has(from) && /operations|dispatcher|client\/client\.ts/.test(to),
    );
    assert.deepEqual(
      wrong.filter(({ from }) => from !== 'src/client/token-record.ts'),
      [],
    );
  });

  it('registers elements from define files and entries only', () => {
    const wrong = imports.filter(
      ({ from, to }) =>
        /define(-essentials)?\.ts$/.test(to) &&
        !/(^|\/)define(-essentials)?\.ts$|^components\/entries\//.test(from),
    );
    assert.deepEqual(wrong, []);
  });

  it('has no file without a subject and none that has grown too long', async () => {
    const files = (
      await Promise.all(['src', 'components', 'tools', 'test'].map(sourceFiles))
    ).flat();
    assert.deepEqual(
      files.filter((file) => /\/(utils?|helpers?|types|constants|common)(\/|\.ts$)/.test(file)),
      [],
    );
    const long: string[] = [];
    // The texts of a language are one list.
    for (const file of files.filter((one) => !one.startsWith('components/languages/'))) {
      const lines = (await readFile(join(root, file), 'utf8')).split('\n').length - 1;
      if (lines > 300) long.push(`${file}: ${lines}`);
    }
    assert.deepEqual(long, []);
  });
});
