/** Which day the instants of a column of dates are: docs/decisions/0027. */
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { makeField } from '../../../schemas/datasets/make.js';
import { columnContext, evidenceQuery, provedWriting } from '../../../schemas/fields/columns.js';
import type { ColumnEvidence } from '../../../schemas/fields/columns.js';
import { headerOffset } from '../../../schemas/fields/header-offset.js';
import { fieldType } from '../../../schemas/fields/registry.js';
import type { ColumnContext } from '../../../schemas/verdicts.js';
import { openEngine } from './engine.js';
import type { Engine } from './engine.js';

let engine: Engine;
beforeAll(async () => {
  engine = await openEngine();
});
afterAll(() => engine.close());

interface Column {
  cells: string[];
  type?: 'date' | 'datetime';
  timeZone?: string;
  header?: string;
}

async function contextFor({ cells, type = 'date', timeZone = 'Asia/Shanghai', header = 'Created' }: Column) {
  const settings = { region: 'CN', timeZone, decimal: null, dateOrder: null, currency: null };
  const mapped = { position: 0, column: 'A', header, field: 'x', confidence: 1, unit: '1', currency: null };
  const list = cells.map((cell) => `('${cell}')`).join(', ');
  const asked = [{ name: 'e', type, x: 'x', isUtc: headerOffset(header) === 0 }];
  const [row] = await engine.query(evidenceQuery(`(VALUES ${list}) t(x)`, asked));
  const counts = Object.entries(row?.['e'] as Record<string, string>).map(([name, count]) => [name, Number(count)]);
  const evidence = Object.fromEntries(counts) as unknown as ColumnEvidence;
  return columnContext(makeField('x', { type }), mapped, settings, evidence);
}

const told = (context: ColumnContext, text: string): string => {
  const verdict = fieldType(context.type).judge(text, null, context);
  return verdict.ok ? [verdict.text, ...verdict.repairs].join(' ') : `!${verdict.problems[0]?.code}`;
};

const judged = async (column: Column): Promise<string[]> => {
  const context = await contextFor(column);
  return column.cells.map((text) => told(context, text));
};

const newYork = 'America/New_York';

