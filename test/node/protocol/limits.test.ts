/**
 * Checks the limits in docs/protocol-service.md, and those that operators are told, against those of the code.
 */
import assert from 'node:assert/strict';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { before, describe, it } from 'node:test';
import { longestCall, mostCalls } from '../../../src/browser/frame/frame-channel.js';
import { patience } from '../../../src/browser/frame/frame-window.js';
import { keptSteps } from '../../../src/client/ratchet/record-changes.js';
import { usableFor } from '../../../src/client/service/session.js';
import { pinIterations } from '../../../src/crypto/pin.js';
import { accessTokenLife } from '../../../src/protocol/access-token.js';
import { lastPosition } from '../../../src/protocol/key-schedule.js';
import {
  challengeLife,
  maxRequestBytes,
  maxRequestDepth,
  maxResponseBytes,
  maxStatusItems,
  maxStringLength,
  paddingBlock,
} from '../../../src/protocol/limits.js';
import { longestWait, pushLife } from '../../../src/protocol/push.js';
import { clockDifference, statementLife } from '../../../src/protocol/seal.js';
import { pinDigits } from '../../../src/protocol/typed-values.js';
import { maxToldWrongPins } from '../../../src/protocol/wrong-pins.js';
import { clockMargin } from '../../../src/service/domain/clock.js';
import { shortCodeTries } from '../../../src/service/domain/codes/short-code.js';
import { logRetention } from '../../../src/service/domain/housekeeping.js';
import {
  hpkeKeyLife,
  maxSigningKeys,
  publicationLead,
} from '../../../src/service/domain/keys/key-record.js';
import { usualCeiling } from '../../../src/service/domain/limits/judgements.js';
import {
  codeFailures,
  keyFailures,
  rollbackAlarms,
  staticFailures,
  strangerPushes,
  tokenPushes,
  tokenStatuses,
} from '../../../src/service/domain/limits/rate-limits.js';
import {
  entriesPerCode,
  tokenEntries,
  tokenOperations,
  userCodes,
} from '../../../src/service/domain/limits/stored-limits.js';
import {
  abandonedLife,
  maxAbandoned,
  responseLife,
} from '../../../src/service/domain/message/sync.js';
import { numberTries } from '../../../src/service/domain/operations/answer-push.js';
import {
  deviceCodeLife,
  maxLiveCodes,
} from '../../../src/service/domain/operations/issue-device-code.js';
import { maxLiveOtps } from '../../../src/service/domain/otp/new-otp.js';
import { otpTries } from '../../../src/service/domain/otp/otp-verification.js';
import { bioTries } from '../../../src/service/domain/people/bio-key.js';
import { maxWaits } from '../../../src/service/domain/push/notices.js';
import { collectionTime } from '../../../src/service/domain/push/push-collection.js';
import { maxShown } from '../../../src/service/domain/push/push-inbox.js';
import { burst, muteTime } from '../../../src/service/domain/push/push-request.js';
import { maxHolders, provisionalLife } from '../../../src/service/domain/tokens/activation.js';
import { serviceSettings } from '../../../src/service/settings/service-settings.js';
import { openSqliteStore } from '../../../src/service/store/sqlite/sqlite.js';
import { root } from '../support/documents/examples.js';
import { rowsBelow } from '../support/documents/tables.js';

const minute = 60_000;

/** A number as the documents write it: groups of three digits. */
const grouped = (value: number) => value.toLocaleString('en').replaceAll(',', ' ');

const seconds = (milliseconds: number) => `${grouped(milliseconds / 1000)} s`;

const { underWay, waiting } = usualCeiling;
const pushes = strangerPushes(serviceSettings.pushPerAddress.default);
const { pinTries, pinTriesPerBrowser, pinTotalLimit } = serviceSettings;

/** What the value of each limit on use begins with. */
const limits: Readonly<Record<string, string>> = {
  'wrong static signatures (S3, activations, signed pushes)': `${staticFailures.max} a minute`,
  'unknown long codes (A1)': `${codeFailures.max} a minute`,
  'wrong keys of relying parties and of the administrator, each door': `${keyFailures.max} a minute`,
  'judgements of these, each door': `${underWay} under way and ${grouped(waiting)} waiting`,
  'abandoned operations (S14)': `${maxAbandoned} of a token, each for ${abandonedLife / 1000} s`,
  'operations of a token (S15)': `${tokenOperations.max} in ${tokenOperations.window / minute} minutes`,
  'audit entries that a token has caused': `${tokenEntries.max} in an hour`,
  'questions of a token for its status, rightly signed': `${tokenStatuses.max} a minute`,
  'alarms of S12': `${rollbackAlarms.max} an hour`,
  'wrong PINs': '[section 9.8]',
  'wrong BioKeys': `${bioTries} per token`,
  'wrong short codes, and wrong PINs with an unlock code': `${shortCodeTries} per code`,
  'wrong OTPs': `${otpTries} per OTP`,
  'live OTPs': `${maxLiveOtps} of a user`,
  'wrong numbers of a push': `${numberTries} per push`,
  'pushes for one login': `${burst.max} unanswered in ${burst.window / minute} minutes, then one in ${burst.pause / minute}`,
  'pushes by one token': `${tokenPushes.max} in ${tokenPushes.window / minute} minutes`,
  'pushes by other browsers': `${pushes.max} in ${pushes.window / minute} minutes`,
  'requests that are held': `${maxWaits} per token or push`,
  'live codes by `code.new`': `${maxLiveCodes} of a user`,
  'activation codes of a user, whoever issued them': `${userCodes.max} in an hour`,
  'provisional tokens': `${maxHolders} per code`,
  'audit entries about activations that have begun': `${entriesPerCode} per code`,
};

