import { expect, test } from 'vitest';
import { tellExplanation } from '../../apps/cli/commands/explain.js';
import { makeContext, type Lang } from '../../apps/cli/context.js';
import type { Explanation } from '../../core/archive/explain.js';

type Statement = NonNullable<Explanation['fields'][number]['winner']>;

const said = (value: string): Statement => ({
  value,
  raw: null,
  repairs: [],
  source: 'customers',
  delivery: 'd1',
  fileName: 'list.csv',
  sheet: null,
  row: 2,
  returned: false,
  column: '3',
  header: 'city',
  effectiveAt: '2026-01-01T00:00:00.000Z',
  batch: '12',
  record: 1,
  mappingVersion: 1,
});

function told(losers: number, lang: Lang): string[] {
  const lost = Array.from({ length: losers }, (_, at) => ({ ...said(`city ${at}`), why: 'newer-in-record' as const }));
  const lines: string[] = [];
  const context = {
    ...makeContext({ lang }, new AbortController().signal),
    out: (text: string) => void lines.push(text),
  };
  const field = { field: 'city', value: 'Oslo', rule: 'latest' as const, winner: said('Oslo'), losers: lost };
  tellExplanation(context, { dataset: 'customers', id: 7, mergedFrom: null, records: [], fields: [field] } as never);
  return lines;
}

test('of thousands of values that lost the newest are told, and how many more there are', () => {
  const lines = told(5000, 'en');
  expect(lines).toHaveLength(2 + 1 + 10 + 1);
  expect(lines[3]).toContain('lost: city 0');
  expect(lines.at(-1)).toBe('  lost: 4,990 more, older ones; all of them with --json');
  expect(told(5000, 'zh').at(-1)).toBe('  落选：另有更早的 4,990 个；用 --json 查看全部');
  expect(told(10, 'en')).toHaveLength(2 + 1 + 10);
});
