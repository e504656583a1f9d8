import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createPool } from '../../core/parsing/pool.js';
import type { ThreadPool } from '../../core/parsing/pool.js';
import { judgeCellsTask } from '../../schemas/fields/judge-task.js';
import { Kit } from './kit.js';

let kit: Kit;
let pool: ThreadPool;
beforeAll(async () => {
  kit = await Kit.open();
  pool = createPool({ maxThreads: 2, threadMemoryMb: 256, timeoutMs: 60_000 });
});
afterAll(async () => {
  await pool.close();
  await kit.close();
});

const headers = ['code', 'name', 'notes'];

describe('open cells', () => {
  it('go through pool threads, several tasks at once', async () => {
    const rows = Array.from({ length: 12_000 }, (_, at) => [String(at), `  Name ${at}`, `\u3000note ${at}`]);
    const judged = await kit.judge([{ headers, rows }], { runCells: (task) => pool.run('judge-cells', task) });
    expect(judged.result.counts).toMatchObject({ rows: 12_000, accepted: 12_000 });
    expect(judged.result.cells).toEqual({ filled: 36_000, open: 24_000, distinctOpen: 24_000 });
    expect(judged.judged.every((row) => row['f_name'] === `Name ${row['f_code']}`)).toBe(true);
    expect(judged.left).toEqual([]);
  });

  it('keep every character on the way there and back', async () => {
    const notes = [
      '\u3000a\nb',
      '\u3000a\r\nb',
      '\u3000"q", x',
      '\u3000\u0010n',
      ' ',
      '\u3000😀,中',
      `\u3000${'长'.repeat(150_000)}`,
    ];
    const rows = notes.map((note, at) => [String(at), null, note]);
    const judged = await kit.judge([{ headers, rows }]);
    const raws = new Map(judged.judged.map((row) => [row['f_code'], row['r_notes']]));
    expect(notes.map((_, at) => raws.get(String(at)))).toEqual(notes);
    const texts = new Map(judged.judged.map((row) => [row['f_code'], row['f_notes']]));
    expect([texts.get('0'), texts.get('2'), texts.get('5')]).toEqual(['a\nb', '"q", x', '😀,中']);
  });

  it('that repeat in the first rows are asked once, before the first pass', async () => {
    const rows = Array.from({ length: 400 }, (_, at) => [
      String(at),
      at % 2 ? ' Ann' : 'Ben',
      at === 399 ? '  x' : 'y',
    ]);
    const judged = await kit.judge([{ headers, rows }], { sampleRows: 20 });
    expect(judged.result.cells).toMatchObject({ open: 1 });
    const repaired = judged.judged.filter((row) => row['f_name'] === 'Ann' && row['r_name'] === ' Ann');
    expect(repaired.length).toBe(200);
    expect(new Set(repaired.map((row) => row['repairs']))).toEqual(
      new Set(['{"name":["trimmed"]}', '{"name":["trimmed"],"notes":["trimmed"]}']),
    );
  });

  it('leave no file behind when a thread fails, and tell its failure', async () => {
    const failing = kit.judge([{ headers, rows: [['1', '  Ann', null]] }], {
      runCells: (task) => {
        judgeCellsTask(task);
        throw new Error('thread ended');
      },
    });
    await expect(failing).rejects.toThrow('thread ended');
    expect((await kit.filesLeft()).filter((name) => name.includes('cells-scratch'))).toEqual([]);
  });

  it('are never taken as judged when a verdict is missing', async () => {
    const { writeFile } = await import('node:fs/promises');
    const silent = kit.judge([{ headers, rows: [['1', '  Ann', null]] }], {
      runCells: (task) => writeFile(task.outPath, ''),
    });
    await expect(silent).rejects.toMatchObject({ code: 'verdicts-missing' });
  });
});
