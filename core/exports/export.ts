/** Exports published tables as Parquet files, only what changed, the manifest last. */
import { rm, stat } from 'node:fs/promises';
import { join } from 'node:path';
import type { ExportsConfig, RoleConfig } from '../../schemas/config/types.js';
import type { DatasetDef } from '../../schemas/datasets/dataset.js';
import { NamedError } from '../../schemas/errors.js';
import { throwNamed } from '../archive/disk-full.js';
import type { Duck, Session } from '../archive/duck.js';
import { tempName } from '../archive/files.js';
import { appendAudit } from '../archive/log/audit.js';
import { digestOf } from '../archive/row-sums.js';
import type { ExportDataset, Manifest } from './manifest.js';
import { manifestName } from './manifest.js';
import { assertRoom, claimPlace, commitPlace, openPlace, putFiles, sweepPlace } from './place.js';
import { planOf } from './plan.js';
import type { DamagedFile, Plan } from './plan.js';
import { momentOf, sourceOf } from './source.js';
import type { ShownMoment } from './source.js';
import { writeParts } from './write.js';
import type { StagedFile } from './write.js';

export interface ExportRequest {
  duck: Duck;
  /** The published file of the role: it stays as it is while it is read, whatever is published meanwhile. */
  published: string;
  role: RoleConfig;
  /** Those to export, in the order of the settings. */
  datasets: readonly DatasetDef[];
  /** What else of the last export goes on; all other datasets are taken out of it. */
  keeps: (dataset: string) => boolean;
  settings: ExportsConfig;
  /** Where to. */
  root: string;
  workspace: string;
  product: string;
  actor: string;
  minFreeBytes: number;
  /** Say what would be done, change nothing. */
  plan?: boolean;
  progress?: (done: { step: string; [detail: string]: unknown }) => void;
  signal?: AbortSignal;
}

export interface ExportedDataset {
  dataset: string;
  rows: number;
  partitions: number;
  /** Partitions written now. */
  written: number;
  /** Rows in them. */
  rowsWritten: number;
  /** Partitions of the last export that were replaced or are gone. */
  replaced: number;
  /** Bytes of all its files; null in a plan. */
  bytes: number | null;
  schemaVersion: number;
}

export interface ExportDone {
  manifest: string;
  datasets: ExportedDataset[];
  /** Datasets of the last export that are no part of it any more. */
  dropped: string[];
  /** Files of the last export that were lost or hold other bytes, though their rows are the same; they are written anew. */
  damaged: DamagedFile[];
  publishedAt: string;
  lastSeq: number;
}

const busy = new Set<string>();

/**
 * Reads outside the write queue: intake never waits. On any error or kill the export stays what it was. Throws `export-running`,
 * `export-place-taken`, `export-not-ours`, `export-no-room`, `export-disagrees`, `export-too-many-partitions`.
 */
export async function runExport(request: ExportRequest): Promise<ExportDone> {
  // One at a time for all places: the engine opens a published file once.
  if (busy.has(request.published)) {
    throw new NamedError('export-running', 'an export is running already', {
      retryable: true,
      hint: 'Try again when it is done.',
    });
  }
  busy.add(request.published);
  try {
    return await request.duck.attached(request.published, (catalog) => exportFrom(request, catalog), request.signal);
  } catch (thrown) {
    return throwNamed(thrown);
  } finally {
    busy.delete(request.published);
  }
}

async function exportFrom(request: ExportRequest, catalog: string): Promise<ExportDone> {
  const { duck, root, workspace, role, product, actor, signal } = request;
  const at = new Date().toISOString();
  const fresh = { workspace, role: role.name, at, product };
  const { standing, base } = await openPlace(root, fresh);
  const scratch = join(root, tempName());
  const others = base.datasets.filter(
    ({ dataset }) => request.keeps(dataset) && !request.datasets.some(({ name }) => name === dataset),
  );
  try {
    if (request.plan !== true) {
      await claimPlace(root, standing);
      await sweepPlace(root, standing);
    }
    const work = { request, catalog, base, scratch, files: [] as StagedFile[] };
    const { moment, done } = await duck.read((s) => writeAll(s, work), signal);
    const manifest = { ...base, ...fresh, datasets: [...others, ...done.map(({ entry }) => entry)] };
    const answer = answerOf(request, standing, manifest, moment, done);
    if (request.plan === true) return answer;
    signal?.throwIfAborted();
    await putFiles(root, work.files);
    request.progress?.({ step: 'export-placed' });
    await commitPlace(root, manifest);
    await duck.write((s) =>
      appendAudit(s, { actor, action: 'export', subject: role.name, detail: auditDetail(answer) }),
    );
    return answer;
  } finally {
    await rm(scratch, { recursive: true, force: true });
  }
}

