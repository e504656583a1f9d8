/** Judges small made-up tables with the real engine, staging writer and law. */
import { mkdtemp, readdir, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { openDuck } from '../../core/archive/duck.js';
import type { Duck } from '../../core/archive/duck.js';
import { judgeDelivery } from '../../core/judging/judge.js';
import type { JudgeInput, JudgeResult } from '../../core/judging/judge.js';
import { StageWriter } from '../../core/parsing/stage.js';
import { readKindsSql, readSkippedSql, readStagedSql } from '../../core/parsing/stage-sql.js';
import type { DatasetDef, FieldDef } from '../../schemas/datasets/dataset.js';
import { judgeCellsTask } from '../../schemas/fields/judge-task.js';
import type { Mapping } from '../../schemas/mapping.js';
import type { CellFlag, StagedTable } from '../../schemas/staging.js';

export function field(name: string, type: FieldDef['type'], more: Partial<FieldDef> = {}): FieldDef {
  return {
    id: name,
    name,
    type,
    label: { en: name, zh: name },
    meaning: { en: '', zh: '' },
    aliases: [],
    required: false,
    empty: 'keep',
    role: null,
    references: null,
    sensitivity: 'none',
    ...more,
  };
}

export function dataset(fields: FieldDef[], rules: DatasetDef['rules'] = []): DatasetDef {
  const identity = { identifier: null, candidates: [] };
  return { name: 'things', label: { en: 'things', zh: '东西' }, fields, rules, identity, customerField: null };
}

/** The usual things: an identifier, texts, dates, money without a currency column. */
export const things = dataset([
  field('code', 'identifier', { role: 'identifier' }),
  field('name', 'name'),
  field('email', 'email'),
  field('phone', 'phone'),
  field('since', 'date'),
  field('credit', 'money'),
  field('currency', 'identifier'),
  field('notes', 'text', { empty: 'clear' }),
]);

type Cell = string | null;
export interface Sheet {
  headers: string[];
  rows: Cell[][];
  /** How many cells of each column are stored as what; nothing is told by default. */
  kinds?: StagedTable['columns'][number]['kinds'][];
  /** Row numbers; 2, 3 … by default. */
  numbers?: number[];
  /** Position of a column (null = whole row), row number, flag, stored text. */
  flags?: [row: number, col: number | null, flag: CellFlag, raw?: string][];
  /** `cells`: of a row of totals, by position. */
  skipped?: [row: number, reason: string, cells?: Cell[]][];
  sheet?: string;
}

export interface Setup {
  dataset?: DatasetDef;
  /** Fields by position; default: the header itself where the dataset has such a field. */
  feeds?: (string | null)[];
  /** Multipliers by position, out of the headers. */
  units?: string[];
  key?: string[] | null;
  newestBy?: string;
  effectiveBy?: string;
  settings?: Partial<JudgeInput['settings']>;
  lanes?: 'both' | 'law-only';
  runCells?: JudgeInput['runCells'];
  ignored?: number[];
  sampleRows?: number;
  epoch1904?: boolean;
  /** Rows of deliveries before, by context. */
  known?: JudgeInput['known'];
  program?: string;
}

export interface Judged {
  result: JudgeResult;
  judged: Record<string, string | number | null>[];
  rejected: { part: number; row: string; cells: Cell[]; key_digest: string | null }[];
  skipped: { part: number; row: string; reason: string }[];
  issues: Record<string, string | number | null>[];
  /** Rows that a later delivery may take over, and those taken over. */
  fresh: { part: number; row: string; h1: string; h2: string; key_digest: string; content_digest: string }[];
  known: { part: number; row: string }[];
  /** Files left in the folder for open cells. */
  left: string[];
}

export class Kit {
  readonly duck: Duck;
  readonly folder: string;
  private files = 0;

  private constructor(duck: Duck, folder: string) {
    this.duck = duck;
    this.folder = folder;
  }

  static async open(): Promise<Kit> {
    const folder = await mkdtemp(join(tmpdir(), 'judging-'));
    const tempDir = join(folder, 'spill');
    return new Kit(await openDuck({ archivePath: null, tempDir, memoryLimitMb: 400, threads: 2 }), folder);
  }

  async close(): Promise<void> {
    await this.duck.close();
    await rm(this.folder, { recursive: true, force: true });
  }

  /** Every file under the kit's folder. */
  async filesLeft(): Promise<string[]> {
    return readdir(this.folder, { recursive: true });
  }

  /** Stages one sheet. */
  stage(sheet: Sheet, table: number): StagedTable {
    const base = join(this.folder, `t${(this.files += 1)}`);
    const width = sheet.headers.length;
    const numberOf = (at: number): number => sheet.numbers?.[at] ?? at + 2;
    const cells = new StageWriter(`${base}.csv`);
    sheet.rows.forEach((row, at) => cells.row(numberOf(at), row, 0, width));
    cells.close();
    const kinds =
      sheet.flags &&
      values(
        `${base}-kinds.csv`,
        sheet.flags.map(([row, col, flag, raw]) => [row, col, 't', flag, raw ?? null]),
      );
    const skipped =
      sheet.skipped &&
      values(
        `${base}-skipped.csv`,
        sheet.skipped.map(([row, reason, told]) => [row, reason, told ? JSON.stringify(told) : null]),
      );
    return {
      table,
      sheet: sheet.sheet ?? null,
      sheetIndex: table,
      sheetHidden: false,
      headerRows: [1],
      header: { by: 'evidence', confidence: 1 },
      shape: { header: [], width: 0, above: 0, between: [], below: null },
      firstRow: 2,
      lastRow: sheet.rows.length + 1,
      columns: sheet.headers.map((header, at) => ({ label: String(at + 1), header, kinds: sheet.kinds?.[at] ?? {} })),
      rows: sheet.rows.length,
      csv: { path: `${base}.csv`, layout: 'numbered', escapedColumns: [...cells.escaped] },
      kinds: kinds ?? null,
      skipped: skipped ?? null,
      skippedBy: {},
    };
  }

  async judge(sheets: Sheet[], setup: Setup = {}): Promise<Judged> {
    const tempDir = await mkdtemp(join(this.folder, 'cells-'));
    const input = inputOf(
      sheets.map((sheet, table) => this.stage(sheet, table)),
      setup,
      tempDir,
    );
    return this.duck.scratch(async (s, scratch) => {
      const result = await judgeDelivery(s, scratch, input);
      const all = <T>(table: string, order: string): Promise<T[]> =>
        s.rows<T>(`SELECT * FROM ${scratch}.main.${table} ORDER BY ${order}`);
      const rejected = await all<{ part: number; row: string; cells: string; key_digest: string | null }>(
        'rejected',
        'part, row',
      );
      return {
        result,
        judged: withCells(
          await all('judged', 'part, row'),
          result.knownCells ? await all('known_cells', 'part, row') : [],
        ),
        rejected: rejected.map((row) => ({ ...row, cells: JSON.parse(row.cells) as Cell[] })),
        skipped: await all('skipped', 'part, row'),
        issues: await all('issues', 'ALL'),
        fresh: await all('fresh', 'part, row'),
        known: await all('known', 'part, row'),
        left: await readdir(tempDir),
      };
    });
  }
}

/** The judged rows, those known by their text with their cells as they were sent. */
function withCells(judged: Judged['judged'], known: Judged['judged']): Judged['judged'] {
  const placeOf = (row: Judged['judged'][number]): string => `${row['part']} ${row['row']}`;
  const cellsOf = new Map(known.map((row) => [placeOf(row), row]));
  return judged.map((row) => {
    const cells = cellsOf.get(placeOf(row));
    if (!cells) return row;
    const values = Object.keys(row).filter((name) => name.startsWith('f_'));
    return { ...row, ...Object.fromEntries(values.map((name) => [name, null])), ...cells };
  });
}

function values(path: string, rows: (string | number | null)[][]): { path: string; lines: number } {
  const writer = new StageWriter(path);
  for (const row of rows) writer.values(row);
  writer.close();
  return { path, lines: rows.length };
}

function inputOf(tables: StagedTable[], setup: Setup, tempDir: string): JudgeInput {
  const def = setup.dataset ?? things;
  return {
    dataset: def,
    mapping: mappingOf(tables[0] as StagedTable, def, setup),
    source: 'desk',
    settings: {
      region: 'CN',
      timeZone: 'Asia/Shanghai',
      decimal: null,
      dateOrder: null,
      currency: null,
      ...setup.settings,
    },
    sources: tables.map((table) => ({
      part: table.table,
      sheet: table.sheet,
      columns: table.columns,
      mapped: columnsOf(table, def, setup),
      ...(setup.epoch1904 === true && { epoch1904: true }),
      ...(setup.ignored ? { ignored: setup.ignored } : {}),
      staged: readStagedSql(table),
      kinds: table.kinds && readKindsSql(table),
      skipped: table.skipped && readSkippedSql(table),
    })),
    runCells: setup.runCells ?? judgeCellsTask,
    countCells: true,
    tempDir,
    ...(setup.lanes ? { lanes: setup.lanes } : {}),
    ...(setup.sampleRows ? { sampleRows: setup.sampleRows } : {}),
    ...(setup.known ? { known: setup.known } : {}),
    ...(setup.program ? { program: setup.program } : {}),
  };
}

function columnsOf(table: StagedTable, def: DatasetDef, setup: Setup): Mapping['columns'] {
  const names = new Set(def.fields.map((one) => one.name));
  return table.columns.map(({ label, header }, position) => {
    const own = names.has(header) ? header : null;
    const field = setup.feeds ? (setup.feeds[position] ?? null) : own;
    return {
      position,
      column: label,
      header,
      field,
      confidence: 1,
      unit: setup.units?.[position] ?? '1',
      currency: null,
    };
  });
}

function mappingOf(table: StagedTable, def: DatasetDef, setup: Setup): Mapping {
  const key = setup.key === undefined ? ['code'] : setup.key;
  return {
    source: 'desk',
    dataset: def.name,
    version: 1,
    columns: columnsOf(table, def, setup),
    key: key === null ? { kind: 'content' } : { kind: 'fields', fields: key, decidedBy: 'identifier' },
    newestBy: setup.newestBy ?? null,
    effectiveBy: setup.effectiveBy ?? null,
    complete: false,
  };
}

/** Row, field and code of the issues of a level. */
export const told = (judged: Judged, level = 'error'): unknown[] =>
  judged.issues
    .filter((issue) => issue['level'] === level)
    .map((issue) => [issue['row'], issue['field'], issue['code']]);

export const rowsOf = (judged: Judged): unknown[] => judged.judged.map((row) => row['row']);

/** Examples of a property: half of them under the further zones, where only what depends on times can come out otherwise. */
export const examples = (count: number): number => (process.env['TZ'] === 'UTC' ? count : Math.ceil(count / 2));
