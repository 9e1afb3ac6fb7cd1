import { expect } from '@open-wc/testing';
import { hpkeRefusals } from '../known-answers/hpke.js';

describe('HPKE in this browser', () => {
  hpkeRefusals({
    it: (name, body) => void it(name, body),
    equal(actual, expected) {
      expect(actual).to.equal(expected);
    },
  });
});
