/**
 * The three kinds of signed messages, for tests of their common rules.
 */
import { operationPath } from '../../../../src/protocol/operation-message.js';
import { statusPath } from '../../../../src/protocol/status.js';
import { syncPath } from '../../../../src/protocol/sync.js';
import type { Door, Reply } from '../tokens/token-door.js';
import { rightPin } from '../tokens/enrolled-token.js';
import type { RawEnvelope, RawToken } from '../tokens/raw-token.js';

export const kinds = ['op', 'sync', 'sta'] as const;

/** A kind of message, as its core names it. */
export type Kind = (typeof kinds)[number];

const paths: Readonly<Record<Kind, string>> = {
  op: operationPath,
  sync: syncPath,
  sta: statusPath,
};

/** Builds a message of a kind that would be accepted. */
export async function envelopeOf(kind: Kind, token: RawToken): Promise<RawEnvelope> {
  if (kind === 'sta') return token.statusItem();
  const operation = await token.operation('otp', rightPin);
  return kind === 'op' ? operation.body : (await token.sync(operation)).body;
}

/** Sends an envelope to the path of a kind. */
export function sendAs(kind: Kind, door: Door, envelope: object): Promise<Reply> {
  const body = kind === 'sta' ? { v: 1, als: door.als, items: [envelope] } : envelope;
  return door.post(paths[kind], body);
}
