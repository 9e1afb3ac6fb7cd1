/**
 * Metrics for Prometheus, text format 0.0.4. They count events of the log, so that metrics and log always agree.
 * Labels are route patterns and codes, never text from a caller.
 * @module
 */
import type { Clock, Log } from './service-context.js';

type Fields = NonNullable<Parameters<Log>[2]>;
type Labels = Readonly<Record<string, string>>;

/** One metric: which events count, and under which labels. */
interface Figure {
  readonly type: 'counter' | 'summary';
  readonly help: string;
  readonly events: readonly string[];
  /** Undefined when the event does not count. */
  labels(fields: Fields, event: string): Labels | undefined;
  /** Seconds of a summary. */
  seconds?(fields: Fields): number;
}

/** Outcomes of requests for approval, by the event or the audit entry that tells them. */
const pushEndings: ReadonlyMap<string, string> = new Map([
  ['push.approved', 'approved'],
  ['push.denied', 'denied'],
  ['push.cancelled', 'cancelled'],
]);

const figures: Readonly<Record<string, Figure>> = {
  neon_http_requests_total: {
    type: 'counter',
    help: 'Requests answered, by route and class of the status.',
    events: ['request'],
    labels: ({ method, route, status }) => ({
      method: String(method),
      route: String(route),
      status: `${String(status).slice(0, 1)}xx`,
    }),
  },
  neon_http_request_duration_seconds: {
    type: 'summary',
    help: 'Time from the header of a request to its answer.',
    events: ['request'],
    labels: ({ method, route }) => ({ method: String(method), route: String(route) }),
    seconds: ({ ms }) => Number(ms) / 1000,
  },
  neon_operations_total: {
    type: 'counter',
    help: 'Operations of tokens, by name and code of the outcome.',
    events: ['operation'],
    labels: ({ op, code }) => ({ operation: String(op), code: String(code) }),
  },
  neon_otp_verifications_total: {
    type: 'counter',
    help: 'One-time passwords presented by relying parties.',
    events: ['otp.verified'],
    labels: ({ ok }) => ({ outcome: ok === true ? 'accepted' : 'refused' }),
  },
  neon_seal_verifications_total: {
    type: 'counter',
    help: 'Seals presented by relying parties.',
    events: ['seal.verified'],
    labels: ({ ok }) => ({ outcome: ok === true ? 'accepted' : 'refused' }),
  },
  neon_introspections_total: {
    type: 'counter',
    help: 'Access tokens that relying parties asked about.',
    events: ['jwt.introspected'],
    labels: ({ ok }) => ({ outcome: ok === true ? 'active' : 'inactive' }),
  },
  neon_push_requests_total: {
    type: 'counter',
    help: 'Requests for the approval of another browser; those over a limit are counted apart.',
    events: ['push.requested'],
    labels: ({ limited }) => ({ outcome: limited === true ? 'limited' : 'accepted' }),
  },
  neon_push_answers_total: {
    type: 'counter',
    help: 'Outcomes of requests for approval that were answered or cancelled.',
    events: ['audit', 'push.cancelled'],
    labels: ({ kind }, event) => {
      const ending = event === 'audit' ? String(kind) : event;
      const outcome = pushEndings.get(ending);
      return outcome === undefined ? undefined : { outcome };
    },
  },
  neon_keys_refused_total: {
    type: 'counter',
    help: 'Requests without a valid key, by door.',
    events: ['key.refused'],
    labels: ({ door }) => ({ door: String(door) }),
  },
  neon_tokens_copied_total: {
    type: 'counter',
    help: 'Messages that proved that a token was copied, by kind of evidence.',
    events: ['token.copied'],
    labels: ({ evidence }) => ({ evidence: String(evidence) }),
  },
};

/** The metrics that each event counts for: events are many, and each counts for few. */
const figuresByEvent = indexByEvent();

function indexByEvent(): ReadonlyMap<string, readonly (readonly [string, Figure])[]> {
  const index = new Map<string, [string, Figure][]>();
  for (const [name, figure] of Object.entries(figures)) {
    for (const event of figure.events) {
      index.set(event, [...(index.get(event) ?? []), [name, figure]]);
    }
  }
  return index;
}

interface Sample {
  count: number;
  seconds: number;
}

/** The metrics of one process. */
export class Metrics {
  readonly #begin: number;
  /** By name of the metric, then by its printed labels. */
  readonly #samples = new Map(
    Object.keys(figures).map((name) => [name, new Map<string, Sample>()] as const),
  );

  constructor(clock: Clock) {
    this.#begin = clock.now();
  }

  /** Wraps a log so that its events are counted. */
  watch(log: Log): Log {
    return (level, event, fields = {}) => {
      this.#count(event, fields);
      log(level, event, fields);
    };
  }

  /**
   * All metrics in the text format.
   * @param waiting number of requests that wait now.
   */
  text(waiting: number): string {
    const lines = Object.entries(figures).flatMap(([name, { type, help }]) => [
      `# HELP ${name} ${help}`,
      `# TYPE ${name} ${type}`,
      ...this.#lines(name, type),
    ]);
    return [
      ...lines,
      '# HELP neon_waiting_requests Requests that wait for an approval, or for a request for one.',
      '# TYPE neon_waiting_requests gauge',
      `neon_waiting_requests ${waiting}`,
      '# HELP process_start_time_seconds When the process began, in seconds since the epoch.',
      '# TYPE process_start_time_seconds gauge',
      `process_start_time_seconds ${this.#begin / 1000}`,
      '',
    ].join('\n');
  }

  #count(event: string, fields: Fields): void {
    for (const [name, figure] of figuresByEvent.get(event) ?? []) {
      const labelled = figure.labels(fields, event);
      if (!labelled) continue;
      const samples = this.#samples.get(name)!;
      const labels = print(labelled);
      const { count, seconds } = samples.get(labels) ?? { count: 0, seconds: 0 };
      const more = figure.seconds?.(fields) ?? 0;
      samples.set(labels, { count: count + 1, seconds: seconds + more });
    }
  }

  #lines(name: string, type: Figure['type']): string[] {
    return [...this.#samples.get(name)!].flatMap(([labels, { count, seconds }]) =>
      type === 'counter'
        ? [`${name}${labels} ${count}`]
        : [`${name}_sum${labels} ${seconds}`, `${name}_count${labels} ${count}`],
    );
  }
}

function print(labels: Labels): string {
  const pairs = Object.entries(labels).map(([name, value]) => `${name}="${escape(value)}"`);
  return `{${pairs.join(',')}}`;
}

function escape(value: string): string {
  return value.replace(/[\\"]/g, '\\$&').replaceAll('\n', '\\n');
}
