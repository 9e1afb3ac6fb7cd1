/**
 * The page docs/protocol-messages.md, which is written from docs/protocol.schema.json.
 * @module
 */

/** The page, from the root of the project. */
export const messagesPage = 'docs/protocol-messages.md';

/** The schema, from the root of the project. */
export const messagesSchema = 'docs/protocol.schema.json';

/** The part of JSON Schema that describes the messages. */
interface Schema {
  readonly $ref?: string;
  readonly type?: string;
  readonly description?: string;
  readonly const?: unknown;
  readonly enum?: readonly unknown[];
  readonly pattern?: string;
  readonly minLength?: number;
  readonly maxLength?: number;
  readonly minimum?: number;
  readonly maximum?: number;
  readonly maxItems?: number;
  readonly items?: Schema;
  readonly prefixItems?: readonly Schema[];
  readonly properties?: Readonly<Record<string, Schema>>;
  readonly required?: readonly string[];
  readonly additionalProperties?: boolean;
  readonly oneOf?: readonly Schema[];
}

interface Document {
  readonly $defs: Readonly<Record<string, Schema>>;
}

const introduction = `# Messages of BTT/1

For whoever writes or reads a message: every member with its type and length. \`npm run docs:messages\` writes this page from [protocol.schema.json](protocol.schema.json), which the tests compare with what client and service read. [protocol.md](protocol.md) says what the messages are for. A member in parentheses is optional. Lengths of strings are in UTF-16 code units. Bytes are base64url in its canonical spelling.
`;

/** Writes the page. */
export function messageTables({ $defs }: Document): string {
  const all = Object.entries($defs);
  const values = all.filter(([, schema]) => isValue(schema));
  const messages = all.filter(([, schema]) => !isValue(schema));
  const types = table(
    ['Type', 'Form', 'Meaning'],
    values.map(([name, schema]) => [code(name), formOf(schema), schema.description ?? '']),
  );
  const parts = messages.map(([name, schema]) => section(name, schema));
  const page = [introduction, '## Types\n', types, '', ...parts].join('\n');
  // A type without members has no heading of its own.
  return values.reduce(
    (text, [name]) => text.replaceAll(`(#${name.toLowerCase()})`, '(#types)'),
    page,
  );
}

/** Tells whether a schema is of something that has no members. */
function isValue({ type, items }: Schema): boolean {
  return type === 'string' || type === 'integer' || items?.type === 'string';
}

function section(name: string, schema: Schema): string {
  const description = schema.description ? `${sentence(schema.description)}\n\n` : '';
  const isStrict = (schema.oneOf ?? [schema]).every((one) => one.additionalProperties === false);
  const more = isStrict ? 'A further member is refused.\n\n' : '';
  const forms = schema.oneOf ?? [schema];
  const tables = forms.map((form) => table(['Member', 'Type', 'Meaning'], rowsOf(form, '')));
  return `## ${name}\n\n${description}${more}${tables.join('\n\nOr:\n\n')}\n`;
}

/** The rows of an object or array, and of what is in it. */
function rowsOf(
  { properties, required = [], items, prefixItems, oneOf }: Schema,
  at: string,
): string[][] {
  const own = Object.entries(properties ?? {}).flatMap(([name, member]) => {
    const path = code(`${at}${name}`);
    const shown = required.includes(name) ? path : `(${path})`;
    const row = [shown, formOf(member), member.description ?? ''];
    return [row, ...rowsOf(member, `${at}${name}.`)];
  });
  const inner = [items, ...(prefixItems ?? [])].filter((one) => one !== undefined);
  const within = [...inner, ...(oneOf ?? [])].flatMap((one) => rowsOf(one, at));
  return [...own, ...within];
}

/** The type of a value and its length, in words. */
function formOf(schema: Schema): string {
  const { $ref, type, items, prefixItems, properties, oneOf } = schema;
  if ($ref !== undefined) return link($ref.split('/').at(-1)!);
  if (schema.const !== undefined) return code(JSON.stringify(schema.const));
  if (schema.enum) return schema.enum.map((one) => code(JSON.stringify(one))).join(', ');
  if (oneOf) return 'one of two objects';
  if (prefixItems) return `array of ${prefixItems.length}`;
  if (items) return `array of ${schema.maxItems} at most: ${formOf(items)}`;
  if (type === 'integer') return `integer from ${schema.minimum} to ${schema.maximum}`;
  if (type === 'string') return stringForm(schema);
  if (type === 'object' && !Object.keys(properties ?? {}).length) return 'object without members';
  return type ?? 'any JSON';
}

function stringForm({ pattern, minLength = 0, maxLength }: Schema): string {
  const least = minLength > 0 ? `, at least ${minLength}` : '';
  const matching = pattern === undefined ? '' : ` matching ${code(pattern)}`;
  return `string${matching}${least}${atMost(maxLength)}`;
}

function sentence(text: string): string {
  return `${text.charAt(0).toUpperCase()}${text.slice(1)}.`;
}

function atMost(max: number | undefined): string {
  return max === undefined ? '' : `, at most ${max}`;
}

function link(name: string): string {
  return `[${code(name)}](#${name.toLowerCase()})`;
}

function code(text: string): string {
  return `\`${text.replaceAll('|', '\\|')}\``;
}

function table(head: readonly string[], rows: readonly (readonly string[])[]): string {
  const lines = [head, head.map(() => '---'), ...rows].map((cells) => `| ${cells.join(' | ')} |`);
  return lines.join('\n').replace('| --- | --- | --- |', '|---|---|---|');
}
