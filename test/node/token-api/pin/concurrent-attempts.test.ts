/**
 * Two hundred wrong PINs of one user at once, from five tokens: nobody gets more guesses by asking in parallel.
 */
import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import type { NeonClient } from '../../../../src/client/client.js';
import { readProblem } from '../../../../src/protocol/problem.js';
import type { TestSite } from '../../../support/services/service-fixture.js';
import { TestService } from '../../../support/services/test-service.js';
import { nodeClient } from '../../support/services/node-client.js';
import { enrol, rightPin, stretched } from '../../support/tokens/enrolled-token.js';
import { outcomeOf } from '../../support/tokens/operation-outcomes.js';
import type { Operation, RawToken } from '../../support/tokens/raw-token.js';
import { tokenRow, userRow } from '../../support/services/database-rows.js';
import { rejection } from '../../../support/clients/rejection.js';

const tokenCount = 5;
const each = 40;

/** Another wrong PIN for each number. */
const guess = (number: number) => ({ pin: { k: 'pwd', p: stretched(10 + number) } });

/** What became of a message: the code of its answer, or of the problem that came instead. */
async function endOf(token: RawToken, operation: Operation): Promise<string> {
  const reply = await token.send(operation);
  if (reply.status !== 200) return `problem ${readProblem(JSON.parse(reply.text), '$').code}`;
  return String((await token.open(operation, reply))['err']);
}

/** How often each occurs. */
function tally(ends: readonly string[]): Record<string, number> {
  const counts: Record<string, number> = {};
  for (const end of ends) counts[end] = (counts[end] ?? 0) + 1;
  return counts;
}

describe('two hundred wrong PINs at once from five tokens of one user', () => {
  let service: TestService;

  before(async () => {
    service = await TestService.start();
  });

  after(() => service.close());

  async function enrolFive(site: TestSite, login: string): Promise<RawToken[]> {
    const tokens: RawToken[] = [];
    for (let count = 0; count < tokenCount; count++) tokens.push(await enrol(service, site, login));
    return tokens;
  }

  /** Operations of a token that were executed, its activation aside, as the log of operations has them. */
  async function executed({ tid }: RawToken): Promise<number> {
    const rows = await service.store.read
      .selectFrom('op_log')
      .select('rid')
      .where('tid', '=', tid)
      .where('outcome', '=', 'applied')
      .execute();
    return rows.length - 1;
  }

  /** What the service has counted and written down: so many PINs checked, and then the block, once. */
  async function assertChecked(login: string, checked: number): Promise<void> {
    const { uid, pin_fails, pin_total, blocked_at } = await userRow(service, login);
    assert.deepEqual([pin_fails, pin_total, blocked_at !== null], [checked, checked, true]);
    const blocks = await service.store.read
      .selectFrom('audit')
      .select('detail')
      .where('kind', '=', 'user.blocked')
      .where('subject', '=', uid)
      .execute();
    assert.deepEqual(
      blocks.map(({ detail }) => (JSON.parse(detail) as { wrongPins: number }).wrongPins),
      [checked],
    );
  }

  it('with one position per token: one message per token is executed, and only the allowed number of PINs is checked', async () => {
    const site = await service.addSite({ pinTries: 4, maxTools: tokenCount + 1 });
    const witness = await enrol(service, site, 'position');
    const tokens = await enrolFive(site, 'position');
    const messages = await Promise.all(
      tokens.flatMap((token) =>
        Array.from({ length: each }, async (_, number) => {
          return { token, operation: await token.operation('otp', guess(number)) };
        }),
      ),
    );
    const ends = await Promise.all(messages.map(({ token, operation }) => endOf(token, operation)));
    assert.deepEqual(tally(ends), {
      PASSWORD_IS_WRONG: 4,
      USER_IS_BLOCKED: 1,
      'problem DYNAMIC_TOKEN_KEY_IS_INVALID': 195,
    });
    for (const token of tokens) {
      assert.equal(await executed(token), 1);
      const { status, n } = await tokenRow(service, token.tid);
      assert.deepEqual([status, n], ['DESYNC', token.at.n + 1]);
    }
    await assertChecked('position', 4);
    assert.equal(await outcomeOf(witness, 'otp', rightPin), 'USER_IS_BLOCKED');
  });

  it('with a position each: in any order, only the allowed number of PINs is checked', async () => {
    const site = await service.addSite({ pinTries: 5 });
    const tokens = await enrolFive(site, 'chain');
    // Each is built on the one before, as if that had been executed, and all of them are sent at once.
    const chains = await Promise.all(
      tokens.map(async (token) => {
        const chain: Operation[] = [];
        let { at } = token;
        for (let number = 0; number < each; number++) {
          const operation = await token.operation('otp', guess(number), { at });
          chain.push(operation);
          at = token.after(operation);
        }
        return chain;
      }),
    );
    const ends = await Promise.all(
      chains.map((chain, index) =>
        Promise.all(chain.map((operation) => endOf(tokens[index]!, operation))),
      ),
    );
    const counts = tally(ends.flat());
    const checked = counts['PASSWORD_IS_WRONG'];
    const refused = (counts['USER_IS_BLOCKED'] ?? 0) + (counts['TOKEN_IS_BLOCKED'] ?? 0);
    assert.equal(checked, 5);
    const executions = await Promise.all(tokens.map(executed));
    assert.equal(
      executions.reduce((sum, count) => sum + count),
      checked + refused,
    );
    for (const [index, token] of tokens.entries()) {
      const { status, n } = await tokenRow(service, token.tid);
      const count = executions[index]!;
      assert.ok(status === 'ACTIVE' || status === 'BLOCKED', status);
      assert.equal(n, token.at.n + count);
      for (const operation of chains[index]!.slice(0, count)) token.follow(operation);
    }
    await assertChecked('chain', 5);
    for (const token of tokens) {
      assert.match(await outcomeOf(token, 'otp', rightPin), /^(USER|TOKEN)_IS_BLOCKED$/);
    }
  });

  it('sent by five browsers: each is executed, and only the allowed number of PINs is checked', async () => {
    const site = await service.addSite({ pinTries: 7 });
    const browsers: NeonClient[] = [];
    for (let count = 0; count < tokenCount; count++) {
      const browser = nodeClient(service.url, site);
      await browser.activate(await service.issueCode(site, 'core'), { pin: '482917' });
      browsers.push(browser);
    }
    const ends = await Promise.all(
      browsers.flatMap((browser) =>
        Array.from({ length: each }, async (_, number) => {
          const error = await rejection(
            browser.getOnlineOtp('core', { pin: String(602_011 + number) }),
          );
          return error.left === undefined ? error.code : `${error.code} ${error.left}`;
        }),
      ),
    );
    const wrong = ends.filter((end) => end.startsWith('PASSWORD_IS_WRONG'));
    assert.equal(wrong.length, 7);
    const refused = ends.filter((end) => end.endsWith('_IS_BLOCKED'));
    assert.equal(refused.length, 193);
    await assertChecked('core', 7);
    for (const browser of browsers) {
      const { code } = await rejection(browser.getOnlineOtp('core', { pin: '482917' }));
      assert.match(code, /^(USER|TOKEN)_IS_BLOCKED$/);
      browser.close();
    }
  });
});
