/**
 * What the guides name exists: files and headings, scripts of the package, commands and flags of the service.
 */
import assert from 'node:assert/strict';
import { existsSync } from 'node:fs';
import { readdir, readFile } from 'node:fs/promises';
import { dirname, join, normalize } from 'node:path';
import { before, describe, it } from 'node:test';
import { Folder } from './support/services/data-folder.js';
import { root } from './support/documents/examples.js';
import {
  anchorsOf,
  codeSpans,
  readGuides,
  shellLines,
  wordsOf,
  type Guide,
} from './support/documents/guides.js';
import { run, ServiceProcess } from './support/services/service-process.js';

let guides: readonly Guide[];

before(async () => {
  guides = await readGuides();
});

/** What one guide names. */
interface Named {
  readonly guide: Guide;
  readonly what: string;
}

/** Everything that all guides have of a kind. */
const found = (of: (guide: Guide) => string[]): Named[] =>
  guides.flatMap((guide) => of(guide).map((what) => ({ guide, what })));

/** Fails with every fault and the guide that it is in. */
function assertNone(named: readonly Named[], isFault: (one: Named) => boolean): void {
  const faults = named.filter(isFault).map(({ guide, what }) => `${guide.path}: ${what}`);
  assert.deepEqual(faults, []);
}

describe('files that the guides name', () => {
  /** Whether a link leads somewhere. */
  function leadsSomewhere(guide: Guide, link: string): boolean {
    const [file = '', anchor] = link.split('#');
    const path = file ? normalize(join(dirname(guide.path), file)) : guide.path;
    if (!existsSync(join(root, path))) return false;
    const target = guides.find((one) => one.path === path);
    return anchor === undefined || (target !== undefined && anchorsOf(target).includes(anchor));
  }

  it('are reported when a file or heading is missing', () => {
    const guide = { path: 'docs/operate.md', text: '' };
    for (const link of ['none.md', '#none', 'README.md', '../none/', 'errors.md#none']) {
      assert.equal(leadsSomewhere(guide, link), false, link);
    }
    for (const link of ['errors.md', '../README.md#see-it', 'decisions/', '../tools/demo/']) {
      assert.equal(leadsSomewhere(guide, link), true, link);
    }
  });

  it('exist where a link leads', () => {
    const links = found(({ text }) =>
      Array.from(text.matchAll(/\]\((?!https?:)([^)\s]+)\)/g), (match) => match[1]!),
    );
    assert.ok(links.length > 40);
    assertNone(links, ({ guide, what }) => !leadsSomewhere(guide, what));
  });

  it('exist where a path or file name is mentioned', async () => {
    const folders = ['src', 'docs', 'test', 'tools', 'stories', 'components', 'frameworks'];
    const listed = await Promise.all(
      folders.map(async (folder) => {
        const names = await readdir(join(root, folder), { recursive: true });
        return names.map((name) => `/${folder}/${name}`);
      }),
    );
    const files = listed.flat();
    const isThere = (name: string) =>
      existsSync(join(root, name)) || files.some((file) => file.endsWith(`/${name}`));
    const inProject = new RegExp(
      `^(?:(?:${folders.join('|')}|dist)/[\\w./-]+|[\\w./-]+\\.(?:ts|mjs))$`,
    );
    const named = found(codeSpans).filter(({ what }) => inProject.test(what));
    assert.ok(named.length > 20);
    assertNone(named, ({ what }) => !isThere(what));
  });
});

describe('the pages of docs/integrate', () => {
  const isTask = ({ path }: Guide) => /^docs\/integrate\/(?!README)/.test(path);

  it('are all in its index', () => {
    const index = guides.find(({ path }) => path === 'docs/integrate/README.md')!;
    const linked = new Set(Array.from(index.text.matchAll(/\]\(([a-z-]+\.md)\)/g), ([, to]) => to));
    const pages = guides.filter(isTask).map(({ path }) => path.replace('docs/integrate/', ''));
    assert.deepEqual([...linked].sort(), pages.sort());
  });

  it('begin with an example', () => {
    for (const { path, text } of guides.filter(isTask)) {
      assert.match(text.split('\n## ', 1)[0]!, /^```/m, path);
    }
  });
});

describe('scripts and modules of the package that the guides name', () => {
  it('are in package.json', async () => {
    const { scripts } = JSON.parse(await readFile(join(root, 'package.json'), 'utf8')) as {
      scripts: Record<string, string>;
    };
    const called = found(({ text }) =>
      Array.from(text.matchAll(/\bnpm (?:run ([\w:-]+)|(start|test)\b)/g), (match) =>
        String(match[1] ?? match[2]),
      ),
    );
    assert.ok(called.length > 15);
    assertNone(called, ({ what }) => !(what in scripts));
  });

  it('can be imported', () => {
    const modules = found(({ text }) =>
      Array.from(text.matchAll(/['`](neon-mfa\/[\w./-]+)['`]/g), (match) => match[1]!),
    );
    assert.ok(modules.length > 10);
    const isThere = (name: string) => {
      try {
        return existsSync(new URL(import.meta.resolve(name)));
      } catch {
        // Not exported.
        return false;
      }
    };
    assert.equal(isThere('neon-mfa/define/neon-none.js'), false);
    assertNone(modules, ({ what }) => !isThere(what));
  });
});

