/**
 * The documentation of an element, from where it is kept: the docblock of its class.
 * @module
 */

const lists: readonly (readonly [tag: string, heading: string])[] = [
  ['slot', 'Slots'],
  ['fires', 'Events'],
  ['csspart', 'Parts'],
  ['cssprop', 'Custom properties'],
  ['cssstate', 'States'],
];

/** Makes Markdown of the docblock above the class of an element. */
export function describeElement(source: string): string {
  const block = /\/\*\*((?:(?!\*\/)[^])*)\*\/\s*export class/.exec(source)?.[1] ?? '';
  const text = block.replace(/^ *\* ?/gm, '').trim();
  const about = text.split(/^@/m)[0]!.trim();
  // An entry may go on in the next line.
  const entries = Array.from(text.matchAll(/^@(\w+) ((?:(?!\n@)[^])*)/gm), ([, tag, entry]) => ({
    tag,
    entry: entry!.replace(/\s+/g, ' ').trim(),
  }));
  const sections = lists.flatMap(([tag, heading]) => {
    const lines = entries.filter((one) => one.tag === tag).map(({ entry }) => line(entry));
    return lines.length ? [`## ${heading}\n\n${lines.join('\n')}`] : [];
  });
  return [about.replace(/<(neon-[a-z-]+)>/g, '`<$1>`'), ...sections].join('\n\n');
}

function line(entry: string): string {
  const [, type = '', name = '', text = entry] =
    /^(?:\{(\w+)\} )?(\[[^\]]+\]|[\w-]+)? ?- (.*)$/.exec(entry) ?? [];
  const shown = name.replace(/^\[|\]$/g, '').replace(/=.*$/, '') || 'default';
  return `- \`${shown}\`${type ? ` (\`${type}\`)` : ''}: ${text}`;
}
