import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { allKnownAnswers } from '../../known-answers/all.js';

describe('known answers in Node', () => {
  allKnownAnswers({ it: (name, body) => void it(name, body), equal: assert.equal });
});