/** The limits that operators are told, in their order. */
const operatorsLimits: readonly string[] = [
  `${keyFailures.max} a minute`,
  `${codeFailures.max} a minute`,
  `${staticFailures.max} a minute`,
  `${underWay}, while ${grouped(waiting)} more wait; addresses take turns`,
  `${burst.max} in ten minutes, then 1 in thirty`,
  `${tokenOperations.max} in ten minutes`,
  `${tokenStatuses.max} a minute`,
  `${tokenEntries.max} in an hour`,
  'none, when the user has got ten in an hour',
  `${tokenPushes.max} in ten minutes; \`pushPerAddress\``,
];

/** Tables that only administrators add rows to, for each tenant, site or key, and those of a single row. */
const tablesOfTenants: ReadonlySet<string> = new Set([
  'api_key',
  'audit_head',
  'clock_mark',
  'key_binding',
  'migration',
  'service',
  'site',
  'write_probe',
]);

const sizes: Readonly<Record<string, string>> = {
  'body of a request': `${grouped(maxRequestBytes)} bytes`,
  'body of an answer': `${grouped(maxResponseBytes)} bytes`,
  'nesting of a request’s JSON': String(maxRequestDepth),
  'string of a request': `${grouped(maxStringLength)} UTF-16 code units`,
  'items of a status': String(maxStatusItems),
  'requests in a status item': String(maxShown),
  '`wait`': `${longestWait} s`,
  'life of a challenge': seconds(challengeLife),
  'difference of clocks, for challenges': seconds(clockMargin),
  'age at which a client replaces a challenge': seconds(usableFor),
  padding: `${paddingBlock} bytes`,
  'iterations of stretching': `${grouped(pinIterations.min)} to ${grouped(pinIterations.max)}`,
  'length of a PIN that somebody has': `${pinDigits.min} to ${pinDigits.max} digits`,
  'life of a provisional token': seconds(provisionalLife),
  'life of a code by `code.new`': seconds(deviceCodeLife),
  'life of an access token': `${accessTokenLife} s`,
  'life of a push': seconds(pushLife),
  'an approval may be collected for': seconds(collectionTime),
  'pushes are muted for': seconds(muteTime),
  'an answer is stored for': seconds(responseLife),
  'a superseded entry is kept for': seconds(logRetention),
  '`now` in `dev2` before the seal': seconds(statementLife),
  '`now` in `dev2` after the seal': seconds(clockDifference),
  'wrong PINs that `wrong` describes': String(maxToldWrongPins),
  'past steps in a record': String(keptSteps),
  'time between two HPKE keys': seconds(hpkeKeyLife),
  'a signing key is published before it signs': seconds(publicationLead),
  'signing keys of a service': String(maxSigningKeys),
  'last position': grouped(lastPosition),
};

describe('the limits in the specification', () => {
  let rules: string;
  let core: string;

  before(async () => {
    rules = await readFile(join(root, 'docs/protocol-service.md'), 'utf8');
    core = await readFile(join(root, 'docs/protocol.md'), 'utf8');
  });

  it('on use are those of the service', () => {
    const rows = rowsBelow(rules, 'Limits on use');
    assert.deepEqual(
      rows.map(([name]) => name),
      Object.keys(limits),
    );
    for (const [name, value] of rows)
      assert.ok(value!.startsWith(limits[name!]!), `${name}: ${value}`);
    for (const { window } of [staticFailures, codeFailures, keyFailures, tokenStatuses]) {
      assert.equal(window, minute);
    }
    for (const { window } of [rollbackAlarms, tokenEntries, userCodes]) {
      assert.equal(window, 60 * minute);
    }
  });

  it('are what operators are told', async () => {
    const rows = rowsBelow(await readFile(join(root, 'docs/operate.md'), 'utf8'), 'Limits');
    assert.deepEqual(
      rows.map(([, most]) => most),
      operatorsLimits,
    );
  });

  it('have a line for every table that grows', async () => {
    const guide = await readFile(join(root, 'docs/operate.md'), 'utf8');
    const named = rowsBelow(guide, 'What the database grows by').map(([name]) => name!);
    const store = await openSqliteStore(':memory:');
    const tables = await store.read.introspection.getTables();
    await store.close();
    const growing = tables.filter(({ name }) => !tablesOfTenants.has(name));
    assert.deepEqual(named.sort(), growing.map(({ name }) => `\`${name}\``).sort());
  });

  it('of sizes and times are those of the code', () => {
    const rows = rowsBelow(rules, 'Sizes and times').map(([name, value]) => [name, value]);
    assert.deepEqual(Object.fromEntries(rows), sizes);
  });

  it('of a frame are those of the code', async () => {
    const text = await readFile(join(root, 'docs/protocol-frame.md'), 'utf8');
    const { load, word, last } = patience;
    for (const [heading, value] of [
      ['Calls', `at most ${grouped(longestCall)} characters`],
      ['Calls', `at most ${mostCalls} calls at once`],
      ['Greeting', `no \`load\` for ${load / 1000} s, or nothing comes for ${word / 1000} s`],
      ['Greeting', `nothing comes for ${last / 1000} s more`],
    ] as const) {
      assert.ok(
        rowsBelow(text, heading)
          .flat()
          .some((cell) => cell.includes(value)),
        value,
      );
    }
  });

  it('of wrong PINs are the settings, with their defaults', () => {
    const named = rowsBelow(core, '9.8 Wrong PINs').map(([, limit]) => limit!.split(', and')[0]);
    const expected = Object.entries({ pinTriesPerBrowser, pinTries, pinTotalLimit });
    assert.deepEqual(
      named,
      expected.map(([name, setting]) => `\`${name}\`, ${setting.default}`),
    );
  });
});
