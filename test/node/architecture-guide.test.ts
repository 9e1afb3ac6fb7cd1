/**
 * Checks docs/architecture.md against the folders and the directions of imports.
 */
import assert from 'node:assert/strict';
import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { before, describe, it } from 'node:test';
import { allowedImports } from './support/documents/allowed-imports.js';
import { root } from './support/documents/examples.js';

let guide: string;

before(async () => {
  guide = await readFile(join(root, 'docs/architecture.md'), 'utf8');
});

/** Folders directly below one. */
async function foldersIn(path: string): Promise<string[]> {
  const entries = await readdir(join(root, path), { withFileTypes: true });
  return entries.filter((entry) => entry.isDirectory()).map(({ name }) => name);
}

/** What the tree of folders names, as paths: two spaces deeper is inside; a line may name several. */
function foldersOfTree(text: string): string[] {
  const [, tree = ''] = /^```\n(src\/\n[^]*?)^```$/m.exec(text)!;
  const above: string[] = [];
  return tree.split('\n').flatMap((line) => {
    const [, indent, folders] = /^( *)((?:[\w-]+\/ *)+)/.exec(line) ?? [];
    if (indent === undefined || folders === undefined) return [];
    const depth = indent.length / 2;
    const names = folders.trim().split(/ +/);
    const parent = above.slice(0, depth).join('');
    above[depth] = names[0]!;
    return names.map((name) => parent + name.slice(0, -1));
  });
}

/** Rows of the table below a heading; cells without backticks. */
function tableBelow(text: string, heading: string): string[][] {
  const section = text.slice(text.indexOf(`\n## ${heading}\n`)).split('\n## ')[1]!;
  return section
    .split('\n')
    .filter((line) => line.startsWith('| '))
    .map((line) => line.split('|').slice(1, -1))
    .map((cells) => cells.map((cell) => cell.replaceAll('`', '').trim()));
}

describe('the guide to the architecture', () => {
  it('names the folders that there are, and no others', async () => {
    const named = foldersOfTree(guide).sort();
    const rooms = ['src', 'src/client', 'src/browser', 'src/service'];
    const there = await Promise.all(
      rooms.map(async (room) => (await foldersIn(room)).map((name) => `${room}/${name}`)),
    );
    const further = ['src', 'frameworks', 'components', 'examples', 'test', 'tools', 'stories'];
    const shared = ['components/internal', 'components/messages', 'components/entries'];
    assert.deepEqual(named, [...there.flat(), ...further, ...shared].sort());
  });

  it('has the directions of imports that are enforced', () => {
    const [head, ...rows] = tableBelow(guide, 'Who may import whom');
    const columns = head!.slice(1);
    const pathOf = (name: string) =>
      name === 'components' ? name : `src/${name === 'errors' ? 'errors.ts' : name}`;
    const enforced = (owner: string, column: string) => {
      const may = allowedImports[pathOf(owner)]!;
      if (may.includes(pathOf(column))) return '✓';
      return column === 'client' && may.includes('@ports') ? 'ports' : '';
    };
    for (const [names, ...cells] of rows) {
      for (const owner of names!.split(', ')) {
        assert.deepEqual(
          cells,
          columns.map((column) => enforced(owner, column)),
          owner,
        );
      }
    }
    const owners = rows.flatMap(([names]) => names!.split(', ').map(pathOf));
    const inSource = Object.keys(allowedImports).filter((path) => path.startsWith('src/'));
    assert.deepEqual(owners.sort(), [...inSource.slice(1), 'components'].sort());
  });

  it('maps the folders of the domain, each with files that it has', async () => {
    const rows = tableBelow(guide, 'Map of the domain').filter(([name]) => name!.endsWith('/'));
    const domain = 'src/service/domain';
    const folders = rows.map(([folder]) => folder!.slice(0, -1));
    assert.deepEqual(folders.toSorted(), (await foldersIn(domain)).sort());
    for (const [folder, , first] of rows) {
      const files = await readdir(join(root, domain, folder!));
      for (const file of first!.split(', ')) assert.ok(files.includes(file), folder! + file);
    }
  });
});
