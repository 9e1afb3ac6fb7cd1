/** The table of docs/integrate/browsers.md says of the engine of this page what it has. */
import { expect } from '@open-wc/testing';
import { engineFeatures, engineName } from '../support/pages/engine-features.js';

const guide = await (await fetch('/docs/integrate/browsers.md')).text();
const [, section] = guide.split('\n## What an engine lacks\n');
const [head, , ...rows] = section!
  .split('\n## ')[0]!
  .split('\n')
  .filter((line) => line.startsWith('|'))
  .map((line) => line.split('|').map((cell) => cell.trim()));
const column = head!.indexOf(engineName());

/** Compares this engine with a cell of the table: `yes`, `no`, or `from` a major version. */
function saysYes(cell: string): boolean {
  const [, from] = /^from (\d+)$/.exec(cell) ?? [];
  if (from === undefined) return cell === 'yes';
  const [, version] = / (?:Chrome|HeadlessChrome|Firefox)\/(\d+)/.exec(navigator.userAgent)!;
  return Number(version) >= Number(from);
}

describe('the table of what an engine lacks', () => {
  it('has a row for each feature that a test asks for, and no other', () => {
    expect(rows.map((cells) => cells[1])).to.have.members(Object.keys(engineFeatures));
    expect(column).to.be.above(1);
    for (const cells of rows) expect(cells[column], cells[1]).to.match(/^(yes|no|from \d+)$/);
  });

  for (const [feature, probe] of Object.entries(engineFeatures)) {
    it(`says the truth about this engine: ${feature}`, async () => {
      const cells = rows.find((one) => one[1] === feature)!;
      expect(saysYes(cells[column]!)).to.equal(await probe());
    });
  }
});
