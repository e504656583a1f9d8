import { existsSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { parseFile } from '../../core/parsing/parse.js';
import type { ParseTask } from '../../core/parsing/parse.js';
import { openRead } from '../../core/parsing/read.js';
import { limits, tempFolder } from './parsing.js';

async function read(text: string) {
  const path = join(tempFolder(), 'file.csv');
  writeFileSync(path, text);
  let staged = '';
  const parse = (task: ParseTask) => {
    staged = task.outDir;
    return parseFile(task);
  };
  return { answer: await openRead({ path, hints: {}, limits, parse }), folder: () => staged };
}

async function whole(pieces: AsyncGenerator<string>): Promise<string> {
  let text = '';
  for await (const piece of pieces) text += piece;
  return text;
}

describe('read', () => {
  test('lines, clean CSV and the report tell the same table', async () => {
    const { answer, folder } = await read('Title\n\nid;name\n007;"a;b ""c"""\n2;"x\ny"\n3;\n');
    if (!answer.ok) throw new Error(answer.code);
    const lines = (await whole(answer.ndjson()))
      .trimEnd()
      .split('\n')
      .map((line) => JSON.parse(line) as unknown);
    expect(lines).toEqual([
      {
        table: 0,
        sheet: null,
        headerRows: [3],
        firstRow: 4,
        lastRow: 6,
        columns: [
          { column: '1', header: 'id', kinds: { t: 3 } },
          { column: '2', header: 'name', kinds: { t: 2 } },
        ],
      },
      { row: 4, cells: ['007', 'a;b "c"'] },
      { row: 5, cells: ['2', 'x\ny'] },
      { row: 6, cells: ['3', null] },
    ]);
    expect(await whole(answer.csv())).toBe('id,name\n007,"a;b ""c"""\n2,"x\ny"\n3,\n');
    expect(answer.report).toMatchObject({
      tables: [{ table: 0, rows: 3 }],
      encoding: 'utf-8',
      dialect: { delimiter: ';' },
    });
    expect(existsSync(folder())).toBe(true);
    answer.close();
    expect(existsSync(folder())).toBe(false);
  });

  test('a refusal is an answer and leaves nothing behind', async () => {
    const { answer, folder } = await read('id,name\n1,"a\n');
    expect(answer).toMatchObject({ ok: false, code: 'unclosed-quote' });
    expect(existsSync(dirname(folder()))).toBe(true);
    expect(existsSync(folder())).toBe(false);
  });
});
