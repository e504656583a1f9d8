/** The plain way: PapaParse row by row, a zod schema per row, the good rows into an appender, the bad ones into a second table. */
import { createReadStream } from 'node:fs';
import { join } from 'node:path';
import { DuckDBInstance, VARCHAR } from '@duckdb/node-api';
import type { DuckDBAppender } from '@duckdb/node-api';
import { parsePhoneNumberFromString } from 'libphonenumber-js/max';
import Papa from 'papaparse';
import { z } from 'zod';
import { customerHeaders } from '../data/customer.js';

const text = z.string().trim();
const filled = text.min(1);
const phone = text.transform((raw, context) => {
  if (raw === '') return '';
  const found = parsePhoneNumberFromString(raw, 'CN');
  if (found?.isValid() === true) return found.number;
  context.addIssue({ code: 'custom', message: 'no phone number' });
  return z.NEVER;
});
const customer = z.object({
  external_id: filled,
  name: filled,
  email: text.pipe(z.union([z.literal(''), z.email()])),
  phone,
  company: text,
  country: text.max(60),
  city: text,
  address: text,
  postcode: text,
  signup_date: text.pipe(z.union([z.literal(''), z.iso.date()])),
  credit_limit: text.pipe(z.union([z.literal(''), z.string().regex(/^-?\d{1,15}(\.\d{1,4})?$/)])),
  status: text,
  notes: text,
});

const columns = customerHeaders.map((name) => `${name} VARCHAR`).join(', ');

export async function plainLoop(
  path: string,
  folder: string,
): Promise<{ rows: number; counts: Record<string, number> }> {
  const instance = await DuckDBInstance.create(join(folder, 'loop.duckdb'), { threads: '2', memory_limit: '450MB' });
  const connection = await instance.connect();
  await connection.run(`CREATE TABLE customers (${columns}); CREATE TABLE rejected (${columns}, reason VARCHAR)`);
  const accepted = await connection.createAppender('customers');
  const rejected = await connection.createAppender('rejected');
  const counts = { accepted: 0, rejected: 0 };
  await eachRow(path, (row) => {
    const parsed = customer.safeParse(row);
    if (parsed.success) {
      counts.accepted += 1;
      append(
        accepted,
        customerHeaders.map((name) => parsed.data[name]),
      );
    } else {
      counts.rejected += 1;
      append(rejected, [...customerHeaders.map((name) => row[name] ?? ''), parsed.error.issues[0]?.message ?? '']);
    }
  });
  accepted.closeSync();
  rejected.closeSync();
  await connection.run('CHECKPOINT');
  connection.closeSync();
  instance.closeSync();
  return { rows: counts.accepted + counts.rejected, counts };
}

function append(appender: DuckDBAppender, cells: string[]): void {
  for (const cell of cells) appender.appendValue(cell, VARCHAR);
  appender.endRow();
}

function eachRow(path: string, row: (cells: Record<string, string>) => void): Promise<void> {
  return new Promise((resolve, reject) => {
    Papa.parse<Record<string, string>>(createReadStream(path, 'utf8'), {
      header: true,
      skipEmptyLines: true,
      step: ({ data }) => row(data),
      complete: () => resolve(),
      error: reject,
    });
  });
}
