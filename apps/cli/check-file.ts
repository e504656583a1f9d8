/** Judging one file without a workspace: parse, map, judge in a temporary place; nothing is stored. The verdicts are those of a commit. */
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { basename, join } from 'node:path';
import { fileNotes, insertFileNotes, judgeSources } from '../../activities/judge-input.js';
import { openDuck, type Duck, type Session } from '../../core/archive/duck.js';
import { judgeDelivery } from '../../core/judging/judge.js';
import { type DeliveryMapping, mapDelivery } from '../../core/mapping/delivery.js';
import { parseFile } from '../../core/parsing/parse.js';
import type { Config, SourceConfig } from '../../schemas/config.js';
import { hintsOf } from '../../schemas/config/hints.js';
import type { DatasetDef } from '../../schemas/datasets/dataset.js';
import { judgeCellsTask } from '../../schemas/fields/judge-task.js';
import type { Mapping } from '../../schemas/mapping.js';
import type { ParsedFile, Refused } from '../../schemas/staging.js';

export interface CheckInput {
  path: string;
  dataset: DatasetDef;
  source: SourceConfig;
  config: Config;
  /** The mapping stored for the source, where there is a workspace; null = by names alone. */
  stored: Mapping | null;
}

export interface CheckedIssue {
  code: string;
  level: string;
  sheet: string | null;
  row: number | null;
  column: string | null;
  field: string | null;
  value: string | null;
  params: Record<string, string | number>;
}

export interface Checked {
  ok: true;
  counts: { rows: number; accepted: number; rejected: number; duplicates: number; skipped: number };
  mapped: DeliveryMapping;
  issues: CheckedIssue[];
}

/** Issues told at most; all are counted. */
const maxIssues = 10_000;

export async function checkFile(input: CheckInput): Promise<Checked | Refused> {
  const folder = await mkdtemp(join(tmpdir(), 'sheetkeep-check-'));
  try {
    const { path, config, source } = input;
    const parsed = await parseFile({
      path,
      fileName: basename(path),
      outDir: join(folder, 'staging'),
      hints: hintsOf(source),
      limits: config.parse,
    });
    if (!parsed.ok) return parsed;
    const tempDir = join(folder, 'tmp');
    const duck = await openDuck({
      archivePath: null,
      tempDir,
      memoryLimitMb: config.memory.archiveMb,
      threads: config.threads.archive,
    });
    try {
      return await judge(duck, input, parsed, tempDir);
    } finally {
      await duck.close();
    }
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

async function judge(duck: Duck, input: CheckInput, parsed: ParsedFile, tempDir: string): Promise<Checked> {
  const { dataset, source, stored } = input;
  const mapped = mapDelivery({ tables: parsed.tables, dataset, source, stored, hiddenSheets: source.hiddenSheets });
  const planned = [...mapped.tables].map(([table, { columns }]) => ({ table, columns }));
  const notes = fileNotes(parsed);
  return duck.scratch(async (s, scratch) => {
    const result = await judgeDelivery(s, scratch, {
      dataset,
      mapping: mapped.mapping,
      source: source.name,
      settings: source,
      problems: notes.rows,
      sources: judgeSources(parsed.tables, { tables: planned }, source),
      runCells: judgeCellsTask,
      tempDir,
    });
    await insertFileNotes(s, scratch, notes.file);
    return { ok: true, counts: result.counts, mapped, issues: await readIssues(s, scratch) };
  });
}

/** What the totals prove comes first: it is of all rows. */
async function readIssues(s: Session, scratch: string): Promise<CheckedIssue[]> {
  const rows = await s.rows<Record<string, string | number | null>>(
    `SELECT code, level, sheet, row::INTEGER AS row, col, field, value, params FROM ${scratch}.issues
     ORDER BY code NOT IN ('total-differs', 'total-agrees'), part, row, col LIMIT ${maxIssues}`,
  );
  const text = (value: unknown): string | null => (typeof value === 'string' ? value : null);
  return rows.map((row) => ({
    code: text(row['code']) ?? '',
    level: text(row['level']) ?? '',
    sheet: text(row['sheet']),
    row: row['row'] === null ? null : Number(row['row']),
    column: text(row['col']),
    field: text(row['field']),
    value: text(row['value']),
    params: row['params'] ? (JSON.parse(text(row['params']) ?? '{}') as Record<string, string | number>) : {},
  }));
}
