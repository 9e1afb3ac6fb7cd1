/**
 * Verifications and operations a second, over bare `node:http` and bare commits.
 * @module
 */
import { readFileSync } from 'node:fs';
import type { BenchService, BenchSite } from '../bench-service.js';
import { line, median, rate } from '../figures.js';
import type { IssuedOtps } from './issued-otps.js';
import type { Done, Order } from './orders.js';

/** Length of one measurement, in seconds. */
const seconds = 1;

/** How often everything is measured; the first time is a warm-up and does not count. */
const rounds = 4;

/** Verifications of one measurement at most. */
const mostVerifications = 10_000;

/** Ticks of the processor time in /proc per second, which Linux promises to programs. */
const ticks = 100;

/** The parts of a measurement. */
export interface Bench {
  readonly service: BenchService;
  readonly site: BenchSite;
  readonly otps: IssuedOtps;
  readonly bareUrl: string;
  order(order: Order): Promise<Done>;
  commit(): Promise<void>;
}

/** Least ratios that are asked for, over bare commits and over bare HTTP: the lower of both counts. */
const targets: Readonly<Record<number, { verification: string; operation: string }>> = {
  1: { verification: 'no target', operation: 'no target' },
  16: {
    verification: '≥ 1.2 × commits or ≥ 0.35 × HTTP',
    operation: '≥ 0.3 × commits',
  },
  64: { verification: '≥ 2.5 × commits or ≥ 0.6 × HTTP', operation: '≥ 0.3 × commits' },
};

interface Measured extends Done {
  /** Time of the main thread of the service for one, in milliseconds; undefined where the system does not tell. */
  readonly thread: number | undefined;
}

/** Measures at one number of outstanding requests after another. */
export class LoadFigures {
  readonly #bench: Bench;

  constructor(bench: Bench) {
    this.#bench = bench;
  }

  /** All kinds alternate, so that other load on the machine affects all alike. */
  async measure(outstanding: number): Promise<void> {
    const { service, bareUrl, commit } = this.#bench;
    const bare: number[] = [];
    const commits: number[] = [];
    const verifications: Measured[] = [];
    const operations: Measured[] = [];
    const holds: number[] = [];
    const type = { 'content-type': 'application/json' };
    for (let round = 0; round < rounds; round++) {
      const bodies = this.#bench.otps.issue(mostVerifications);
      const size = { outstanding, seconds };
      const asked = { kind: 'requests', ...size, bodies } as const;
      bare.push(perSecond(await this.#bench.order({ ...asked, url: bareUrl, headers: type })));
      // Writing the passwords is no work of the service.
      await service.figures();
      verifications.push(await this.#observed({ ...asked, ...this.#verification() }));
      operations.push(await this.#observed({ kind: 'operations', ...size }));
      holds.push((await service.figures()).hold);
      commits.push(await rate(1, seconds / 2, commit));
    }
    const base = { bare: median(bare.slice(1)), commits: median(commits.slice(1)) };
    const target = targets[outstanding]!;
    line(`bare node:http at ${outstanding}`, `${base.bare.toFixed(0)} / s`);
    line('bare commits, one after another', `${base.commits.toFixed(0)} / s`);
    report(`verifications at ${outstanding}`, verifications.slice(1), base, target.verification);
    report(`operations at ${outstanding}`, operations.slice(1), base, target.operation);
    const hold = Math.max(...holds.slice(1));
    line(`longest hold at ${outstanding}`, `${hold.toFixed(0)} ms`, 'target: ≤ 50 ms');
  }

  #verification() {
    const { service, site } = this.#bench;
    const authorization = `Bearer ${site.apiKey}`;
    const headers = { authorization, 'content-type': 'application/json' };
    return { url: `${service.url}/rp/v1/otp/verify`, headers };
  }

  async #observed(order: Order): Promise<Measured> {
    const { pid } = this.#bench.service;
    const before = mainThread(pid);
    const done = await this.#bench.order(order);
    const after = mainThread(pid);
    const known = before !== undefined && after !== undefined;
    return { ...done, thread: known ? ((after - before) * 1000) / done.count : undefined };
  }
}

function perSecond({ count, seconds: spent }: Done): number {
  return count / spent;
}

function report(
  what: string,
  measured: readonly Measured[],
  { bare, commits }: { readonly bare: number; readonly commits: number },
  target: string,
): void {
  const all = median(measured.map(perSecond));
  const [middle, p99] = [
    median(measured.map((one) => one.median)),
    median(measured.map((one) => one.p99)),
  ];
  const threads = measured.flatMap(({ thread }) => thread ?? []);
  const ratios = `${(all / commits).toFixed(2)} × commits, ${(all / bare).toFixed(2)} × HTTP`;
  line(what, `${all.toFixed(0)} / s`, `${ratios}; target: ${target}`);
  const times = `${middle.toFixed(1)} ms, ${p99.toFixed(1)} ms, ${(p99 / middle).toFixed(1)} ×`;
  line('  median, p99, p99 over median', '', `${times}; target at 16: ≤ 5 ×`);
  if (threads.length) line('  main thread for one', `${median(threads).toFixed(2)} ms`);
}

/** Processor time of the main thread of a process, in seconds; undefined where there is no /proc. */
function mainThread(pid: number): number | undefined {
  try {
    const stat = readFileSync(`/proc/${pid}/task/${pid}/stat`, 'utf8');
    // The name, in parentheses, may have spaces. User and system time are fields 14 and 15.
    const fields = stat.slice(stat.lastIndexOf(')') + 2).split(' ');
    return (Number(fields[11]) + Number(fields[12])) / ticks;
  } catch {
    return undefined;
  }
}
