/**
 * Writes into build/frameworks what is made from the custom elements manifest: `npm run manifest`.
 * @module
 */
import { mkdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { vscodeData, webTypes } from './editor-data.js';
import { elementTypes } from './element-types.js';
import { frameworkTypes } from './framework-types.js';
import { readManifest } from './manifest-file.js';
import { elementsOf } from './manifest.js';
import { reactComponents, reactTypes } from './react-components.js';

const folder = 'build/frameworks';
const json = (value: object) => `${JSON.stringify(value, null, 2)}\n`;

const elements = elementsOf(await readManifest());
const { name, version } = JSON.parse(await readFile('package.json', 'utf8')) as Record<
  'name' | 'version',
  string
>;
const files: Readonly<Record<string, string>> = {
  ...frameworkTypes,
  'elements.d.ts': elementTypes(elements),
  'react.js': reactComponents(elements),
  'react.d.ts': reactTypes(elements),
  'vscode.html-custom-data.json': json(vscodeData(elements)),
  'web-types.json': json(webTypes(elements, { name, version })),
};
await mkdir(folder, { recursive: true });
for (const [file, text] of Object.entries(files)) await writeFile(join(folder, file), text);
