/** Files go in, receipts come out: the rooms together, without workflows. */
import { createHash } from 'node:crypto';
import { cp, mkdir, mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { openArchive } from '../../core/archive/archive.js';
import { commitBatch, isHeld } from '../../core/archive/commit.js';
import { num } from '../../core/archive/duck.js';
import type { Duck } from '../../core/archive/duck.js';
import { landDelivery, newDeliveryId } from '../../core/archive/log/deliveries.js';
import { undoBatch } from '../../core/archive/undo.js';
import { batchFacts } from '../../core/intake/facts/batch.js';
import { rejectedRows } from '../../core/intake/facts/rejected.js';
import { writeReceipt } from '../../core/intake/receipts/receipt.js';
import { detectReturn } from '../../core/judging/fixup/detect.js';
import { judgeWithReturns } from '../../core/judging/fixup/judge-returns.js';
import { liveParent } from '../../core/judging/fixup/match.js';
import { makeToken } from '../../core/judging/fixup/token.js';
import { readTokens } from '../../core/judging/fixup/tokens.js';
import { isLeftOutCounter } from '../../core/mapping/columns.js';
import { mapDelivery } from '../../core/mapping/delivery.js';
import { parseFile } from '../../core/parsing/parse.js';
import { readKindsSql, readStagedSql } from '../../core/parsing/stage-sql.js';
import { builtinDataset, builtinDatasets } from '../../schemas/datasets/builtin.js';
import { judgeCellsTask } from '../../schemas/fields/judge-task.js';
import type { Mapping } from '../../schemas/mapping.js';
import type { Counts } from '../../schemas/outcomes.js';

export interface Taken {
  path: string;
  batch: number;
  delivery: string;
  counts: Counts;
  receipt: string;
}

export interface Desk {
  folder: string;
  duck: Duck;
  /** Takes the file of that path as the keeper would. */
  take(path: string): Promise<Taken>;
  /** Rows of the batch that live deliveries resolved. */
  resolved(batch: number): Promise<number>;
  undo(batch: number): Promise<void>;
  /** Another desk where all is as it is here now. */
  copy(): Promise<Desk>;
  /** What was taken at the desk that this one is a copy of. */
  known(taken: Taken): Taken;
  close(): Promise<void>;
}

const limits = {
  maxInflatedBytes: 1e9,
  maxRatio: 200,
  maxEntries: 10_000,
  archiveDepth: 1,
  maxRows: 1e6,
  maxColumns: 16_384,
  maxCellChars: 40_000,
  timeoutMs: 60_000,
  threadMemoryMb: 500,
};
const settings = { region: 'CN', timeZone: 'Asia/Shanghai', decimal: null, dateOrder: null, currency: null };
const source = { name: 'crm', key: null, newestBy: null, effectiveBy: null, complete: false };

interface Beginning {
  secret: Buffer;
  stored: Mapping | null;
  /** The desk's folder that this one began as a copy of. */
  from: string | null;
}

const newFolder = (): Promise<string> => mkdtemp(join(tmpdir(), 'sk-desk-'));

export async function openDesk(secret = Buffer.from('a secret of this workspace')): Promise<Desk> {
  return deskIn(await newFolder(), { secret, stored: null, from: null });
}

async function deskIn(folder: string, { secret, stored: first, from }: Beginning): Promise<Desk> {
  const dataset = builtinDataset('customers');
  if (!dataset) throw new Error('no customers');
  const at = (name: string): string => join(folder, name);
  const duck = await openArchive({
    archiveFile: at('archive.duckdb'),
    highWater: at('high-water.json'),
    tempDir: at('tmp'),
    memoryLimitMb: 400,
    threads: 1,
  });
  await mkdir(at('tmp'), { recursive: true });
  let stored = first;

  async function take(path: string): Promise<Taken> {
    const delivery = newDeliveryId();
    const sha256 = createHash('sha256')
      .update(await readFile(path))
      .digest('hex');
    const parsed = await parseFile({ path, fileName: path, outDir: at(delivery), hints: {}, limits });
    if (!parsed.ok) throw new Error(parsed.code);
    const found = detectReturn(parsed.tables);
    const tables = parsed.tables.filter(({ table }) => !found || found.rows.some((one) => one.table === table));
    const mapped = mapDelivery({
      tables,
      dataset: dataset as NonNullable<typeof dataset>,
      stored,
      source,
      hiddenSheets: 'skip',
    });
    if (mapped.questions.length > 0) throw new Error(JSON.stringify(mapped.questions));
    stored = mapped.mapping;
    const taken = tables.filter(({ table }) => mapped.tables.has(table));
    const columnsOf = (table: number) => mapped.tables.get(table)?.columns ?? [];
    const result = await duck.scratch(async (s, scratch) => {
      const tokens = (found?.rows ?? []).flatMap(({ table, tokenPosition }) => {
        const staged = parsed.tables.find((one) => one.table === table);
        return staged && tokenPosition !== null
          ? [{ part: table, staged: readStagedSql(staged), position: tokenPosition }]
          : [];
      });
      const parents = found ? (await readTokens(s, scratch, tokens, secret)).parents : [];
      const parentDelivery = parents[0]?.delivery ?? found?.tagged ?? null;
      await duck.write((w) =>
        landDelivery(w, {
          delivery,
          sha256,
          sizeBytes: 1,
          ref: sha256,
          source: 'crm',
          dataset: 'customers',
          fileName: 'customers.csv',
          sourceTime: null,
          via: 'folder',
          parent: parentDelivery,
        }),
      );
      const sources = taken.map((table) => ({
        part: table.table,
        sheet: table.sheet,
        columns: table.columns,
        mapped: columnsOf(table.table),
        ignored: columnsOf(table.table)
          .filter(({ ignored }) => ignored)
          .map(({ position }) => position),
        counters: columnsOf(table.table)
          .filter(isLeftOutCounter)
          .map(({ position }) => position),
        staged: readStagedSql(table),
        kinds: table.kinds === null ? null : readKindsSql(table),
        skipped: null,
      }));
      const judged = await judgeWithReturns(
        s,
        scratch,
        {
          dataset: dataset as NonNullable<typeof dataset>,
          mapping: mapped.mapping,
          source: 'crm',
          settings,
          sources,
          runCells: judgeCellsTask,
          tempDir: at('tmp'),
        },
        { isReturn: found !== null, parent: parentDelivery },
      );
      const rows = await s.rows(`SELECT parent_batch, parent_part, parent_row FROM ${scratch}.main.resolutions`);
      const parts = taken.map(({ table, sheet, headerRows }) => ({
        part: table,
        sheet,
        headerRows,
        columns: columnsOf(table).map(({ column, header, field, unit }) => ({ label: column, header, field, unit })),
      }));
      const corrected = await liveParent(s, scratch, parentDelivery);
      return duck.write((w) =>
        commitBatch(w, {
          delivery,
          parentDelivery: corrected,
          source: 'crm',
          dataset: dataset as NonNullable<typeof dataset>,
          mappingVersion: mapped.mapping.version,
          schemaVersion: 1,
          rulesVersion: 1,
          complete: false,
          lossShare: 1,
          approvedLoss: false,
          scratch,
          counts: judged.counts,
          parts,
          resolutions: rows.map((row) => ({
            parentBatch: num(row['parent_batch']),
            part: num(row['parent_part']),
            row: num(row['parent_row']),
          })),
          actor: 'test',
        }),
      );
    });
    if (isHeld(result)) throw new Error('held');
    return {
      path,
      batch: result.batch,
      delivery,
      counts: result.counts,
      receipt: await receipt(delivery, result.batch, result.counts),
    };
  }

  async function receipt(delivery: string, batch: number, counts: Counts): Promise<string> {
    const written = await duck.read(async (s) => {
      const { parts, skippedRows, issues, resolved, corrects } = await batchFacts(s, String(batch));
      const rest = {
        reason: null,
        reasonParams: {},
        duplicateOf: null,
        packed: null,
        packedIn: null,
        reading: null,
        mappingVersion: 1,
        proposedKey: null,
        newestBy: null,
      };
      return writeReceipt(
        {
          ...rest,
          lang: 'zh',
          timeZone: 'Asia/Shanghai',
          delivery,
          fileName: 'customers.csv',
          source: 'crm',
          dataset: dataset ?? null,
          datasets: builtinDatasets,
          landedAt: '2024-03-05T08:00:00.000Z',
          status: 'committed',
          batch: String(batch),
          counts,
          key: stored?.key ?? null,
          questions: [],
          readingQuestions: [],
          keptUntil: null,
          parts,
          skippedRows,
          issues,
          resolved,
          corrects,
          rejected: counts.rejected > 0 ? rejectedRows(s, String(batch)) : null,
        },
        { folder: at('outbox'), token: (part, row) => makeToken(secret, { delivery, part, row }) },
      );
    });
    return written.path;
  }

  return {
    folder,
    duck,
    take,
    resolved: async (batch) => (await duck.read((s) => batchFacts(s, String(batch)))).resolved,
    undo: async (batch) => {
      await duck.write((s) => undoBatch(s, batch, 'test'));
    },
    copy: async () => {
      await duck.checkpoint();
      const other = await newFolder();
      await cp(folder, other, { recursive: true });
      return deskIn(other, { secret, stored, from: folder });
    },
    known: (taken) => {
      const here = (path: string): string => path.replace(from ?? folder, folder);
      return { ...taken, path: here(taken.path), receipt: here(taken.receipt) };
    },
    close: async () => {
      await duck.close();
      await rm(folder, { recursive: true, force: true });
    },
  };
}
