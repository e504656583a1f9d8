import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { makeField } from '../../../schemas/datasets/make.js';
import { columnContext, evidenceQuery, needsEvidence } from '../../../schemas/fields/columns.js';
import { customMark } from '../../../schemas/fields/decimal-mark.js';
import type { CellSettings, ColumnEvidence } from '../../../schemas/fields/columns.js';
import type { ColumnContext, FieldTypeName } from '../../../schemas/verdicts.js';
import { fieldType } from '../../../schemas/fields/registry.js';
import { contextOf, openEngine } from './engine.js';
import type { Engine } from './engine.js';
import { samples } from './samples.js';

let engine: Engine;
beforeAll(async () => {
  engine = await openEngine();
});
afterAll(() => engine.close());

const settings: CellSettings = {
  region: 'US',
  regionIsDefault: true,
  timeZone: 'UTC',
  decimal: null,
  dateOrder: null,
  currency: null,
};
const mapped = { position: 0, column: 'A', header: 'x', field: 'x', confidence: 1, unit: '1', currency: null };

async function contextFor(
  type: FieldTypeName,
  cells: (string | null)[],
  storedNumbers?: number,
  region = settings.region,
): Promise<ColumnContext> {
  const list = cells.map((cell) => `(${cell === null ? 'NULL' : `'${cell}'`}::VARCHAR)`).join(', ');
  const [row] = await engine.query(evidenceQuery(`(VALUES ${list}) t(x)`, [{ name: 'e', type, x: 'x' }]));
  const raw = row?.['e'] as Record<string, string> | null;
  const evidence =
    raw === null
      ? null
      : (Object.fromEntries(
          Object.entries(raw).map(([name, count]) => [name, Number(count)]),
        ) as unknown as ColumnEvidence);
  if (evidence && storedNumbers !== undefined) evidence.storedNumbers = storedNumbers;
  return columnContext(makeField('x', { type }), mapped, { ...settings, region }, evidence);
}

