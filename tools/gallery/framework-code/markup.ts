/**
 * Markup as a tree, and how it is written in the templates of a framework.
 * @module
 */

/** An element, with its attributes as HTML has them. */
export interface MarkupElement {
  readonly tag: string;
  readonly attributes: readonly (readonly [name: string, value: string])[];
  readonly children: readonly Markup[];
}

/** An element or a text. */
export type Markup = MarkupElement | string;

/** How templates differ from HTML. */
export interface Dialect {
  /** An attribute, without a space before it. */
  readonly attribute: (name: string, value: string, tag: string) => string;
  /** Text without white space around it. */
  readonly text: (text: string) => string;
  /** True when elements without content close themselves, as in XML. Those of HTML always do. */
  readonly closesItself: boolean;
}

const isVoid = new Set(['area', 'br', 'col', 'hr', 'img', 'input', 'link', 'meta', 'wbr']);

/** Longest line with the attributes of an element. */
const lineWidth = 88;

/** Lines of a template, indented by `indent` spaces. White space between elements is not kept. */
export function templateLines(nodes: readonly Markup[], dialect: Dialect, indent = 0): string[] {
  const margin = ' '.repeat(indent);
  return nodes.flatMap((node) => {
    if (typeof node !== 'string') return elementLines(node, dialect, indent);
    const text = shortened(node);
    return text ? [margin + dialect.text(text)] : [];
  });
}

function elementLines(element: MarkupElement, dialect: Dialect, indent: number): string[] {
  const { tag, children } = element;
  const margin = ' '.repeat(indent);
  const opening = openingLines(element, dialect, indent);
  const last = opening.pop()!;
  if (isVoid.has(tag)) return [...opening, `${last} />`];
  const [only, ...others] = children.filter((one) => typeof one !== 'string' || shortened(one));
  if (only === undefined) {
    return [...opening, dialect.closesItself ? `${last} />` : `${last}></${tag}>`];
  }
  if (typeof only === 'string' && !others.length) {
    return [...opening, `${last}>${dialect.text(shortened(only))}</${tag}>`];
  }
  const inside = templateLines(children, dialect, indent + 2);
  return [...opening, `${last}>`, ...inside, `${margin}</${tag}>`];
}

/** The tag with its attributes, up to its last bracket. */
function openingLines(
  { tag, attributes }: MarkupElement,
  dialect: Dialect,
  indent: number,
): string[] {
  const margin = ' '.repeat(indent);
  const written = attributes.map(([name, value]) => dialect.attribute(name, value, tag));
  const line = [`${margin}<${tag}`, ...written].join(' ');
  if (line.length <= lineWidth) return [line];
  return [`${margin}<${tag}`, ...written.map((one) => `${margin}  ${one}`), margin];
}

function shortened(text: string): string {
  return text.replace(/\s+/g, ' ').trim();
}

/** An attribute as in HTML; one that is empty has no value. */
export function plainAttribute(name: string, value: string): string {
  return value === '' ? name : `${name}="${escaped(value).replaceAll('"', '&quot;')}"`;
}

/** Text as in HTML. */
export function escaped(text: string): string {
  return text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;');
}

/** Tags of the kit in markup, sorted. */
export function kitTags(nodes: readonly Markup[]): string[] {
  const tags = nodes.flatMap((node) => {
    if (typeof node === 'string') return [];
    return [...(node.tag.startsWith('neon-') ? [node.tag] : []), ...kitTags(node.children)];
  });
  return [...new Set(tags)].sort();
}
