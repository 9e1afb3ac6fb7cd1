// Runs several test files in one process, one after the other: what they all import is loaded once. Each is a suite of
// its own, so that its hooks are for its own tests alone, and fails without tests.
//
// node tools/test-group.mjs FILE ...
import { after, afterEach, describe } from 'node:test';
import { pathToFileURL } from 'node:url';

for (const file of process.argv.slice(2)) {
  describe(file, async () => {
    let hasTests = false;
    afterEach(() => (hasTests = true));
    after(() => {
      if (!hasTests) throw new Error('It has no tests.');
    });
    await import(pathToFileURL(file).href);
  });
}