describe('the context of a column', () => {
  it('identifiers: several of them only where they name other records', () => {
    const references = { dataset: 'customers', field: 'external_id' };
    const contextOfField = (more: object) =>
      columnContext(makeField('x', { type: 'identifier', ...more }), mapped, settings, null);
    expect(contextOfField({ references }).several).toBe(true);
    for (const more of [{}, { identifier: true }]) expect(contextOfField(more)).not.toHaveProperty('several');
  });

  it('identifiers: days among other numbers are what a spreadsheet made of them', () => {
    const contextOfField = (type: FieldTypeName, hasStrayDays: boolean): ColumnContext =>
      columnContext(makeField('x', { type }), mapped, settings, null, {}, hasStrayDays);
    const context = contextOfField('identifier', true);
    expect(contextOfField('text', true)).not.toHaveProperty('strayDays');
    const type = fieldType('identifier');
    for (const text of ['2024-01-02', '2024-01-02 00:00:00']) {
      expect(type.judge(text, null, context)).toMatchObject({ ok: false, problems: [{ code: 'identifier-day' }] });
      expect(type.judge(text, null, contextOfField('identifier', false))).toMatchObject({ ok: true, text });
    }
    expect(type.judge('2024-01-02-7', null, context)).toMatchObject({ ok: true });
  });

  it.each<[string, string[], ColumnContext['dateOrder']]>([
    ['day first', ['03/04/2024', '25/04/2024'], 'DMY'],
    ['month first', ['03/04/2024', '04/25/2024', '1/31/24'], 'MDY'],
    ['month first, in short', ['5/3/2024', '1/20/2024', '2/14/2024'], 'MDY'],
    ['day first, in short', ['5/3/2024', '20/1/2024'], 'DMY'],
    ['both, in short', ['25/12/2023', '5/3/2024', '1/20/2024'], null],
    ['nothing tells', ['03/04/2024', '05/06/2024'], null],
    ['both', ['25/04/2024', '04/25/2024'], null],
    ['year first only', ['2024-03-05', '2024年3月6日'], null],
  ])('dates: %s', async (_name, cells, order) => {
    expect((await contextFor('date', cells)).dateOrder).toBe(order);
  });

  it('padding around the cells changes nothing', async () => {
    expect((await contextFor('date', ['03/04/2024\t', ' 25/04/2024 '])).dateOrder).toBe('DMY');
    expect((await contextFor('date', ['45356\t', ' 2024-03-05', ' 2024年3月5日 '])).serials).toBe(true);
    expect((await contextFor('phone', ['13800138000\t', '  138 0013 8001'])).region).toBe('CN');
    expect((await contextFor('cnId', [' 11010519491231002X '])).region).toBe('CN');
    expect((await contextFor('money', [' 12,5 ', '7\t'])).decimal).toBe(',');
  });

  it('serials count only among dates', async () => {
    expect(
      (await contextFor('date', ['45356', '2024年3月5日', '2024.3.5', '20240305', '5/3/2024', null])).serials,
    ).toBe(true);
    expect((await contextFor('date', ['45356', 'soon', 'later'])).serials).toBeUndefined();
    expect((await contextFor('date', ['2024-03-05'])).serials).toBeUndefined();
  });

  describe('decimal marks', () => {
    const marksOf = async (cells: string[], stored?: number, region = 'US') => {
      const { decimal, mixedDecimal, twoReadings, decimalAssumed } = await contextFor('money', cells, stored, region);
      return [
        decimal,
        twoReadings ?? '',
        mixedDecimal === true ? 'mixed' : '',
        decimalAssumed === true ? 'told' : '',
      ].join('|');
    };

    it.each<[string, string[], string]>([
      ['comma by groups and fraction', ['1.234,56', '12,5', '7'], ',|||'],
      ['comma by long whole part', ['1234,567', '1.234'], ',|||'],
      ['comma by zero', ['0,125', '1,234', '1.234'], ',|||'],
      ['comma by two groups', ['1.234.567', '1.234', '1,234'], ',|||'],
      ['comma by blank groups', ['1 234,5', '1\u00a0234,567'], ',|||'],
      ['point by groups and fraction', ['1,234.56', '12.5', '1,234', '1.234'], '.|||'],
      ['point by two groups', ['1,234,567', '1,234'], '.|||'],
      ['point by Indian groups', ['12,34,567', '1,234'], '.|||'],
      ['point by long whole part', ['1234.567', '1.234', '1,234'], '.|||'],
      ['point, with signs', ['￥1,234.50', '(1,234)', '1.234元'], '.|||'],
      ['full width', ['１２，５', '1.234'], ',|||'],
      ['whole numbers only', ['1234', '7', '007'], '.|||'],
      ['thousands only', ['1,234', '12,345', '800'], '.|||'],
      ['three digits behind every point', ['1.234', '12.500', '7'], '.|||told'],
      ['both, unproved', ['1,234', '1.234'], '.|.,||'],
      ['both, one of them in full width', ['１，２３４', '1.234'], '.|.,||'],
      ['both proved', ['12.5', '12,5', '1,234'], '.|.,||'],
      ['both proved, by groups', ['1.234.567', '1,234,567'], '.|.,||'],
    ])('%s', async (_name, cells, expected) => expect(await marksOf(cells)).toBe(expected));

    it.each<[string, string[], string]>([
      ['thousands only', ['1,234', '800'], '.|,||'],
      ['three digits behind every point', ['1.234', '800'], '.|.||'],
      ['proved', ['1.234,50', '1.234'], ',|||'],
    ])('where the region writes a comma: %s', async (_name, cells, expected) => {
      expect(await marksOf(cells, undefined, 'DE')).toBe(expected);
      expect(await marksOf(cells, undefined, 'FR')).toBe(expected);
    });

    it.each<[string, string[], number, string]>([
      ['all stored', ['7', '1.234', '1.5'], 3, '.|||'],
      ['typed with a comma', ['12,5', '7'], 1, ',||mixed|'],
      ['stored ones prove nothing of typed ones', ['1.5', '1.234', '1,234'], 2, '.|.,||'],
      ['written groups prove it, however many are stored', ['1.5', '1.234', '1,234', '12,345.60'], 3, '.|||'],
      ['so do several groups', ['1.5', '1.234', '1,234', '1,234,567'], 3, '.|||'],
      ['a written comma contradicts written groups', ['1,234', '12,345.60', '3,5'], 0, '.|.,||'],
      ['one stored', ['7'], 1, '.|||'],
    ])('stored numbers: %s', async (_name, cells, stored, expected) =>
      expect(await marksOf(cells, stored)).toBe(expected),
    );

    it.each([
      ['US', '.'],
      ['CN', '.'],
      ['GB', '.'],
      ['JP', '.'],
      ['DE', ','],
      ['BR', ','],
      ['RU', ','],
      ['??', '.'],
    ])('%s writes %s', (region, mark) => expect(customMark(region)).toBe(mark));
  });

  it('a column of Chinese mobile numbers proves its region where none is declared', async () => {
    expect((await contextFor('phone', ['13800138000', '138 0013 8001', '021-62345678'])).region).toBe('CN');
    expect((await contextFor('phone', ['(202) 555-0143'])).region).toBe('US');
    expect((await contextFor('cnId', ['11010519491231002X'])).region).toBe('CN');
  });
});

