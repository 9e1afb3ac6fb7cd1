/**
 * Operations whose success is an event: the person got in, or did a part of that.
 * @module
 */
import type { OperationArg, OperationName } from '../../../protocol/operations.js';
import type { EventKind } from '../../store/schema/event-table.js';

type Events = { readonly [Op in OperationName]?: (arg: OperationArg<Op>) => EventKind };

const events: Events = {
  activate: () => 'enrolled',
  otp: () => 'otp.issued',
  jwt: () => 'jwt.issued',
  seal: () => 'seal.made',
  'push.answer': ({ yes }) => (yes ? 'push.approved' : 'push.denied'),
};

/** Kind of the event of an operation that succeeds; undefined when it is none. */
export function eventOfOperation<Op extends OperationName>(
  op: Op,
  arg: OperationArg<Op>,
): EventKind | undefined {
  return events[op]?.(arg);
}
