/**
 * The log of enrolments, as a relying party follows it, and what somebody who can write into the database can do to it.
 */
import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import { exportPublicJwk, keyId } from '../../../src/crypto/jwk.js';
import { generateSigningKey } from '../../../src/crypto/jws.js';
import { enrolmentHash } from '../../../src/protocol/enrolment-log.js';
import { createVerifier, ServiceError, type Verifier } from '../../../src/rp/index.js';
import { verifyEnrolments } from '../../../src/service/domain/tokens/enrolment-log.js';
import type { EnrolmentTable } from '../../../src/service/store/schema/seal-tables.js';
import type { TestSite } from '../../support/services/service-fixture.js';
import { TestService } from '../../support/services/test-service.js';
import { userRow } from '../support/services/database-rows.js';
import { enrol, rightPin } from '../support/tokens/enrolled-token.js';
import { outOf, sealArg } from '../support/tokens/operation-outcomes.js';
import type { RawToken } from '../support/tokens/raw-token.js';
import { random } from '../support/tokens/token-keys.js';

let service: TestService;
let site: TestSite;
let verifier: Verifier;
let tokens: readonly RawToken[];

async function verifierWith(options: object): Promise<Verifier> {
  const order = { service: site.mac, scopes: ['enrolments.read'], ...options };
  const { key } = (await service.admin.post<{ key: string }>('/keys', order)).body;
  return createVerifier({ url: service.url, service: site.mac, apiKey: key });
}

before(async () => {
  service = await TestService.start();
  site = await service.addSite({ seal: true });
  const elsewhere = await service.addSite({ seal: true });
  verifier = await verifierWith({});
  tokens = [
    await enrol(service, site, 'ada'),
    await enrol(service, site, 'bea'),
    await enrol(service, site, 'ada'),
  ];
  await enrol(service, elsewhere, 'ada');
});

after(() => service.close());

const isRefusal =
  (status: number | undefined, code: string) =>
  (error: unknown): boolean =>
    error instanceof ServiceError && error.status === status && error.code === code;

/** Changes the log, runs `check`, and restores the log. */
async function whenChanged(
  change: (rows: EnrolmentTable[]) => EnrolmentTable[],
  check: () => Promise<void>,
): Promise<void> {
  const kept = (await service.dump())['enrolment'] as EnrolmentTable[];
  const write = (rows: EnrolmentTable[]) =>
    service.store.transaction(async (tx) => {
      await tx.deleteFrom('enrolment').execute();
      await tx.insertInto('enrolment').values(rows).execute();
    });
  await write(change(structuredClone(kept)));
  try {
    await check();
  } finally {
    await write(kept);
  }
}

/** Computes all hashes of a log anew, as the service would. */
function linked(rows: EnrolmentTable[]): EnrolmentTable[] {
  let h = '';
  return rows.map((row) => {
    if (row.mac !== site.mac) return row;
    h = enrolmentHash({ ...row, alias: row.als }, h);
    return { ...row, h };
  });
}

const ours = (rows: readonly EnrolmentTable[]) => rows.filter(({ mac }) => mac === site.mac);

async function isFoundOut(): Promise<void> {
  await assert.rejects(verifyEnrolments(service), { code: 'AUDIT_BROKEN' });
}

