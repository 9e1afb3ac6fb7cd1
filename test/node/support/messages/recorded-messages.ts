/**
 * Every JSON in the recorded conversations, by its name in docs/protocol.schema.json, with its reader.
 * @module
 */
import { decodeJson } from '../../../../src/protocol/json.js';
import { splitCompact } from '../../../../src/crypto/jws.js';
import {
  readActivationAnswer,
  readActivationClaims,
  readActivationRequest,
} from '../../../../src/protocol/activation.js';
import {
  readBareEnvelope,
  readEnvelope,
  type Envelope,
} from '../../../../src/protocol/envelope.js';
import { readHello, readHelloRequest, readSuccession } from '../../../../src/protocol/hello.js';
import { operations, type OperationName } from '../../../../src/protocol/operations.js';
import {
  readOperationAnswer,
  readOperationCore,
  readSecrets,
} from '../../../../src/protocol/operation-message.js';
import { readProblem, readStatement } from '../../../../src/protocol/problem.js';
import {
  readCancelRequest,
  readCollectAnswer,
  readCollectRequest,
  readPushAnswer,
  readPushClaims,
  readPushRequest,
} from '../../../../src/protocol/push.js';
import type { Reader } from '../../../../src/protocol/readers.js';
import { readDeviceSeal, readNamedSeal } from '../../../../src/protocol/seal.js';
import {
  readStatus,
  readStatusCore,
  readStatusItem,
  readStatusRequest,
} from '../../../../src/protocol/status.js';
import { readSyncAnswer, readSyncCore } from '../../../../src/protocol/sync.js';
import {
  readVectors,
  vectorNames,
  type RecordedConversation,
  type RecordedExchange,
} from '../documents/test-vectors.js';

/** One JSON that was sent, signed or encrypted. */
export interface RecordedMessage {
  /** Name of its schema; with the name of the operation for arguments and results. */
  readonly name: string;
  readonly op?: OperationName | undefined;
  readonly value: object;
}

/** Readers by the name of the schema. */
export const readers: Readonly<Record<string, Reader<unknown>>> = {
  helloRequest: readHelloRequest,
  helloClaims: readHello,
  successionClaims: readSuccession,
  activationRequest: readActivationRequest,
  activationClaims: readActivationClaims,
  activationAnswer: readActivationAnswer,
  envelope: readEnvelope,
  bareEnvelope: readBareEnvelope,
  operationCore: readOperationCore,
  secrets: readSecrets,
  operationAnswer: readOperationAnswer,
  syncCore: readSyncCore,
  syncAnswer: readSyncAnswer,
  statusRequest: readStatusRequest,
  statusCore: readStatusCore,
  statusItem: readStatusItem,
  statusClaims: readStatus,
  pushRequest: readPushRequest,
  pushClaims: readPushClaims,
  pushAnswer: readPushAnswer,
  collectRequest: readCollectRequest,
  collectAnswer: readCollectAnswer,
  cancelRequest: readCancelRequest,
  problem: readProblem,
  statement: readStatement,
  deviceSeal: readDeviceSeal,
  namedSeal: readNamedSeal,
};

/** The reader of a message. */
export function readerOf({ name, op }: Pick<RecordedMessage, 'name' | 'op'>): Reader<unknown> {
  if (name === 'arguments') return operations[op!].readArg;
  return name === 'results' ? operations[op!].readOut : readers[name]!;
}

const claimsOf = (compact: unknown) => decodeJson(splitCompact(String(compact)).payload) as object;

type Opened = Readonly<Record<string, object & Record<string, unknown>>>;
type Finder = (exchange: RecordedExchange, opened: Opened) => Record<string, unknown>;

/** The messages in one exchange, by path. */
const finders: Readonly<Record<string, Finder>> = {
  '/btt/v1/hello': ({ request }, { answer }) => ({ helloRequest: request, helloClaims: answer }),
  '/btt/v1/activation': ({ request }, { claims, answer }) => ({
    activationRequest: request,
    activationClaims: claims,
    activationAnswer: answer,
  }),
  '/btt/v1/op': ({ request }, { core, secrets, answer }) => ({
    envelope: request,
    operationCore: core,
    secrets,
    operationAnswer: answer,
    arguments: core!['arg'],
    results: answer?.['out'],
    ...(core!['op'] === 'seal' && {
      deviceSeal: claimsOf((core!['arg'] as Opened)['dev']),
      namedSeal: claimsOf((core!['arg'] as Opened)['dev2']),
    }),
  }),
  '/btt/v1/sync': ({ request }, { core, answer }) => ({
    bareEnvelope: request,
    syncCore: core,
    syncAnswer: answer,
  }),
  '/btt/v1/status': ({ request }, { answer }) => ({
    statusRequest: request,
    statusCore: decodeJson((request as { items: Envelope[] }).items[0]!.payload),
    statusClaims: answer,
    statusItem: (answer!['items'] as object[])[0],
  }),
  '/btt/v1/push': ({ request, answer }) => ({ pushRequest: request, pushAnswer: answer }),
  '/btt/v1/push/collect': ({ request, answer }) => {
    const { wait: _, ...ticket } = request as { wait: number };
    return { collectRequest: request, collectAnswer: answer, cancelRequest: ticket };
  },
};

/** Finds all messages, one of each form: those with the same members as another are left out. */
export async function recordedMessages(): Promise<RecordedMessage[]> {
  const found = new Map<string, RecordedMessage>();
  const add = (name: string, value: unknown, op?: OperationName) => {
    if (typeof value !== 'object' || value === null) return;
    const form = `${name} ${op} ${Object.keys(value).join()} ${String((value as Opened)['ok'])}`;
    found.set(form, { name, value, op });
  };
  for (const conversation of await vectorNames('conversations')) {
    const { exchanges } = await readVectors<RecordedConversation>(`conversations/${conversation}`);
    for (const exchange of exchanges) {
      const opened = exchange.opened as Opened;
      const op = opened['core']?.['op'] as OperationName | undefined;
      for (const [name, value] of Object.entries(finders[exchange.path]!(exchange, opened))) {
        add(name, value, name === 'arguments' || name === 'results' ? op : undefined);
      }
      if (exchange.status === 200) continue;
      add('problem', exchange.answer);
      add('statement', claimsOf((exchange.answer as { stmt: string }).stmt));
    }
  }
  const [{ keys }, { request }] = [
    (await readVectors<{ keys: string[] }[]>('succession'))[0]!,
    (await readVectors<{ request: { sig: string } }[]>('push'))[0]!,
  ];
  add('successionClaims', claimsOf(keys[0]));
  add('pushRequest', request);
  add('pushClaims', claimsOf(request.sig));
  return [...found.values()];
}
