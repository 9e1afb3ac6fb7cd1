/**
 * Messages between a page and the worker that holds its service. Each side checks what it receives.
 * @module
 */
import * as v from 'valibot';

const bytes = v.instance(Uint8Array<ArrayBuffer>);
const headers = v.array(v.strictTuple([v.string(), v.string()]));

/** Asks the worker for a service. The port of the service is transferred with the message. */
export const orderSchema = v.strictObject({
  /** Its public URL, `iss`: an origin. */
  url: v.pipe(
    v.string(),
    v.check((url) => URL.canParse(url) && new URL(url).origin === url),
  ),
  adminKey: v.string(),
  /** Origin of the page at the other end of the port, which only the page can know. */
  origin: v.nullable(v.string()),
  address: v.string(),
});

/** To the service: a request, milliseconds to advance the clock by, or the end of the service. */
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

/** From the service: whether it has started, an answer, or that a request failed. */
export const answerSchema = v.union([
  v.strictObject({ open: v.boolean() }),
  v.strictObject({ id: v.number(), status: v.number(), headers, body: bytes }),
  v.strictObject({ id: v.number(), failed: v.literal(true) }),
]);

export type Order = v.InferOutput<typeof orderSchema>;
export type PortRequest = v.InferOutput<typeof requestSchema>;
export type PortAnswer = v.InferOutput<typeof answerSchema>;