describe('days of a column of instants', () => {
  it.each<[string, Column, string[]]>([
    [
      'local midnights, as JavaScript writes them',
      { cells: ['2024-03-04T16:00:00.000Z', '2024-03-05T16:00:00.000Z'] },
      ['2024-03-05 day-of-zone', '2024-03-06 day-of-zone'],
    ],
    [
      'times of events (Salesforce)',
      { cells: ['2024-03-04T20:12:33.000Z', '2024-03-05T02:00:00.000+0000', '2024-03-06'] },
      ['2024-03-05 day-of-zone', '2024-03-05 time-dropped', '2024-03-06'],
    ],
    [
      'days that are told as midnights of UTC',
      { cells: ['2024-03-05T00:00:00.000Z', '2024-03-06T00:00:00Z'], timeZone: newYork },
      ['2024-03-05', '2024-03-06'],
    ],
    [
      'both kinds of midnights: each is its day',
      { cells: ['2024-03-05T00:00:00Z', '2024-03-06T05:00:00Z', '2024-03-06T04:00:00Z'], timeZone: newYork },
      ['2024-03-05', '2024-03-06 time-dropped', '!date-of-instant'],
    ],
    [
      'London in winter and in summer',
      { cells: ['2024-03-05T00:00:00Z', '2024-07-04T23:00:00Z'], timeZone: 'Europe/London' },
      ['2024-03-05', '2024-07-05 day-of-zone'],
    ],
    [
      'a clock that is not of UTC tells its own day',
      { cells: ['2024-03-05 23:30:00 -0500', '2024-03-05T20:00:00+00:00'] },
      ['2024-03-05 time-dropped', '2024-03-05 time-dropped'],
    ],
    [
      'times without a zone',
      { cells: ['2024-03-04 20:12', '2024-03-04 16:00:00'] },
      ['2024-03-04 time-dropped', '2024-03-04 time-dropped'],
    ],
    [
      'the header says UTC (Stripe)',
      { cells: ['2024-03-04 20:12', '2024-03-05 08:00'], header: 'Created (UTC)' },
      ['2024-03-05 day-of-zone', '2024-03-05 time-dropped'],
    ],
    [
      'the header says UTC, and its times are none',
      { cells: ['2024-03-05 00:00', '2024-03-06 00:00', '2024-03-07'], header: 'created_at_utc', timeZone: newYork },
      ['2024-03-05', '2024-03-06', '2024-03-07'],
    ],
    [
      'times under a header that says UTC',
      { cells: ['2024-03-04 20:12', '2024-03-04'], header: 'Created (UTC)', type: 'datetime' },
      ['2024-03-05 04:12:00 zone-converted', '2024-03-04'],
    ],
    [
      'times under a header of another zone',
      { cells: ['2024-03-04 20:12:00'], header: '创建时间（UTC+8）', type: 'datetime', timeZone: 'UTC' },
      ['2024-03-04 12:12:00 zone-converted'],
    ],
    [
      'seconds since 1970',
      { cells: ['1709583153', '1709625600', '1709712000'], type: 'datetime' },
      ['2024-03-05 04:12:33', '2024-03-05 16:00:00', '2024-03-06 16:00:00'].map(
        (text) => `${text} epoch-time zone-converted`,
      ),
    ],
    [
      'milliseconds since 1970, days of the zone',
      { cells: ['1709568000000', '1709654400000'] },
      ['2024-03-05 epoch-time day-of-zone', '2024-03-06 epoch-time day-of-zone'],
    ],
    [
      'milliseconds since 1970, days of UTC',
      { cells: ['1709596800000', '1709683200000'], timeZone: newYork },
      ['2024-03-05 epoch-time', '2024-03-06 epoch-time'],
    ],
    [
      'a number among dates',
      { cells: ['1709583153', '2024-03-05', '2024-03-06'] },
      ['!date-epoch', '2024-03-05', '2024-03-06'],
    ],
    ['two units', { cells: ['1709583153', '1709654400001'] }, ['!date-epoch', '!date-epoch']],
    ['the number of a telephone', { cells: ['13800138000', '13800138001'] }, ['!date-unreadable', '!date-unreadable']],
  ])('%s', async (_name, column, expected) => {
    expect(await judged(column)).toEqual(expected);
  });

  it('SQL takes no time for local that the header tells in another zone', async () => {
    const context = await contextFor({ cells: ['2024-03-04 20:12'], header: 'Created (UTC)', type: 'datetime' });
    expect(await engine.accept(context, ['2024-03-04 20:12', '2024-03-04'])).toEqual([null, '2024-03-04']);
    const own = await contextFor({ cells: ['2024-03-04 20:12'], header: '时间（北京时间）', type: 'datetime' });
    expect(await engine.accept(own, ['2024-03-04 20:12'])).toEqual(['2024-03-04 20:12:00']);
  });

  it('rows that come back alone are read as the whole column was', async () => {
    const whole = await contextFor({ cells: ['2024-03-05T00:00:00Z', '2024-03-06T04:00:00Z'], timeZone: newYork });
    expect(provedWriting(whole)).toEqual({ instants: 'mixed' });
    expect(provedWriting(await contextFor({ cells: ['1709583153', '1709583154'] }))).toEqual({
      instants: 'zone',
      epochs: 'seconds',
    });
  });
});

it.each<[string, number | null]>([
  ['Created (UTC)', 0],
  ['created_at_utc', 0],
  ['createdAtUtc', 0],
  ['Date GMT', 0],
  ['下单时间（北京时间）', 480],
  ['Time (UTC-03:30)', -210],
  ['Created', null],
  ['Nutcutc', null],
  ['GMTV', null],
])('the clock of the header %s', (header, minutes) => {
  expect(headerOffset(header)).toBe(minutes);
});
