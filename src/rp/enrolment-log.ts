/**
 * The log of enrolments, as a relying party follows it.
 * @module
 */
import { enrolmentHash } from '../protocol/enrolment-log.js';
import { alias, time, tokenId, userId } from '../protocol/fields.js';
import { array, id, integer, object } from '../protocol/readers.js';
import type { Enrolment } from '../protocol/enrolment-log.js';
import {
  callService,
  readAnswer,
  refusal,
  ServiceError,
  type ServiceAccess,
} from './service-call.js';

export type { Enrolment } from '../protocol/enrolment-log.js';

/** Number of enrolments asked for at a time. */
const limit = 1000;

const readEnrolments = object({
  enrolments: array(
    object({ seq: integer(1), at: time, uid: userId, tid: tokenId, alias, hash: id(32) }),
    limit,
  ),
});

/** The last enrolment that is known: keep it with what you have stored, and give it to the next call. */
export interface EnrolmentHead {
  readonly seq: number;
  readonly hash: string;
}

/** Enrolments after a head, and the new head. */
export interface FollowedEnrolments {
  /** Oldest first; empty when there are no further ones. */
  readonly enrolments: readonly Enrolment[];
  readonly head: EnrolmentHead;
}

/**
 * Reads up to a thousand enrolments after a head.
 * @throws {ServiceError} with the code `ENROLMENTS_CHANGED` when they do not continue what was read before.
 */
export async function followEnrolments(
  access: ServiceAccess & { readonly service: string },
  known: EnrolmentHead = { seq: 0, hash: '' },
): Promise<FollowedEnrolments> {
  // With the entry that is known, to see that it is still there.
  const after = Math.max(known.seq - 1, 0);
  const { service } = access;
  const answer = await callService(access, '/rp/v1/enrolments', { service, after, limit });
  if (answer.status !== 200) throw refusal(answer);
  const rows = readAnswer(readEnrolments, answer).enrolments;
  if (known.seq > 0) {
    const [first] = rows;
    if (first?.seq !== known.seq || first.hash !== known.hash) throw changed(known.seq);
  }
  let head = known;
  const enrolments: Enrolment[] = [];
  for (const { hash, ...enrolment } of rows.slice(known.seq > 0 ? 1 : 0)) {
    const isNext = enrolment.seq === head.seq + 1 && hash === enrolmentHash(enrolment, head.hash);
    if (!isNext) throw changed(head.seq + 1);
    head = { seq: enrolment.seq, hash };
    enrolments.push(enrolment);
  }
  return { enrolments, head };
}

function changed(seq: number): ServiceError {
  const message = `enrolment ${seq} is another one than before: the log of the service was changed`;
  return new ServiceError(message, { code: 'ENROLMENTS_CHANGED' });
}
