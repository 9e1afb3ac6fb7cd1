/**
 * Calls from the bank's server to the service, over HTTP like any other back end.
 * @module
 */
import * as v from 'valibot';

/** The service refused a call. */
export class ServiceRefusal extends Error {
  override readonly name = 'ServiceRefusal';

  readonly status: number;
  readonly code: string | undefined;

  constructor(message: string, status: number, code: string | undefined) {
    super(message);
    this.status = status;
    this.code = code;
  }
}

/** The service did not answer, or not with the expected JSON. */
export class ServiceSilence extends Error {
  override readonly name = 'ServiceSilence';
}

/** One call. */
export interface ServiceCall {
  readonly method?: 'GET' | 'POST' | 'PATCH' | 'DELETE';
  /** Path with query, from the root. */
  readonly path: string;
  readonly body?: unknown;
  readonly headers?: Readonly<Record<string, string>>;
}

/** Makes a call and reads the answer by its schema. */
export type CallService = <T>(
  call: ServiceCall,
  answer: v.BaseSchema<unknown, T, v.BaseIssue<unknown>>,
) => Promise<T>;

const problemSchema = v.object({
  code: v.optional(v.string()),
  detail: v.optional(v.string()),
  title: v.optional(v.string()),
});

const patience = 10_000;

/**
 * Binds calls to a service and a bearer key.
 *
 * Calls reject with {@link ServiceRefusal} or {@link ServiceSilence}.
 */
export function serviceCalls(serviceUrl: string, key: string): CallService {
  return async (call, answer) => {
    const response = await send(serviceUrl, key, call);
    const body: unknown = response.status === 204 ? {} : await readJson(response);
    if (!response.ok) throw refusal(response.status, body);
    const read = v.safeParse(answer, body);
    if (!read.success) throw new ServiceSilence(`unexpected answer to ${call.path.split('?')[0]}`);
    return read.output;
  };
}

async function send(serviceUrl: string, key: string, call: ServiceCall): Promise<Response> {
  const headers = new Headers({ ...call.headers, authorization: `Bearer ${key}` });
  if (call.body !== undefined) headers.set('content-type', 'application/json');
  try {
    return await fetch(new URL(call.path, serviceUrl), {
      method: call.method ?? (call.body === undefined ? 'GET' : 'POST'),
      headers,
      body: call.body === undefined ? null : JSON.stringify(call.body),
      redirect: 'error',
      signal: AbortSignal.timeout(patience),
    });
  } catch (cause) {
    throw new ServiceSilence('the service does not answer', { cause });
  }
}

async function readJson(response: Response): Promise<unknown> {
  try {
    return await response.json();
  } catch (cause) {
    throw new ServiceSilence(`answer ${response.status} is not JSON`, { cause });
  }
}

function refusal(status: number, body: unknown): Error {
  if (status >= 500) return new ServiceSilence(`the service answered ${status}`);
  const problem = v.safeParse(problemSchema, body);
  const { code, detail, title } = problem.success ? problem.output : {};
  return new ServiceRefusal(detail ?? title ?? `The service answered ${status}.`, status, code);
}
