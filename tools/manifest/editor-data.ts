/**
 * What editors read: custom data of VS Code, and web-types of JetBrains.
 * @module
 */
import {
  ownAttributesOf,
  settableFieldsOf,
  type Attribute,
  type Described,
  type ElementDeclaration,
} from './manifest.js';

interface Package {
  readonly name: string;
  readonly version: string;
}

/** https://github.com/microsoft/vscode-custom-data */
export function vscodeData(elements: readonly ElementDeclaration[]): object {
  return {
    version: 1.1,
    tags: elements.map((element) => ({
      name: element.tagName,
      description: { kind: 'markdown', value: describe(element) },
      attributes: ownAttributesOf(element).map((attribute) => ({
        name: attribute.name,
        description: attribute.description,
        // Present or absent, without a value.
        ...(isBoolean(attribute) ? { valueSet: 'v' } : {}),
      })),
    })),
  };
}

/** The element, and in a list what an attribute cannot say. */
function describe({ description, events = [], slots = [] }: ElementDeclaration): string {
  const list = (heading: string, entries: readonly Described[]): string[] =>
    entries.length
      ? [
          `**${heading}**\n${entries.map((one) => `- \`${one.name || 'default'}\`: ${one.description}`).join('\n')}`,
        ]
      : [];
  return [description, ...list('Events', events), ...list('Slots', slots)].join('\n\n');
}

/** https://github.com/JetBrains/web-types */
export function webTypes(
  elements: readonly ElementDeclaration[],
  { name, version }: Package,
): object {
  const plain = (entries: readonly Described[] = []) =>
    entries.map((one) => ({ name: one.name, description: one.description }));
  return {
    $schema: 'https://json.schemastore.org/web-types',
    name,
    version,
    'description-markup': 'markdown',
    contributions: {
      html: {
        elements: elements.map((element) => ({
          name: element.tagName,
          description: element.description,
          attributes: ownAttributesOf(element).map((attribute) => ({
            name: attribute.name,
            description: attribute.description,
            value: isBoolean(attribute) ? { kind: 'no-value' } : { type: attribute.type?.text },
          })),
          slots: plain(element.slots),
          js: {
            properties: settableFieldsOf(element).map((field) => ({
              name: field.name,
              description: field.description,
              value: { type: field.type?.text },
            })),
            events: plain(element.events),
          },
          css: {
            properties: plain(element.cssProperties),
            parts: plain(element.cssParts),
          },
        })),
      },
    },
  };
}

function isBoolean({ type }: Attribute): boolean {
  return type?.text === 'boolean';
}