describe('commands that the guides name', () => {
  /** Flags by command, as the program's own help has them. */
  const commands = new Map<string, readonly string[]>();
  let serving: readonly string[];

  before(async () => {
    const { stdout } = await run({ args: ['help'] });
    const flagsIn = (usage: string) =>
      Array.from(usage.matchAll(/--(\[no-\])?([a-z-]+)/g), ([, no, flag]) =>
        no ? [`--${flag}`, `--no-${flag}`] : [`--${flag}`],
      ).flat();
    serving = flagsIn(stdout.slice(0, stdout.indexOf('starts the service')));
    for (const [, name, usage] of stdout.matchAll(
      /^ {2}neon-service ([a-z-]+(?: [a-z]+)?)(.*)$/gm,
    )) {
      commands.set(name!, [...flagsIn(usage!), '--data']);
    }
  });

  /** The unknown command or flag in a line; undefined when there is none. */
  function faultIn(words: readonly string[]): string | undefined {
    const [first = '', second = ''] = words;
    const flags = words.filter((word) => word.startsWith('--'));
    const unknown = (known: readonly string[]) => flags.find((flag) => !known.includes(flag));
    if (first === 'neon-service') {
      const isCommand = second !== '' && !second.startsWith('-') && second !== 'help';
      return isCommand ? faultIn(words.slice(1)) : unknown(serving);
    }
    if (first.startsWith('--')) return unknown([...commands.values(), serving].flat());
    const known = commands.get(`${first} ${second}`) ?? commands.get(first);
    if (known) return unknown(known);
    const isNoun = [...commands.keys()].some((name) => name.startsWith(`${first} `));
    return isNoun && /^[a-z]/.test(second) ? `${first} ${second}` : undefined;
  }

  it('are reported when a command or flag is missing', () => {
    const faults: [string, string][] = [
      ['neon-service user promote', 'user promote'],
      ['code list --service shop', 'code list'],
      ['user list --since 0', '--since'],
      ['neon-service restore /backup --since 0', '--since'],
      ['neon-service site set <alias> --drop', '--drop'],
      ['neon-service --pin-min 6', '--pin-min'],
      ['--trusted-proxy', '--trusted-proxy'],
    ];
    for (const [text, fault] of faults) assert.equal(faultIn(wordsOf(text)), fault);
    for (const text of ['neon-service help', 'user list --after …', '--no-seal', 'user.created']) {
      assert.equal(faultIn(wordsOf(text)), undefined, text);
    }
  });

  it('exist in the program, with their flags', () => {
    // Flags of other programs and custom properties look the same.
    const isOurs = ({ guide, what }: Named) =>
      guide.path !== 'CONTRIBUTING.md' && !what.startsWith('--neon-');
    const named = [
      ...found(codeSpans).filter(isOurs),
      ...found(shellLines).filter(({ what }) => what.startsWith('neon-service')),
    ];
    assertNone(named, ({ what }) => faultIn(wordsOf(what)) !== undefined);
  });

  it('succeed in the order in which they are shown', async () => {
    let done = 0;
    for (const guide of guides) {
      const lines = shellLines(guide).filter((line) => /^neon-service [a-z]/.test(line));
      if (!lines.length) continue;
      const folder = new Folder();
      try {
        await (await ServiceProcess.start({ args: ['--data', folder.data] })).stop();
        for (const line of lines) {
          const [, ...args] = wordsOf(line);
          const { code, stderr } = await run({ args, env: { NEON_DATA: folder.data } });
          assert.equal(code, 0, `${guide.path}: ${line}: ${stderr}`);
          done++;
        }
      } finally {
        folder.remove();
      }
    }
    assert.ok(done > 10);
  });
});
