/**
 * The reference of the elements, docs/elements-reference.md, which is written from the manifest.
 * @module
 */
import {
  fieldsOf,
  methodsOf,
  type Described,
  type ElementDeclaration,
  type Field,
  type Method,
} from './manifest.js';

/** The page, from the root of the project. */
export const referencePage = 'docs/elements-reference.md';

const introduction = `# Reference of the elements

\`npm run docs:elements\` writes this page from the docblocks of the elements. The same is in the custom elements manifest of the package (\`customElements\` in \`package.json\`, <https://github.com/webcomponents/custom-elements-manifest>), for tools. [integrate/elements.md](integrate/elements.md) is the overview, [integrate/frameworks.md](integrate/frameworks.md) has the types for templates.

An *experimental* element may still change in a minor version.`;

/** Text of the page. */
export function elementReference(elements: readonly ElementDeclaration[]): string {
  return `${[introduction, ...elements.map(section)].join('\n\n')}\n`;
}

function section(element: ElementDeclaration): string {
  return `## \`<${element.tagName}>\`\n\n${describeElement(element)}`;
}

/** Everything of one element, in Markdown without headings. */
export function describeElement(element: ElementDeclaration): string {
  return [
    `\`${element.name}\`, ${element.status}. ${element.description}`,
    ...table(
      'Attributes and properties',
      ['Attribute', 'Property', 'Type', 'Initially', 'Description'],
      [
        ...fieldsOf(element).map(fieldRow),
        ...(element.attributes ?? [])
          .filter(({ fieldName }) => !fieldName)
          .map(({ name, type, description }) => [
            code(name),
            '',
            code(type?.text),
            '',
            description,
          ]),
      ],
    ),
    ...table('Methods', ['Method', 'Returns', 'Description'], methodsOf(element).map(methodRow)),
    ...table(
      'Events',
      ['Event', 'Class', 'Description'],
      (element.events ?? []).map(({ name, type, description }) => [
        code(name),
        code(type?.text),
        description,
      ]),
    ),
    ...described('Slots', 'Slot', element.slots),
    ...described('Parts', 'Part', element.cssParts),
    ...table(
      'Custom properties',
      ['Property', 'Initially', 'Description'],
      (element.cssProperties ?? []).map((one) => [
        code(one.name),
        code(one.default),
        one.description,
      ]),
    ),
    ...described('States', 'State', element.cssStates),
  ].join('\n\n');
}

function fieldRow(field: Field): Row {
  const attribute = field.attribute ? code(field.attribute) : '';
  return [
    `${attribute}${field.reflects ? ', reflected' : ''}`,
    `${code(field.name)}${field.readonly ? ', read only' : ''}`,
    code(field.type?.text),
    code(field.default),
    field.description,
  ];
}

function methodRow({ name, parameters = [], return: result, description }: Method): Row {
  const list = parameters.map((one) => `${one.name}: ${one.type?.text}`).join(', ');
  return [code(`${name}(${list})`), code(result?.type.text), description];
}

type Row = readonly (string | undefined)[];

function described(heading: string, column: string, entries: readonly Described[] = []): string[] {
  const rows = entries.map(({ name, description }) => [name ? code(name) : 'default', description]);
  return table(heading, [column, 'Description'], rows);
}

/** A heading and a table; nothing for no rows. */
function table(heading: string, columns: readonly string[], rows: readonly Row[]): string[] {
  if (!rows.length) return [];
  const line = (cells: Row): string =>
    `| ${cells.map((cell = '') => cell.replace(/\s+/g, ' ').replaceAll('|', '\\|')).join(' | ')} |`;
  const rule = `|${'---|'.repeat(columns.length)}`;
  return [`**${heading}**`, [line(columns), rule, ...rows.map(line)].join('\n')];
}

function code(text: string | undefined): string {
  return text ? `\`${text}\`` : '';
}
