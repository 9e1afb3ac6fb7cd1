import { expect } from '@open-wc/testing';
import { hpkeRefusals } from '../known-answers/hpke.js';
import { engineHas } from '../support/pages/engine-features.js';

/** The sender's key is used once, so that a point off the curve tells its maker nothing of lasting worth. */
const refused = await engineHas('Points off the curve are refused');

describe('HPKE in this browser', () => {
  hpkeRefusals({
    it: (name, body) =>
      void it(refused ? name : `accepts in this engine what others refuse: ${name}`, body),
    equal(actual, expected) {
      expect(actual).to.equal(refused ? expected : 'accepted');
    },
  });
});
