/** Judging one file without a workspace: parse, map, judge in a temporary place; nothing is stored. The verdicts are those of a commit. */
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { basename, join } from 'node:path';
import { rowEvidence } from '../../activities/counting.js';
import { settingsFor, sourceOfUploads } from '../../activities/delivery.js';
import { fileNotes, insertFileNotes, judgeSources } from '../../activities/judge-input.js';
import { parseTelling } from '../../activities/export-encoding.js';
import { withoutOwnFrame } from '../../activities/returns.js';
import { readingQuestions } from '../../activities/reading-questions.js';
import { withLookUps, type LookUpPlace, type Sibling } from '../../activities/look-ups.js';
import { openDuck, type Duck, type Session } from '../../core/archive/duck.js';
import { detectReturn } from '../../core/judging/fixup/detect.js';
import { judgeDelivery } from '../../core/judging/judge.js';
import { strayNote } from '../../core/mapping/stray.js';
import { knownExport } from '../../core/mapping/dataset.js';
import { decidedReading } from '../../core/mapping/reading-rules.js';
import { type DeliveryMapping, mapDelivery } from '../../core/mapping/delivery.js';
import { type Guard, guarded } from '../../core/parsing/parse-guarded.js';
import type { Config, SourceConfig } from '../../schemas/config.js';
import { hintsOf } from '../../schemas/config/hints.js';
import { cellOf } from '../../schemas/cell-place.js';
import type { ReadingRule, ReadingWords } from '../../schemas/decisions.js';
import type { DatasetDef } from '../../schemas/datasets/dataset.js';
import { judgeCellsTask } from '../../schemas/fields/judge-task.js';
import type { Mapping } from '../../schemas/mapping.js';
import type { ReadingQuestion } from '../../schemas/reading-questions.js';
import { foundReading, type FoundReading } from '../../schemas/reading.js';
import type { ParsedFile, Refused, StagedTable } from '../../schemas/staging.js';

export interface CheckInput {
  path: string;
  /** Default: the path's. */
  fileName?: string;
  /** All members of the packed file that this one lies in: then its headers may tell another dataset, and modules complete one another. */
  members?: readonly Sibling[];
  dataset: DatasetDef;
  source: SourceConfig;
  config: Config;
  /** The mapping stored for the source and dataset, where there is a workspace; null = by names alone. */
  stored: Mapping | null;
  /** Ends it at once. */
  signal?: AbortSignal;
  /** Those with other keys, newest first. */
  others?: readonly Mapping[];
  /** What is remembered of how files of the source are read. */
  rules?: readonly ReadingRule[];
  /** What a person says of how the file is read. */
  words?: ReadingWords | null;
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
  dataset: DatasetDef;
  counts: { rows: number; accepted: number; rejected: number; duplicates: number; skipped: number };
  mapped: DeliveryMapping;
  /** What would be asked about the reading of the file. */
  readingQuestions: ReadingQuestion[];
  reading: FoundReading;
  /** Rows left out of the tables taken, by reason. */
  skipped: { reason: string; count: number }[];
  issues: CheckedIssue[];
}

/** Issues told at most; all are counted. */
const maxIssues = 10_000;

/** `guard`: that of all members, where the file is one of several. */
export function checkFile(input: CheckInput, guard?: Guard): Promise<Checked | Refused> {
  return guard
    ? checkWithin(input, guard)
    : guarded(input.config.parse, (own) => checkWithin(input, own), input.signal);
}