describe('a relying party that follows the enrolments', () => {
  it('is refused without the scope, with a key for some sites, for another service, and without a key', async () => {
    const without = await verifierWith({ scopes: ['seal.verify'] });
    await assert.rejects(without.followEnrolments(), isRefusal(403, 'KEY_NOT_ALLOWED'));
    const limited = await verifierWith({ aliases: [site.alias] });
    await assert.rejects(limited.followEnrolments(), isRefusal(403, 'KEY_NOT_ALLOWED'));
    const keyless = createVerifier({ url: service.url, service: site.mac });
    await assert.rejects(keyless.followEnrolments(), { name: 'TypeError' });
  });

  it('learns user, browser and site of each in order, and later only the further ones', async () => {
    const { enrolments, head } = await verifier.followEnrolments();
    const [ada, bea] = [await userRow(service, 'ada'), await userRow(service, 'bea')];
    assert.deepEqual(
      enrolments.map(({ at: _, ...one }) => one),
      [ada.uid, bea.uid, ada.uid].map((uid, index) => {
        return { seq: index + 1, uid, tid: tokens[index]!.tid, alias: site.alias };
      }),
    );
    assert.deepEqual(await verifier.followEnrolments(head), { enrolments: [], head });
    const cleo = await enrol(service, site, 'cleo');
    await service.admin.post(`/tokens/${cleo.tid}/revoke`);
    await service.admin.delete(`/users/${(await userRow(service, 'cleo')).uid}`);
    const later = await verifier.followEnrolments(head);
    assert.deepEqual(
      later.enrolments.map(({ tid }) => tid),
      [cleo.tid],
    );
    assert.equal((await verifier.followEnrolments()).enrolments.length, 4);
    await verifyEnrolments(service);
  });

  it('knows whose key a seal is by', async () => {
    const keys = new Map<string, string[]>();
    for (const { uid, tid } of (await verifier.followEnrolments()).enrolments) {
      keys.set(uid, [...(keys.get(uid) ?? []), tid]);
    }
    const [token] = tokens;
    const arg = await sealArg(token!, 'text');
    const seal = String((await outOf(token!, 'seal', rightPin, arg))['seal']);
    const check = (uid: string) =>
      verifier.verifySealOffline(seal, 'text', { alias: site.alias, jkt: keys.get(uid) ?? [] });
    const { uid } = await userRow(service, 'ada');
    assert.equal((await check(uid))?.uid, uid);
    assert.equal(await check((await userRow(service, 'bea')).uid), undefined);
    assert.equal(await check(random(16)), undefined);
  });

  it('sees that enrolments which it has read were changed, removed or linked anew', async () => {
    const { head } = await verifier.followEnrolments();
    const uid = random(16);
    const changes: ((rows: EnrolmentTable[]) => EnrolmentTable[])[] = [
      (rows) => linked(rows.map((row) => (row.seq === 2 ? { ...row, uid } : row))),
      (rows) => linked(rows.filter(({ mac, seq }) => mac !== site.mac || seq < head.seq)),
      (rows) => rows.map((row) => ({ ...row, h: null })),
    ];
    for (const change of changes) {
      await whenChanged(change, async () => {
        const followed = verifier.followEnrolments(head);
        await assert.rejects(followed, isRefusal(undefined, 'ENROLMENTS_CHANGED'));
        await isFoundOut();
      });
    }
    await whenChanged(
      (rows) => rows.map((row) => (row.seq === 2 ? { ...row, uid } : row)),
      async () => {
        const followed = verifier.followEnrolments();
        await assert.rejects(followed, isRefusal(undefined, 'ENROLMENTS_CHANGED'));
        await isFoundOut();
      },
    );
  });

  it('sees an enrolment that was forged, which the check of the audit trail finds out', async () => {
    const { head } = await verifier.followEnrolments();
    const { publicKey } = await generateSigningKey();
    const tid = keyId(await exportPublicJwk(publicKey));
    const forge = (rows: EnrolmentTable[]) =>
      linked([...rows, { ...ours(rows).at(-1)!, seq: head.seq + 1, tid }]);
    await whenChanged(forge, async () => {
      const { enrolments } = await verifier.followEnrolments(head);
      assert.deepEqual(
        enrolments.map((one) => one.tid),
        [tid],
      );
      await isFoundOut();
    });
    await verifyEnrolments(service);
  });
});

describe('the enrolments of an earlier version', () => {
  it('are linked by the next run of the job, and named by the audit trail', async () => {
    const unlinked = (rows: EnrolmentTable[]) => rows.map((row) => ({ ...row, h: null }));
    const { enrolments, head } = await verifier.followEnrolments();
    await service.store.transaction((tx) =>
      tx.deleteFrom('audit').where('kind', '=', 'token.activated').execute(),
    );
    await whenChanged(unlinked, async () => {
      assert.deepEqual((await verifier.followEnrolments()).enrolments, []);
      await verifyEnrolments(service);
      await service.refresh();
      assert.deepEqual(await verifier.followEnrolments(), { enrolments, head });
      await verifyEnrolments(service);
      const { audit } = await service.dump();
      const [entry] = (audit as { kind: string; subject: string; detail: string }[]).filter(
        ({ kind, subject }) => kind === 'enrolments.linked' && subject === site.mac,
      );
      const { seq, hash } = head;
      assert.deepEqual(JSON.parse(entry!.detail), { service: site.mac, enrolment: seq, hash });
    });
  });
});
