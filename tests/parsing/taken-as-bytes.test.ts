/**
 * What keeps reading fast, counted instead of timed: the rows of a clean file go from the reader to staging as bytes. A row made
 * into texts costs several times as much, so only the head of a table, and what stands at its end, may be.
 */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test, vi } from 'vitest';
import { writeCustomersCsv } from '../../bench/data.js';
import { writeCustomersXlsx } from '../../bench/data-xlsx.js';
import { TableFinder } from '../../core/parsing/tables/finder.js';
import { onlyTable, parsed, tempFolder } from './parsing.js';

const rows = 20_000;
const made = { seed: 1, badShare: 0 };
/** The head of a table, to the end of the batch in which its records are split. */
const mostRows = 600;

async function readCounted(bytes: Uint8Array | string, fileName: string) {
  const asTexts = vi.spyOn(TableFinder.prototype, 'row');
  const decoded = vi.spyOn(Buffer.prototype, 'toString');
  try {
    const table = onlyTable(await parsed(bytes, { fileName }));
    return { table, asTexts: asTexts.mock.calls.length, decoded: decoded.mock.calls.length };
  } finally {
    vi.restoreAllMocks();
  }
}

const header = 'customer id,name,city,email,phone,signup date,notes';
/** By what is empty or odd in it, a line of number and name. */
const lists: [string, (at: number, name: string) => string][] = [
  ['every cell filled', (at, name) => `C${at},${name} ${at},Oslo,c${at}@example.com,1380013${at},2024-03-05,none`],
  ['the last cells empty', (at, name) => `C${at},${name} ${at},Oslo,c${at}@example.com,,,`],
  ['cells in the middle empty', (at, name) => `C${at},${name} ${at},,c${at}@example.com,,2024-03-05,ok`],
  ['cells in quotes', (at, name) => `"C${at}","${name}, ${at}","","c${at}@example.com","","2024-03-05","a ""b"""`],
  ['text in Chinese', (at, name) => `C${at},${name}有限公司,上海市,,1380013${at},,备注${at}`],
  ['lines within cells', (at, name) => `C${at},"${name}\n${at}",Oslo,,,,"a\nb"`],
];

const names = ['Ann', 'Bob', '合肥', '李'];
/** They begin as words for totals do: a few bytes more are looked at. */
const likeTotals = ['Grace', 'Sumi', 'Toni', 'Subway', '合肥', '小林'];
const listOf = (line: (at: number, name: string) => string, of: readonly string[]): string =>
  [header, ...Array.from({ length: rows }, (_, at) => line(at, of[at % of.length] ?? '')), ''].join('\n');

test.each(lists)('of a clean list with %s only the head is made into texts', async (_, line) => {
  const { table, asTexts, decoded } = await readCounted(listOf(line, names), 'list.csv');
  expect(table.rows).toBe(rows);
  expect(asTexts).toBeGreaterThan(0);
  expect(asTexts).toBeLessThan(mostRows);
  expect(decoded).toBeLessThan(2 * mostRows);
  const { asTexts: alike } = await readCounted(listOf(line, likeTotals), 'list.csv');
  expect(alike).toBeLessThan(mostRows);
});

test.each(['csv', 'xlsx'] as const)('so it is with customers as the measurements make them (.%s)', async (form) => {
  const path = join(tempFolder(), `customers.${form}`);
  if (form === 'csv') await writeCustomersCsv(path, rows, made);
  else await writeCustomersXlsx(path, rows, made);
  const { table, asTexts } = await readCounted(readFileSync(path), `customers.${form}`);
  expect(table.rows).toBe(rows);
  expect(asTexts).toBeLessThan(mostRows);
});
