import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import type { TestSite } from '../../../support/services/service-fixture.js';
import { TestService } from '../../../support/services/test-service.js';
import {
  blockUser,
  enrol,
  rightPin,
  stretched,
  wrongPin,
} from '../../support/tokens/enrolled-token.js';
import { otherPin, outcomeOf, sealArg } from '../../support/tokens/operation-outcomes.js';
import { RawToken } from '../../support/tokens/raw-token.js';
import { userRow } from '../../support/services/database-rows.js';

let service: TestService;

before(async () => {
  service = await TestService.start();
});

after(() => service.close());

const operations = ['otp', 'jwt', 'code.new', 'pin.change', 'seal', 'bio.revoke'] as const;

async function enrolAll(site: TestSite, login: string, count: number): Promise<RawToken[]> {
  const tokens: RawToken[] = [];
  for (let index = 0; index < count; index++) tokens.push(await enrol(service, site, login));
  return tokens;
}

describe('wrong PINs', () => {
  it('are checked only the allowed number of times, however many come at once in whatever operation', async () => {
    const site = await service.addSite({ seal: true, bio: 'allowed', pinTries: 7 });
    const tokens = await enrolAll(site, 'many', 5);
    const outcomes: string[] = [];
    await Promise.all(
      tokens.map(async (token) => {
        for (let count = 0; count < 40; count++) {
          const op = operations[count % operations.length]!;
          const arg = op === 'seal' ? await sealArg(token, 'text') : {};
          const secrets = { ...wrongPin, ...(op === 'pin.change' && { npin: otherPin }) };
          outcomes.push(await outcomeOf(token, op, secrets, arg));
        }
      }),
    );
    const checked = outcomes.filter((outcome) => outcome.startsWith('PASSWORD_IS_WRONG'));
    assert.equal(checked.length, 7);
    const refused = outcomes.filter((outcome) => outcome.endsWith('_IS_BLOCKED'));
    assert.equal(refused.length, 193);
    const { pin_fails, pin_total } = await userRow(service, 'many');
    assert.deepEqual([pin_fails, pin_total], [7, 7]);
  });

  it('across several unblockings end with a block that only a new PIN lifts', async () => {
    const site = await service.addSite({ pinTries: 5, pinTotalLimit: 12 });
    const token = await enrol(service, site, 'total');
    const { uid } = await userRow(service, 'total');
    for (let round = 0; round < 2; round++) {
      await blockUser(service, site, 'total');
      await service.admin.post(`/users/${uid}/unblock`);
    }
    const lefts: string[] = [];
    for (let count = 0; count < 5; count++) lefts.push(await outcomeOf(token, 'otp', wrongPin));
    assert.deepEqual(lefts.slice(0, 2), ['PASSWORD_IS_WRONG 1', 'PASSWORD_IS_WRONG 0']);
    assert.deepEqual(lefts.slice(2), Array(3).fill('USER_IS_BLOCKED'));
    assert.equal(await outcomeOf(token, 'otp', rightPin), 'USER_IS_BLOCKED');
  });
});

describe('a service', () => {
  it('with passwords says that the person used a password', async () => {
    const site = await service.addSite({ pin: 'password' });
    const token = await enrol(service, site, 'password');
    const answer = await token.run('jwt', rightPin);
    const jwt = String((answer['out'] as { access_token: string }).access_token).split('.')[1]!;
    const { amr } = JSON.parse(Buffer.from(jwt, 'base64url').toString()) as { amr: unknown };
    assert.deepEqual(amr, ['swk', 'pwd', 'mfa']);
  });

  it('without a second factor asks for none, and ignores one', async () => {
    const site = await service.addSite({ pin: 'none', seal: true });
    const token = await enrol(service, site, 'none');
    assert.deepEqual((await token.status())['need'], { f: 'none' });
    for (const secrets of [undefined, rightPin]) {
      assert.equal(await outcomeOf(token, 'otp', secrets), 'OK');
      assert.equal(await outcomeOf(token, 'code.new', secrets), 'OK');
      assert.equal(await outcomeOf(token, 'seal', secrets, await sealArg(token, 'text')), 'OK');
    }
  });
});

describe('the reasons to refuse any operation', () => {
  it('come before its code and its factor, in the same order for all operations', async () => {
    const site = await service.addSite({ seal: true, bio: 'allowed' });
    const token = await enrol(service, site, 'order');
    const { uid } = await userRow(service, 'order');
    await blockUser(service, site, 'order');
    await service.admin.post(`/tokens/${token.tid}/block`);
    await service.admin.post(`/users/${uid}/disable`);
    const all = ['jwt', 'seal', 'code.new', 'pin.change', 'bio.set', 'bio.revoke', 'token.list'];
    const lenient = ['unlock', 'pin.reset'];
    const secrets = { ...wrongPin, npin: otherPin, nbio: stretched(5), code: '1234567897' };
    const seal = await sealArg(token, 'text');
    const refusals = async (ops: readonly string[]) => {
      const found = new Set<string>();
      for (const op of ops) {
        found.add(await outcomeOf(token, op, secrets, op === 'seal' ? seal : {}));
      }
      return [...found];
    };
    assert.deepEqual(await refusals([...all, ...lenient]), ['SERVICE_ACCOUNT_STATUS_DISABLED']);
    await service.admin.post(`/users/${uid}/enable`);
    assert.deepEqual(await refusals([...all, 'pin.reset']), ['TOKEN_IS_BLOCKED']);
    assert.deepEqual(await refusals(['unlock']), ['CODE_ENTRY_DOES_NOT_EXIST']);
    await service.admin.post(`/tokens/${token.tid}/unblock`);
    assert.deepEqual(await refusals(all), ['USER_IS_BLOCKED']);
    assert.deepEqual(await refusals(lenient), ['CODE_ENTRY_DOES_NOT_EXIST']);
    assert.equal((await userRow(service, 'order')).pin_total, 10);
  });

  it('hold for a token that is not activated: it accepts its activation and nothing else', async () => {
    const site = await service.addSite({ pin: 'none' });
    const enrolled = await enrol(service, site, 'provisional');
    const token = await RawToken.make(enrolled.door);
    await token.begin(await service.issueCode(site, 'provisional'));
    for (const op of ['jwt', 'code.new', 'bio.set', 'pin.reset', 'unlock', 'token.list']) {
      assert.equal(await outcomeOf(token, op), 'NO_DEVICE_FOUND', op);
    }
    assert.equal(await outcomeOf(enrolled, 'activate'), 'NO_DEVICE_FOUND');
  });
});
