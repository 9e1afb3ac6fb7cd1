/**
 * Writes docs/elements-reference.md: `npm run docs:elements`.
 * @module
 */
import { writeFile } from 'node:fs/promises';
import { elementReference, referencePage } from './manifest/element-reference.js';
import { readManifest } from './manifest/manifest-file.js';
import { elementsOf } from './manifest/manifest.js';

await writeFile(referencePage, elementReference(elementsOf(await readManifest())));