async function checkWithin(input: CheckInput, guard: Guard): Promise<Checked | Refused> {
  const folder = await mkdtemp(join(tmpdir(), 'sheetkeep-check-'));
  try {
    const parse = parserOf(input, guard);
    const parsed = await parse(input.path, input.fileName ?? basename(input.path), join(folder, 'staging'));
    if (!parsed.ok) return parsed;
    const { memory, threads } = input.config;
    const tempDir = join(folder, 'tmp');
    const duck = await openDuck({
      archivePath: null,
      tempDir,
      memoryLimitMb: memory.archiveMb,
      threads: threads.archive,
    });
    try {
      const place: LookUpPlace = {
        siblings: () => Promise.resolve([...(input.members ?? [])]),
        parse: ({ ref, name }, outDir) => parse(ref, name, outDir),
        read: (fn) => duck.read(fn),
        shared: join(folder, 'lists'),
        own: join(folder, 'lists', 'own'),
      };
      const tables = await withLookUps(place, parsed.tables);
      return await judge(duck, placed(input, tables), { ...parsed, tables }, tempDir);
    } finally {
      await duck.close();
    }
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

function parserOf({ source, config, words, rules = [] }: CheckInput, guard: Guard) {
  const hints = { ...hintsOf(source), rules: [...rules], ...(words && { words }) };
  return (path: string, fileName: string, outDir: string) =>
    parseTelling({ path, fileName, outDir, hints, limits: config.parse }, (task) => guard.parse(task));
}

/** What is stored for another dataset does not hold. */
export const ofDataset = (input: CheckInput, dataset: DatasetDef): CheckInput =>
  dataset === input.dataset ? input : { ...input, dataset, stored: null, others: [] };

/** A member that is a known export belongs to the dataset of that export, as when it is ingested. */
function placed(input: CheckInput, tables: readonly StagedTable[]): CheckInput {
  const { members, config, source } = input;
  const known = members === undefined ? null : knownExport(tables, config.datasets);
  const dataset = config.datasets.find(({ name }) => name === known);
  if (!dataset) return input;
  const own = ofDataset(input, dataset);
  if (settingsFor(source, dataset.name) === source) return own;
  return { ...own, source: sourceOfUploads(config, dataset.name) ?? settingsFor(source, dataset.name) };
}

async function judge(duck: Duck, input: CheckInput, parsed: ParsedFile, tempDir: string): Promise<Checked | Refused> {
  const { dataset, source, stored, others, words = null } = input;
  const returned = detectReturn(parsed.tables);
  const rows = new Set(returned?.rows.map(({ table }) => table));
  const tables = returned === null ? parsed.tables : parsed.tables.filter(({ table }) => rows.has(table));
  if (tables.length === 0) return { ok: false, code: 'only-answers' };
  const decided = decidedReading(stored, words, tables);
  if (decided.leftOut.size === tables.length) return { ok: false, code: 'all-left-out' };
  const { hiddenSheets } = source;
  const evidence = await rowEvidence(duck, tables);
  const known = { stored, ...(others && { others }) };
  const mapped = mapDelivery({ tables, ...evidence, dataset, source, ...known, hiddenSheets, ...decided });
  const asked = await readingQuestions({ duck }, parsed, mapped.tables, mapped.questions.length > 0);
  const planned = [...mapped.tables].map(([table, { columns }]) => ({ table, columns }));
  const notes = fileNotes({ ...parsed, ...(returned && { issues: withoutOwnFrame(parsed.issues) }) });
  if (returned !== null) notes.file.push({ code: 'return-not-looked-up' });
  else notes.file.push(...strayNote(tables, mapped.mapping, input.config.datasets, input.config.language));
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
    const skipped = await s.rows<{ reason: string; n: string }>(
      `SELECT reason, count(*) AS n FROM ${scratch}.skipped GROUP BY reason ORDER BY count(*) DESC, reason`,
    );
    return {
      ok: true,
      dataset,
      counts: result.counts,
      mapped,
      readingQuestions: asked,
      reading: foundReading(
        { ...parsed, tables },
        {
          notTaken: mapped.skipped,
          columns: new Map([...mapped.tables].map(([table, { columns }]) => [table, columns])),
        },
      ),
      skipped: skipped.map(({ reason, n }) => ({ reason, count: Number(n) })),
      issues: await readIssues(s, scratch),
    };
  });
}

/** What the totals prove comes first: it is of all rows. */
async function readIssues(s: Session, scratch: string): Promise<CheckedIssue[]> {
  const rows = await s.rows<Record<string, string | number | null>>(
    `SELECT code, level, sheet, row::INTEGER AS row, col, field, value, params FROM ${scratch}.issues
     ORDER BY code NOT LIKE 'total-%', part, row, col LIMIT ${maxIssues}`,
  );
  const text = (value: unknown): string | null => (typeof value === 'string' ? value : null);
  return rows.map((row) => ({
    code: text(row['code']) ?? '',
    level: text(row['level']) ?? '',
    sheet: text(row['sheet']),
    ...cellOf({ row: row['row'] === null ? null : Number(row['row']), column: text(row['col']) }),
    field: text(row['field']),
    value: text(row['value']),
    params: row['params'] ? (JSON.parse(text(row['params']) ?? '{}') as Record<string, string | number>) : {},
  }));
}
