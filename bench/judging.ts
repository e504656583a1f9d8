/** Judging alone: made-up customers from a staged file to the judged set, both lanes; `--law` lets the law decide every cell. */
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { openDuck } from '../core/archive/duck.js';
import { judgeDelivery } from '../core/judging/judge.js';
import type { JudgeInput, JudgeResult } from '../core/judging/judge.js';
import { createPool } from '../core/parsing/pool.js';
import type { ThreadPool } from '../core/parsing/pool.js';
import { StageWriter } from '../core/parsing/stage.js';
import { readStagedSql } from '../core/parsing/stage-sql.js';
import { builtinDataset } from '../schemas/datasets/builtin.js';
import type { StagedTable } from '../schemas/staging.js';
import { customerHeaders, customerRow } from './data/customer.js';

const threads = 2;

export interface JudgingRun {
  result: JudgeResult;
  wallMs: number;
  /** Of all threads; half of it is the least wall time on two idle cores. */
  cpuMs: number;
  steps: Record<string, number>;
  peakRssMb: number;
}

/** Made-up customers as a staged file, numbered as the parser numbers them. */
function stageCustomers(path: string, rows: number): { staged: string; badCells: number } {
  const writer = new StageWriter(path);
  let badCells = 0;
  for (let index = 0; index < rows; index += 1) {
    const made = customerRow(index, { seed: 7, badShare: 0.02 });
    badCells += made.badCells;
    writer.row(index + 2, made.cells, 0, made.cells.length);
  }
  writer.close();
  const table: StagedTable = {
    table: 0,
    sheet: null,
    sheetIndex: 0,
    sheetHidden: false,
    headerRows: [1],
    header: { by: 'evidence', confidence: 1 },
    shape: { header: [], width: 0, above: 0, between: [], below: null },
    firstRow: 2,
    lastRow: rows + 1,
    columns: customerHeaders.map((header, at) => ({ label: String(at + 1), header, kinds: {} })),
    rows,
    csv: { path, layout: 'numbered', escapedColumns: [...writer.escaped], longestLineBytes: writer.longestLineBytes },
    kinds: null,
    skipped: null,
    skippedBy: {},
  };
  return { staged: readStagedSql(table), badCells };
}

function inputOf(staged: string, tempDir: string, pool: ThreadPool, lanes: 'both' | 'law-only'): JudgeInput {
  const dataset = builtinDataset('customers');
  if (!dataset) throw new Error('no dataset customers');
  const columns = customerHeaders.map((header, position) => ({
    position,
    column: String(position + 1),
    header,
    field: header,
    confidence: 1,
    unit: '1',
    currency: null,
  }));
  return {
    dataset,
    mapping: {
      source: 'bench',
      dataset: 'customers',
      version: 1,
      columns,
      key: { kind: 'fields', fields: ['external_id'], decidedBy: 'identifier' },
      newestBy: null,
      effectiveBy: null,
      complete: false,
    },
    source: 'bench',
    settings: { region: 'CN', timeZone: 'Asia/Shanghai', decimal: null, dateOrder: null, currency: 'CNY' },
    sources: [
      {
        part: 0,
        sheet: null,
        columns: columns.map(({ column, header }) => ({ label: column, header, kinds: {} })),
        staged,
        kinds: null,
        skipped: null,
      },
    ],
    runCells: (task) => pool.run('judge-cells', task),
    tempDir,
    lanes,
    countCells: true,
  };
}

/** Judges the staged table once in an engine of its own; `staged` is its FROM-clause. */
export async function runJudging(
  staged: string,
  lanes: 'both' | 'law-only',
  memoryLimitMb: number,
): Promise<JudgingRun> {
  const folder = await mkdtemp(join(tmpdir(), 'bench-judging-'));
  const pool = createPool({ maxThreads: threads, threadMemoryMb: 256, timeoutMs: 600_000 });
  const duck = await openDuck({ archivePath: null, tempDir: join(folder, 'spill'), memoryLimitMb, threads });
  const steps: Record<string, number> = {};
  let last: { step: string; at: number } | null = null;
  const mark = (step: string): void => {
    const at = performance.now();
    if (last) steps[last.step] = Math.round(at - last.at);
    last = { step, at };
  };
  try {
    const start = performance.now();
    const before = process.cpuUsage();
    const input = { ...inputOf(staged, folder, pool, lanes), onProgress: mark };
    const result = await duck.scratch((s, scratch) => judgeDelivery(s, scratch, input));
    mark('end');
    const { user, system } = process.cpuUsage(before);
    const peakRssMb = process.resourceUsage().maxRSS / 1024;
    return { result, wallMs: performance.now() - start, cpuMs: (user + system) / 1000, steps, peakRssMb };
  } finally {
    await pool.close();
    await duck.close();
    await rm(folder, { recursive: true, force: true });
  }
}

/** `node dist/bench/judging.js [ROWS] [--law]`: prints one JSON object. */
async function main(): Promise<void> {
  const [rows = '1000000'] = process.argv.slice(2).filter((word) => !word.startsWith('--'));
  const folder = await mkdtemp(join(tmpdir(), 'bench-data-'));
  try {
    const { staged, badCells } = stageCustomers(join(folder, 'customers.csv'), Number(rows));
    const run = await runJudging(staged, process.argv.includes('--law') ? 'law-only' : 'both', 600);
    const { filled, open } = run.result.cells;
    const decidedInSql = filled ? 1 - open / filled : null;
    process.stdout.write(
      `${JSON.stringify({ badCells, ...run, result: { ...run.result, contexts: undefined }, decidedInSql })}\n`,
    );
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

if (process.argv[1]?.endsWith('judging.js')) await main();
