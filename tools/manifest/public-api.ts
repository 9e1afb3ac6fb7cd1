/**
 * A plugin of `@custom-elements-manifest/analyzer` that leaves in the manifest what users of the package have: the classes
 * of elements and events, without private members and base classes, at the paths under which they are published.
 * @module
 */
import type ts from 'typescript';

interface Member {
  readonly kind: string;
  readonly name: string;
  readonly privacy?: string;
  readonly static?: boolean;
  default?: string | undefined;
  inheritedFrom?: object | undefined;
}

interface Declaration {
  readonly kind: string;
  readonly name: string;
  tagName?: string | undefined;
  status?: string | undefined;
  customElement?: boolean;
  superclass?: object;
  members?: Member[];
  attributes?: Member[];
  events?: { readonly description?: string }[];
}

interface Module {
  path: string;
  declarations: Declaration[];
  exports: object[];
}

/** What the analyzer calls. It has a TypeScript of its own, which it hands over. */
interface Plugin {
  readonly name: string;
  analyzePhase(phase: { ts: typeof ts; node: ts.Node; moduleDoc: Module }): void;
  packageLinkPhase(phase: {
    customElementsManifest: { schemaVersion: string; modules: Module[] };
  }): void;
}

/** Methods that the browser or Lit calls. */
const lifecycle = /Callback$/;

export function publicApi(): Plugin {
  /** Tags by the name of their class. */
  const tags = new Map<string, string>();
  /** Status by the name of the class. */
  const statuses = new Map<string, string>();
  return {
    name: 'public-api',
    analyzePhase({ ts, node }) {
      if (ts.isCallExpression(node) && node.expression.getText() === 'define') {
        const [tag, element] = node.arguments;
        if (tag && element && ts.isStringLiteral(tag)) tags.set(element.getText(), tag.text);
      }
      if (!ts.isClassDeclaration(node) || !node.name) return;
      const status = ts.getJSDocTags(node).find(({ tagName }) => tagName.text === 'status');
      if (status) statuses.set(node.name.text, String(status.comment));
    },
    packageLinkPhase({ customElementsManifest: manifest }) {
      manifest.schemaVersion = '2.1.0';
      manifest.modules = manifest.modules
        .map((module) => published(module, tags, statuses))
        .filter(({ declarations }) => declarations.length)
        .sort((a, b) => (a.path < b.path ? -1 : 1));
    },
  };
}

function published(
  { path, declarations }: Module,
  tags: ReadonlyMap<string, string>,
  statuses: ReadonlyMap<string, string>,
): Module {
  const isEvents = path === 'components/events.ts';
  const kept = declarations.filter(({ kind, name }) => {
    return kind === 'class' && (tags.has(name) || (isEvents && name.startsWith('Neon')));
  });
  const target = `build/${path.replace(/\.ts$/, '.js')}`;
  for (const one of kept) {
    one.members = one.members?.filter(isPublic).map(ownMember) ?? [];
    if (isEvents) continue;
    one.attributes = one.attributes?.map(ownMember) ?? [];
    // The analyzer also guesses from calls of dispatchEvent.
    one.events = one.events?.filter(({ description }) => description) ?? [];
    one.customElement = true;
    one.superclass = { name: 'LitElement', package: 'lit' };
    one.tagName = tags.get(one.name);
    one.status = statuses.get(one.name);
  }
  return { ...exportsOf(kept, target), path: target, declarations: kept };
}

/** The exports of a module, and the tags that its classes are registered under. */
function exportsOf(declarations: readonly Declaration[], module: string): Module & object {
  const exports = declarations.flatMap(({ name, tagName }) => {
    const declaration = { name, module };
    const exported = { kind: 'js', name, declaration };
    return tagName
      ? [exported, { kind: 'custom-element-definition', name: tagName, declaration }]
      : [exported];
  });
  return Object.assign({ kind: 'javascript-module' }, { path: module, declarations: [], exports });
}

function isPublic({ name, kind, privacy, static: isStatic }: Member): boolean {
  if (isStatic || (privacy ?? 'public') !== 'public' || name.startsWith('#')) return false;
  return kind !== 'method' || !lifecycle.test(name);
}

/** A member as one of its class, which it may inherit from a base that is not public. */
function ownMember(member: Member): Member {
  const { inheritedFrom: _, ...own } = member;
  // Of an accessor, the analyzer takes the right side of its assignment.
  if (own.default === own.name) delete own.default;
  return own;
}