interface Work {
  request: ExportRequest;
  catalog: string;
  base: Manifest;
  scratch: string;
  /** Where written files are told. */
  files: StagedFile[];
}

interface Exported {
  plan: Plan;
  entry: ExportDataset;
}

async function writeAll(s: Session, work: Work): Promise<{ moment: ShownMoment; done: Exported[] }> {
  const { request, catalog } = work;
  const moment = await momentOf(s, catalog);
  const done: Exported[] = [];
  for (const dataset of request.datasets) {
    request.signal?.throwIfAborted();
    request.progress?.({ step: 'export', dataset: dataset.name });
    done.push(await exportDataset(s, dataset, moment, work));
  }
  return { moment, done };
}

async function exportDataset(s: Session, dataset: DatasetDef, moment: ShownMoment, work: Work): Promise<Exported> {
  const { request, catalog, scratch, files } = work;
  const { role, settings, root, published, minFreeBytes } = request;
  const last = work.base.datasets.find((one) => one.dataset === dataset.name);
  const seen = role.datasets.find(({ name }) => name === dataset.name)?.fields ?? {};
  const source = await sourceOf(s, {
    catalog,
    dataset,
    shown: new Set(Object.keys(seen).filter((name) => seen[name] === 'show')),
    partition: settings.partitions[dataset.name] ?? null,
    before: last?.columns ?? [],
  });
  const plan = await planOf(s, source, root, last);
  const parts = plan.parts.filter(({ same }) => same === null);
  if (request.plan === true) return { plan, entry: entryOf(plan, moment, new Map()) };
  const rows = parts.reduce((sum, one) => sum + one.rows, 0);
  if (rows > 0) await assertRoom(root, await mostBytes(s, catalog, published, rows), minFreeBytes);
  const folder = join(scratch, dataset.name);
  const written = await writeParts(s, { source, parts, scratch: folder, zstdLevel: settings.zstdLevel });
  request.progress?.({ step: 'export-staged', dataset: dataset.name });
  files.push(...[...written.values()].flat());
  return { plan, entry: entryOf(plan, moment, written) };
}

/** What so many rows take at most: their share of the published file, which holds the same values and more, less compressed. */
async function mostBytes(s: Session, catalog: string, published: string, rows: number): Promise<number> {
  const all = await s.count(`SELECT greatest(1, coalesce(sum(estimated_size), 0))::BIGINT FROM duckdb_tables()
    WHERE database_name = '${catalog}'`);
  return (await stat(published)).size * Math.min(1, rows / all);
}

function entryOf(
  { source, engine, schemaVersion, parts, total }: Plan,
  moment: ShownMoment,
  written: ReadonlyMap<number, StagedFile[]>,
): ExportDataset {
  return {
    dataset: source.dataset,
    schemaVersion,
    columns: source.columns,
    partitionBy: source.partitionBy,
    engine,
    ...moment,
    rows: total.rows,
    digest: digestOf(total),
    partitions: parts.map((part) => ({
      value: part.value,
      rows: part.rows,
      digest: digestOf(part),
      files: part.same?.files ?? (written.get(part.n) ?? []).map(({ file }) => file),
    })),
  };
}

function answerOf(
  { root, plan: isPlan }: ExportRequest,
  before: Manifest,
  { datasets }: Manifest,
  moment: ShownMoment,
  done: readonly Exported[],
): ExportDone {
  const stays = new Set(datasets.map(({ dataset }) => dataset));
  return {
    manifest: join(root, manifestName),
    ...moment,
    dropped: before.datasets.flatMap(({ dataset }) => (stays.has(dataset) ? [] : [dataset])),
    damaged: done.flatMap(({ plan: { damaged } }) => damaged),
    datasets: done.map(({ plan: { parts, replaced, schemaVersion }, entry }) => {
      const files = entry.partitions.flatMap((one) => one.files);
      const fresh = parts.filter(({ same }) => same === null);
      return {
        dataset: entry.dataset,
        rows: entry.rows,
        partitions: parts.length,
        written: fresh.length,
        rowsWritten: fresh.reduce((sum, { rows }) => sum + rows, 0),
        replaced,
        bytes: isPlan === true ? null : files.reduce((sum, { sizeBytes }) => sum + sizeBytes, 0),
        schemaVersion,
      };
    }),
  };
}

/** More are counted by the answer. */
const mostNamed = 20;

/** Where to is a path, which may name a person; names below it hold no personal data (docs/export-format.md). */
const auditDetail = ({ datasets, dropped, damaged, lastSeq }: ExportDone): Record<string, unknown> => ({
  lastSeq,
  dropped: dropped.length,
  ...(damaged.length > 0 ? { damaged: damaged.slice(0, mostNamed) } : {}),
  datasets: Object.fromEntries(datasets.map(({ dataset, rows, written }) => [dataset, { rows, written }])),
});
