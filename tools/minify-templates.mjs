// Rollup plugin: takes the white space of the source out of `html`, `svg` and `css` templates.
// Between elements and words one space remains, so that a page looks the same with and without it.
const tags = new Set(['css', 'html', 'svg']);

/** Minifies the templates of the modules below `folder`. They hold no text that is preformatted. */
export function minifyTemplates(folder) {
  return {
    name: 'minify-templates',
    transform(code, id) {
      if (!id.includes(folder)) return null;
      const parts = [...templateParts(this.parse(code))].sort((a, b) => b.start - a.start);
      for (const { tag, start, end } of parts) {
        const text = code.slice(start, end);
        code = code.slice(0, start) + (tag === 'css' ? css(text) : html(text)) + code.slice(end);
      }
      return { code, map: null };
    },
  };
}

function html(text) {
  // A tag may end right after an attribute; one that closes itself may not, after a value without quotes.
  return text.replace(/\s+/g, ' ').replaceAll(' >', '>');
}

function css(text) {
  return text
    .replace(/\/\*[^]*?\*\//g, '')
    .replace(/\s+/g, ' ')
    .replace(/ ?([{};,>]) ?/g, '$1')
    .replaceAll(': ', ':')
    .replaceAll(';}', '}')
    .trim();
}

/** The text parts of all templates below a node. */
function* templateParts(node) {
  if (node?.type === 'TaggedTemplateExpression' && tags.has(node.tag.name)) {
    for (const { start, end } of node.quasi.quasis) yield { tag: node.tag.name, start, end };
  }
  if (node === null || typeof node !== 'object') return;
  for (const child of Object.values(node)) yield* templateParts(child);
}
