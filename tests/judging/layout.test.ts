import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { judgeCellsTask } from '../../schemas/fields/judge-task.js';
import { Kit } from './kit.js';
import type { Sheet } from './kit.js';

let kit: Kit;
beforeAll(async () => {
  kit = await Kit.open();
});
afterAll(() => kit.close());

const headers = ['code', 'name', 'phone', 'notes'];
const sampleRows = 20;

/** Every phone is sent in another writing than it is kept in; a name is padded where `isPadded` says so. */
const sheet = (isPadded: (at: number) => boolean): Sheet => ({
  headers,
  rows: Array.from({ length: 200 }, (_, at) => [
    `C${at}`,
    isPadded(at) ? `\u00A0Ann ${at}` : `Ann ${at}`,
    `138 0000 ${1000 + at}`,
    at % 50 === 7 ? '\u3000wide' : at % 3 === 0 ? null : `note ${at}`,
  ]),
});
const cleanFirst = sheet((at) => at > 100 && at % 4 === 0);
const paddedFirst = sheet((at) => at <= sampleRows);

describe('the lane', () => {
  it.each([
    ['are seldom there', cleanFirst, ['r_phone']],
    ['are often there at first', paddedFirst, ['r_name', 'r_phone']],
  ])('has no column of its own for raw texts that are seldom there: names %s', async (_, given, own) => {
    let columns: string[] = [];
    await kit.judge([given], {
      sampleRows,
      runCells: async (task) => {
        const rows = await kit.duck.read((s) =>
          s.rows<{ name: string }>(
            `SELECT column_name AS name FROM duckdb_columns() WHERE table_name = 'laid' AND starts_with(column_name, 'r_') ORDER BY ALL`,
          ),
        );
        columns = rows.map(({ name }) => name);
        return judgeCellsTask(task);
      },
    });
    expect(columns).toEqual(own);
  });

  it('tells all texts and repairs as the law does, wherever they lie', async () => {
    for (const given of [cleanFirst, paddedFirst]) {
      const [short, law] = [await kit.judge([given], { sampleRows }), await kit.judge([given], { lanes: 'law-only' })];
      expect(short.judged.filter((row) => row['repairs'] !== null).length).toBeGreaterThan(20);
      expect(short.judged).toEqual(law.judged);
    }
  });

  it('is no part of what rows are known by', async () => {
    const contexts: string[] = [];
    const known = async (context: string): Promise<null> => {
      contexts.push(context);
      return null;
    };
    for (const given of [cleanFirst, paddedFirst]) await kit.judge([given], { sampleRows, known });
    expect(new Set(contexts).size).toBe(1);
    expect(contexts.length).toBeGreaterThanOrEqual(2);
  });
});
