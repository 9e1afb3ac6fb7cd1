/**
 * Checks the registry of docs/protocol-names.md: every name is in the code, and every name in the code is there.
 */
import assert from 'node:assert/strict';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { before, describe, it } from 'node:test';
import { fromUtf8, toBase64Url } from '../../../src/crypto/bytes.js';
import { nobleHashes, type Hashes } from '../../../src/crypto/hashes.js';
import { accessTokenType } from '../../../src/protocol/access-token.js';
import type { Hello } from '../../../src/protocol/hello.js';
import {
  nextDynamicKey,
  operationMacKey,
  requestKey,
  responseKey,
  statusMacKey,
  syncAnswerKey,
  syncMacKey,
} from '../../../src/protocol/key-schedule.js';
import { root } from '../support/documents/examples.js';
import { stringLiterals } from '../support/documents/string-literals.js';
import { codesIn, rowsBelow, rowsOf } from '../support/documents/tables.js';
import { recordedMessages } from '../support/messages/recorded-messages.js';

/** Beginnings of the names of this protocol. */
const ours = ['btt-', 'btt1', '/btt/'];

/** The part of a name that does not depend on values. */
const fixed = (name: string) => name.split(/[<\0]/)[0]!.trim();

/** The labels of the key schedule, as HKDF gets them. */
function scheduleLabels(): Set<string> {
  const labels = new Set<string>();
  const hashes: Hashes = {
    ...nobleHashes,
    hkdfSha256(salt, key, info) {
      if (salt.length < 32) labels.add(fromUtf8(salt));
      labels.add(fromUtf8(info.slice(0, info.indexOf(0))));
      return nobleHashes.hkdfSha256(salt, key, info);
    },
  };
  const id = (length: number) => toBase64Url(new Uint8Array(length));
  const [key, at, rid, sid] = [new Uint8Array(32), { tid: id(32), n: 7 }, id(16), id(16)];
  operationMacKey(key, at, hashes);
  requestKey(key, at, rid, hashes);
  responseKey(key, at, rid, hashes);
  statusMacKey(key, at, hashes);
  nextDynamicKey(key, at, { rid, r: id(32), ch: id(32) }, hashes);
  syncMacKey(key, at, rid, sid, hashes);
  syncAnswerKey(key, at, rid, sid, hashes);
  return labels;
}

describe('the registry of names', () => {
  let rows: readonly { readonly name: string; readonly kind: string }[];
  let literals: ReadonlySet<string>;

  before(async () => {
    const text = await readFile(join(root, 'docs/protocol-names.md'), 'utf8');
    rows = rowsOf(text).map(([name, kind]) => {
      return { name: codesIn(name!)[0]!, kind: kind!.replaceAll('`', '') };
    });
    literals = await stringLiterals('src');
  });

  const named = (isWanted: (kind: string) => boolean) =>
    rows.filter(({ kind }) => isWanted(kind)).map(({ name }) => name);

  it('has the kinds that it explains', () => {
    const kinds = new Set(rows.map(({ kind }) => kind));
    assert.deepEqual([...kinds], ['typ', 'label', 'service', 'browser', 'path', 'door', 'feature']);
  });

  it('has every name of the code, and none besides', () => {
    const labels = scheduleLabels();
    assert.equal(labels.size, 8);
    // The beginning of the labels of the schedule is no label, and that of the paths of a door is no path.
    const beginnings = ['btt1 ', '/btt/v1'];
    const names = [...literals]
      .filter((text) => ours.some((beginning) => text.startsWith(beginning)))
      .filter((text) => !beginnings.includes(text));
    const inCode = new Set([...labels, ...names.map(fixed), accessTokenType]);
    const registered = named((kind) => kind !== 'feature' && kind !== 'door').map(fixed);
    assert.deepEqual(registered.sort(), [...inCode].sort());
  });

  it('has the paths of the table of requests', async () => {
    const core = await readFile(join(root, 'docs/protocol.md'), 'utf8');
    const paths = rowsBelow(core, '5.1 Requests').map(([path]) => codesIn(path!)[0]!);
    const listed = paths.map((path) => fixed(path.replace('GET ', '')));
    assert.deepEqual(listed.sort(), named((kind) => kind === 'path').sort());
  });

  it('has doors that are there', () => {
    for (const door of named((kind) => kind === 'door')) {
      assert.ok(
        [...literals].some((text) => text.startsWith(door)),
        door,
      );
    }
  });

  it('has the features that a hello names', async () => {
    const messages = await recordedMessages();
    const hello = messages.find(({ name }) => name === 'helloClaims')!.value as Hello;
    assert.deepEqual(named((kind) => kind === 'feature').sort(), hello.features!.toSorted());
  });
});