it('nothing is counted that the settings have answered', () => {
  const needs = (type: 'phone' | 'cnId' | 'date', change: Partial<CellSettings>): boolean =>
    needsEvidence(type, { ...settings, ...change });
  for (const type of ['phone', 'cnId'] as const) {
    expect(needs(type, {})).toBe(true);
    expect(needs(type, { region: 'CN' })).toBe(false);
    expect(needs(type, { regionIsDefault: false })).toBe(false);
  }
  expect(needs('date', { region: 'CN', regionIsDefault: false })).toBe(true);
});

it('what a cell tells stands once in the question, however many counts there are', () => {
  const asked = (['date', 'money'] as const).map((type) => ({ name: type, type, x: 'x' }));
  const question = evidenceQuery('t', asked);
  expect(question.split('NULL|N/A|无')).toHaveLength(2);
  expect(question.split("THEN 'commaTriples'")).toHaveLength(3);
});

describe('evidence of the commonest forms', () => {
  const toldOf = (type: FieldTypeName, text: string, isCanonical = 'FALSE'): string =>
    `to_json((${evidenceQuery('(SELECT x)', [{ name: 'e', type, x: text, isCanonical }])}))`;

  it.each(['date', 'datetime', 'money', 'decimal', 'integer'] as const)(
    '%s: told at once, or of texts known to be canonical, it is what a blank before them has told the long way',
    async (type) => {
      const texts = fc.array(samples[type], { minLength: 200, maxLength: 200 });
      let canonical = 0;
      await fc.assert(
        fc.asyncProperty(texts, async (cells) => {
          const found = cells.flatMap((cell) => {
            const verdict = fieldType(type).judge(cell, null, contextOf(type));
            return verdict.ok && verdict.text !== '' ? [`('${verdict.text}')`] : [];
          });
          if (found.length === 0) return;
          canonical += found.length;
          const rows = await engine.query(
            `SELECT x, ${toldOf(type, `(' ' || x)`)} AS long, ${toldOf(type, 'x')} AS short, ${toldOf(type, 'x', 'TRUE')} AS known
              FROM (VALUES ${found.join(', ')}) t(x)`,
          );
          expect(rows.filter(({ long, short, known }) => long !== short || short !== known)).toEqual([]);
        }),
        { numRuns: 10 },
      );
      expect(canonical).toBeGreaterThan(200);
    },
  );
});
