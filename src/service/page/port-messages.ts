/**
 * What travels between a page and the worker that holds its service. Each side reads what the other one says.
 * @module
 */
import * as v from 'valibot';

const bytes = v.instance(Uint8Array<ArrayBuffer>);
const headers = v.array(v.strictTuple([v.string(), v.string()]));

/** Asks the worker for a service; the port over which it is to answer comes with the message. */
export const orderSchema = v.strictObject({
  /** Its public URL, `iss`: an origin. */
  url: v.pipe(
    v.string(),
    v.check((url) => URL.canParse(url) && new URL(url).origin === url),
  ),
  adminKey: v.string(),
  /** Who speaks at the other end of the port: only whoever makes the port knows it. */
  origin: v.nullable(v.string()),
  address: v.string(),
});

/** What goes in over a port: a request, time that has passed in milliseconds, or the end of the service. */
export const requestSchema = v.union([
  v.strictObject({
    id: v.number(),
    url: v.string(),
    method: v.string(),
    headers,
    body: v.nullable(bytes),
  }),
  v.strictObject({ advance: v.pipe(v.number(), v.safeInteger(), v.minValue(0)) }),
  v.strictObject({ close: v.literal(true) }),
]);

/** What comes back: that the service is there, an answer, or that there is none. */
export const answerSchema = v.union([
  v.strictObject({ open: v.boolean() }),
  v.strictObject({ id: v.number(), status: v.number(), headers, body: bytes }),
  v.strictObject({ id: v.number(), failed: v.literal(true) }),
]);

export type Order = v.InferOutput<typeof orderSchema>;
export type PortRequest = v.InferOutput<typeof requestSchema>;
export type PortAnswer = v.InferOutput<typeof answerSchema>;
