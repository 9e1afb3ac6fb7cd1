/**
 * The documents of the specification: all are in the index, and say how their key words are to be read.
 */
import assert from 'node:assert/strict';
import { before, describe, it } from 'node:test';
import { readGuides, type Guide } from '../support/documents/guides.js';

const core = 'docs/protocol.md';

describe('the documents of the specification', () => {
  let documents: readonly Guide[];
  before(async () => {
    documents = (await readGuides()).filter(({ path }) => /^docs\/protocol[\w-]*\.md$/.test(path));
  });

  it('are all in the index of the first', () => {
    const { text } = documents.find(({ path }) => path === core)!;
    const index = text.split('\n## ')[0]!;
    assert.ok(documents.length >= 10);
    for (const { path } of documents.filter((one) => one.path !== core)) {
      assert.ok(index.includes(`](${path.replace('docs/', '')})`), path);
    }
  });

  it('refer to BCP 14 where they have its key words', () => {
    for (const { path, text } of documents) {
      if (!/\b(?:MUST|SHOULD|MAY)\b/.test(text)) continue;
      const statement = path === core ? 'BCP 14 (RFC 2119, RFC 8174)' : '#12-requirements-language';
      assert.ok(text.includes(statement), path);
    }
  });
});
