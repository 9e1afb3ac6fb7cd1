import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { nodeAesKey } from '../../../src/service/node/node-aes-key.js';
import { nodeHashes } from '../../../src/service/node/node-hashes.js';
import { allKnownAnswers } from '../../known-answers/all-suites.js';
import { hashesKnownAnswers } from '../../known-answers/hashes.js';
import { aesKnownAnswers } from '../../known-answers/jose.js';
import type { Harness } from '../../known-answers/harness.js';
import { hpkeRefusals } from '../../known-answers/hpke.js';

const harness: Harness = { it: (name, body) => void it(name, body), equal: assert.equal };

describe('known answers in Node', () => {
  allKnownAnswers(harness);
  hashesKnownAnswers(harness, 'node:crypto', nodeHashes);
  aesKnownAnswers(harness, 'node:crypto', nodeAesKey);
  hpkeRefusals(harness);
});
