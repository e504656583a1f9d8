/** Rows known by their text are looked up without a table of all cells of the file. */
import { afterAll, beforeAll, expect, test } from 'vitest';
import type { Session } from '../../core/archive/duck.js';
import { hashedSql, joinKnown } from '../../core/judging/known-sql.js';
import { readStagedSql } from '../../core/parsing/stage-sql.js';
import { Kit } from './kit.js';

let kit: Kit;
beforeAll(async () => {
  kit = await Kit.open();
});
afterAll(() => kit.close());

const headers = Array.from({ length: 13 }, (_, at) => `column ${at}`);
const rows = Array.from({ length: 30 }, (_, at) => headers.map((_name, column) => `${at} in ${column}`));
const knownRows = 50_000;

async function asked<T>(counted: number, ask: (s: Session, query: string) => Promise<T>): Promise<T> {
  const { table: part, sheet, columns, ...staged } = kit.stage({ headers, rows }, 0);
  const source = { part, sheet, columns, kinds: null, skipped: null };
  const read = readStagedSql({ ...staged, table: part, sheet, columns });
  return kit.duck.scratch(async (s, scratch) => {
    const relation = `${scratch}.main.known`;
    const found = { context: '', relation, rows: counted, keeps: new Set<number>() };
    const hashed = hashedSql({ source: { ...source, staged: read } }, found);
    await s.run(`CREATE TABLE ${relation} AS
      SELECT h1, h2, uuid() AS key_digest, uuid() AS content_digest FROM ${hashedSql({ source: { ...source, staged: read } }, { ...found, relation: null })} WHERE row % 2 = 0
      UNION ALL SELECT hash(i), hash(i, 1), uuid(), uuid() FROM range(${knownRows}) n(i)`);
    return ask(s, `SELECT s.*, kd, cd FROM ${hashed} s ${joinKnown(relation)}`);
  });
}

const planOf = async (s: Session, query: string): Promise<string> => {
  const plan = await s.rows<{ explain_value: string }>(`EXPLAIN ${query}`);
  return plan.map((one) => one.explain_value).join('\n');
};

test('the engine builds the table of the join over the rows known', async () => {
  expect(await asked(knownRows, planOf)).toContain('Join Type: LEFT');
});

test('of a file that is told to be short it would be over the cells of the file', async () => {
  expect(await asked(1, planOf)).toContain('Join Type: RIGHT');
});

test('what tells that there are many rows adds none', async () => {
  const told = await asked(knownRows, (s, query) => s.rows<{ row: string; kd: string | null }>(query));
  expect(told.map(({ row }) => Number(row)).toSorted((a, b) => a - b)).toEqual(rows.map((_, at) => at + 2));
  expect(told.filter(({ kd }) => kd !== null)).toHaveLength(rows.length / 2);
});
