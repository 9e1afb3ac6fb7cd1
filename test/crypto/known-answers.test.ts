import { expect } from '@open-wc/testing';
import { allKnownAnswers } from '../known-answers/all-suites.js';

describe('known answers in this browser', () => {
  allKnownAnswers({
    it: (name, body) => void it(name, body),
    equal(actual, expected) {
      expect(actual).to.equal(expected);
    },
  });
});
