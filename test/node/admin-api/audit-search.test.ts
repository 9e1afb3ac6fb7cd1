import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import { sql } from 'kysely';
import { TestService } from '../../support/services/test-service.js';

interface Entry {
  seq: number;
  at: number;
  actor: string;
  kind: string;
  subject: string;
}

describe('a search in a long audit trail', () => {
  const length = 25_000;
  const searches: readonly string[] = [
    'kind=rare',
    'kind=rare&actor=odd',
    'kind=usual&subject=late',
    'subject=late&since=20000&until=24600',
    'since=400&until=420',
    'until=530',
    'since=24990',
    'since=100&until=20000&kind=rare',
    'kind=none',
  ];
  let service: TestService;
  let all: Entry[];

  before(async () => {
    service = await TestService.start();
    await service.store.transaction((tx) =>
      // The clock was put back by half a second at every hundredth entry.
      sql`insert into audit (at, actor, kind, subject, detail)
        with recursive number (n) as (select 1 union all select n + 1 from number where n < ${length})
        select 500 + n - case when n % 100 = 0 then 500 else 0 end, case when n % 2 = 1 then 'odd' else 'even' end,
          case when n % 9001 = 1 then 'rare' else 'usual' end, case when n > 23990 then 'late' else 'early' end, '{}'
          from number`.execute(tx),
    );
    all = await service.store.read
      .selectFrom('audit')
      .select(['seq', 'at', 'actor', 'kind', 'subject'])
      .orderBy('seq')
      .execute();
  });

  after(() => service.close());

  /** The entries that a search has to find, in ascending order. */
  function expected(search: string): number[] {
    const wanted = new URLSearchParams(search);
    const {
      since = 0,
      until = Infinity,
      ...equal
    } = Object.fromEntries(wanted) as {
      since?: string;
      until?: string;
    };
    const names = Object.entries(equal) as [keyof Entry, string][];
    return all
      .filter(({ at }) => at >= Number(since) && at < Number(until))
      .filter((entry) => names.every(([name, value]) => entry[name] === value))
      .map(({ seq }) => seq);
  }

  /** Follows a search from page to page. */
  async function found(query: string): Promise<number[]> {
    const { admin } = service;
    const numbers: number[] = [];
    for (let next: Record<string, number> | undefined = {}; next;) {
      const place = new URLSearchParams(
        Object.entries(next).map(([name, value]) => [name, String(value)]),
      );
      const page: { entries: Entry[]; next?: Record<string, number> } = await admin.done(
        `/audit?limit=700&${query}&${place}`,
      );
      numbers.push(...page.entries.map(({ seq }) => seq));
      ({ next } = page);
    }
    return numbers;
  }

  for (const search of searches) {
    it(`finds all entries, each once, in both directions: ${search}`, async () => {
      const numbers = expected(search);
      assert.equal(numbers.length > 0, search !== 'kind=none');
      assert.deepEqual(await found(search), [...numbers].reverse());
      const { entries } = await service.admin.done<{ entries: Entry[] }>(
        `/audit?limit=700&${search}&after=0`,
      );
      assert.deepEqual(
        entries.map(({ seq }) => seq),
        numbers.slice(0, 700),
      );
    });
  }
});
