import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { encodeValue, readLines } from '../../schemas/fields/cell-lines.js';
import { judgeCellsTask } from '../../schemas/fields/judge-task.js';
import { contextOf, openEngine } from './fields/engine.js';
import type { Engine } from './fields/engine.js';

function* pieces(text: string, size: number): Generator<string> {
  for (let at = 0; at < text.length; at += size) yield text.slice(at, at + size);
}

const cell = fc.option(fc.string({ unit: fc.constantFrom(...Array.from('a",\n\r\u0010\0nD é客')), maxLength: 8 }));

describe('cell lines', () => {
  it('come back as they were written, whatever the pieces', () => {
    fc.assert(
      fc.property(
        fc.array(fc.array(cell, { minLength: 2, maxLength: 4 }), { maxLength: 6 }),
        fc.integer({ min: 1, max: 9 }),
        (lines, size) => {
          const text = lines.map((line) => `${line.map(encodeValue).join(',')}\n`).join('');
          const back: (string | null)[][] = [];
          for (const line of readLines(pieces(text, size))) back.push(line);
          expect(back).toEqual(lines);
        },
      ),
      { numRuns: 500 },
    );
  });

  it('take line feeds inside quotes too', () => {
    const back: (string | null)[][] = [];
    for (const line of readLines(pieces('1,"a\n""b",\n2,"",x', 3))) back.push(line);
    expect(back).toEqual([
      ['1', 'a\n"b', null],
      ['2', '', 'x'],
    ]);
  });
});

describe('judging a file of cells', () => {
  let engine: Engine;
  let folder: string;
  beforeAll(async () => {
    engine = await openEngine();
    folder = mkdtempSync(join(tmpdir(), 'cells-'));
  });
  afterAll(() => {
    engine.close();
    rmSync(folder, { recursive: true, force: true });
  });

  it('answers each cell, readable by the engine', async () => {
    const inPath = join(folder, 'in.csv');
    const outPath = join(folder, 'out.csv');
    writeFileSync(
      inPath,
      '1,0,,010-62345678转8001;13800138000\n2,1,,面议\n3,1,precision-lost,12\n4,1,,"￥3.2万"\n5,2,," a\u0010nb "\n6,3,,1900-01-01\n',
    );
    const contexts = [contextOf('phone'), contextOf('money'), contextOf('text'), contextOf('date')];
    expect(judgeCellsTask({ inPath, outPath, contexts })).toEqual({ cells: 6, rejected: 2 });
    const rows =
      await engine.query(`SELECT * FROM read_csv('${outPath}', auto_detect = false, header = false, delim = ',', quote = '"', escape = '"',
      new_line = '\\n', nullstr = '', allow_quoted_nulls = false, strict_mode = true,
      columns = {'id': 'BIGINT', 'ok': 'BOOLEAN', 'text': 'VARCHAR', 'codes': 'VARCHAR', 'repairs': 'VARCHAR', 'suggestion': 'VARCHAR', 'extra': 'VARCHAR'})`);
    const none = { text: null, codes: null, repairs: null, suggestion: null, extra: null };
    expect(rows).toEqual([
      {
        ...none,
        id: '1',
        ok: true,
        text: '+861062345678;ext=8001',
        repairs: '["second-value"]',
        extra: '{"values":["+8613800138000"]}',
      },
      { ...none, id: '2', ok: false, codes: '[{"code":"number-unreadable"}]' },
      { ...none, id: '3', ok: false, codes: '[{"code":"precision-lost"}]' },
      {
        ...none,
        id: '4',
        ok: true,
        text: '32000',
        repairs: '["unit-word","currency-sign"]',
        extra: '{"currency":"CNY","currencies":["CNY","JPY"]}',
      },
      { ...none, id: '5', ok: true, text: 'a\u0010nb', repairs: '["trimmed"]' },
      { ...none, id: '6', ok: true, text: '', codes: '[{"code":"placeholder"}]' },
    ]);
    expect(readFileSync(outPath, 'utf8').split('\n')).toHaveLength(7);
  });
});
