/**
 * Declarations of what templates can write: attributes, properties and events of each element, by tag. The types are those
 * of the classes.
 * @module
 */
import {
  ownAttributesOf,
  settableFieldsOf,
  type Described,
  type ElementDeclaration,
} from './manifest.js';

/** Text of `elements.d.ts`. */
export function elementTypes(elements: readonly ElementDeclaration[]): string {
  const events = new Set(
    elements.flatMap(({ events = [] }) => events.map(({ type }) => type!.text)),
  );
  const names = [...elements.map(({ name }) => name), ...events].sort();
  return [
    `import type { ${names.join(', ')} } from '../components/index.js';\n`,
    table('NeonElements', 'The class of each element.', elements, ({ name }) => name),
    table('NeonAttributes', 'The attributes of each element.', elements, (element) =>
      block(ownAttributesOf(element), ({ fieldName }) => `${element.name}['${fieldName}']`),
    ),
    table('NeonProperties', 'The properties that a page can set.', elements, (element) =>
      block(settableFieldsOf(element), ({ name }) => `${element.name}['${name}']`),
    ),
    table('NeonEvents', 'The events of each element.', elements, ({ events = [] }) =>
      block(events, ({ type }) => type!.text, ''),
    ),
    'export type NeonTag = keyof NeonElements;\n',
  ].join('\n');
}

function table(
  name: string,
  about: string,
  elements: readonly ElementDeclaration[],
  typeOf: (element: ElementDeclaration) => string,
): string {
  const lines = elements.map(
    (element) =>
      `${name === 'NeonElements' ? comment(element) : ''}  '${element.tagName}': ${typeOf(element)};\n`,
  );
  return `/** ${about} */\nexport interface ${name} {\n${lines.join('')}}\n`;
}

/** The type of an object whose members may be missing, unless `optional` is empty. */
function block<T extends Described>(
  members: readonly T[],
  typeOf: (member: T) => string,
  optional = '?',
): string {
  const undefinedToo = optional && ' | undefined';
  const lines = members.map(
    (member) =>
      `${comment(member)}    '${member.name}'${optional}: ${typeOf(member)}${undefinedToo};\n`,
  );
  return `{\n${lines.join('')}  }`;
}

function comment({ description }: Described): string {
  return description ? `  /** ${description.replace(/\s+/g, ' ')} */\n` : '';
}
