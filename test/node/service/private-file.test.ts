import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { modeToSet } from '../../../src/service/node/data/private-file.js';

const [root, service, somebody] = [0, 1000, 1001];

describe('a file with keys', () => {
  it('may be read by nobody but its owner', () => {
    for (const uid of [service, somebody]) {
      for (const mode of [0o640, 0o620, 0o604, 0o660, 0o644]) {
        assert.equal(modeToSet({ uid, mode: 0o100000 | mode }, service), '600');
      }
      for (const mode of [0o600, 0o400]) {
        assert.equal(modeToSet({ uid, mode: 0o100000 | mode }, service), undefined);
      }
    }
  });

  it('may be read by its group if it is the superuser’s and the service is somebody else', () => {
    for (const mode of [0o660, 0o644, 0o604]) {
      assert.equal(modeToSet({ uid: root, mode: 0o100000 | mode }, service), '640');
    }
    for (const mode of [0o640, 0o440, 0o600]) {
      assert.equal(modeToSet({ uid: root, mode: 0o100000 | mode }, service), undefined);
    }
    assert.equal(modeToSet({ uid: root, mode: 0o100640 }, root), '600');
  });
});
