/** Originals read once more under their recorded mapping, and what comes of them compared with what the log says of them. */
import { mkdir, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { contentView, fieldColumn } from '../core/archive/content-view.js';
import { isoSql, num, quoteIdent, type Session } from '../core/archive/duck.js';
import { excerptOf } from '../core/archive/log/excerpts.js';
import { loadMapping } from '../core/archive/log/mappings.js';
import { rulesText, schemaText } from '../core/archive/log/versions.js';
import { detectReturn } from '../core/judging/fixup/detect.js';
import { withCopies } from '../core/judging/fixup/doubted.js';
import { judgeDelivery } from '../core/judging/judge.js';
import type { JudgeCounts } from '../core/judging/types.js';
import { mapDelivery } from '../core/mapping/delivery.js';
import { leftOutTables } from '../core/mapping/reading-rules.js';
import { PoolFailure } from '../core/parsing/pool.js';
import { finding } from '../core/snapshots/drill/findings.js';
import type { OpenReason, Reread } from '../core/snapshots/drill/reread.js';
import { hintsOf } from '../schemas/config/hints.js';
import type { DatasetDef } from '../schemas/datasets/dataset.js';
import type { Mapping } from '../schemas/mapping.js';
import type { ParsedFile } from '../schemas/staging.js';
import { settingsFor, sourceOf } from './delivery.js';
import type { ActivityDeps } from './deps.js';
import { fileNotes, judgeSources } from './judge-input.js';

export type RereadDeps = Pick<ActivityDeps, 'duck' | 'store' | 'paths' | 'config' | 'pool' | 'version'>;

const sampleSize = 3;
/** Longer originals are not drawn: a drill has to end. */
const maxRows = 200_000;

interface Drawn {
  batch: string;
  delivery: string;
  /** Of the file as it arrived, and of its rows. */
  arrived: string;
  source: string;
  dataset: string;
  mapping_version: string;
  at: string;
  file_name: string;
  ref: string | null;
  rules: string;
  definition: string;
  rows: string;
  accepted: string;
  rejected: string;
  duplicates: string;
  skipped: string;
}

/**
 * By chance among batches of whole files after a seq: those that this program's rules judged, and only where there is none of
 * them those of rules that are gone. Corrections and members lean on other files.
 */
const drawSql = `SELECT b.seq AS batch, b.delivery, d.source AS arrived, b.source, b.dataset, b.mapping_version,
    ${isoSql('b."at"')} AS at, d.file_name, o.ref, r.description AS rules, c.definition,
    b.rows, b.accepted, b.rejected, b.duplicates, b.skipped
  FROM archive.log.batches b JOIN archive.log.deliveries d USING (delivery)
  JOIN archive.log.rules r ON r.version = b.rules_version
  JOIN archive.log.schemas c ON c.dataset = b.dataset AND c.version = b.schema_version
  LEFT JOIN (SELECT sha256, min(ref) AS ref FROM archive.log.originals GROUP BY sha256) o USING (sha256)
  WHERE b.parent IS NULL AND d.via IN ('folder', 'command') AND b.rows <= ${maxRows} AND b.seq > $2
  QUALIFY (r.description = $1) = bool_or(r.description = $1) OVER ()
  ORDER BY random() LIMIT ${sampleSize}`;

export async function rereadOriginals(deps: RereadDeps, settingsSince: string): Promise<Reread> {
  const rules = rulesText({ product: deps.version });
  const drawn = await deps.duck.read(async (s) => {
    const excerpt = await excerptOf(s);
    // With one record only, what came before holds other rows than its files.
    const after = excerpt === null || excerpt.record === null ? 0 : excerpt.toSeq;
    return s.rows<Drawn>(drawSql, [rules, after]);
  });
  const told: Reread = { deliveries: 0, rows: 0, findings: [], open: [] };
  for (const one of drawn) {
    const found = one.rules === rules ? await rereadOne(deps, one).catch(unfinished) : 'rules-gone';
    const { delivery } = one;
    if (typeof found === 'string') told.open.push({ delivery, reason: found });
    else if (found.differing > 0 && one.at < settingsSince) told.open.push({ delivery, reason: 'settings-changed' });
    else {
      told.deliveries += 1;
      told.rows += found.rows;
      if (found.differing > 0) told.findings.push(finding('original-differs', { delivery, ...found }));
    }
  }
  return told;
}

/** A thread that was ended by its limits says nothing against the original. */
function unfinished(thrown: unknown): OpenReason {
  if (thrown instanceof PoolFailure) return 'unfinished';
  throw thrown;
}

interface Compared {
  /** Accepted now. */
  rows: number;
  differing: number;
}

async function rereadOne(deps: RereadDeps, drawn: Drawn): Promise<Compared | OpenReason> {
  const dataset = deps.config.datasets.find(({ name }) => name === drawn.dataset);
  if (!dataset || schemaText(dataset) !== drawn.definition) return 'schema-changed';
  if (drawn.ref === null || !(await deps.store.has(drawn.ref))) return 'original-missing';
  const mapping = await deps.duck.read((s) => loadMapping(s, drawn.source, drawn.dataset, num(drawn.mapping_version)));
  if (mapping === null) return 'decided-apart';
  const outDir = join(deps.paths.tmp, `reread-${drawn.batch}`);
  try {
    const file = await parse(deps, drawn, mapping, outDir);
    return file === null ? 'decided-apart' : await compareFile(deps, { drawn, dataset, mapping, file });
  } finally {
    await rm(outDir, { recursive: true, force: true });
  }
}

/** As the file was parsed when it came; null: it cannot be read without what a person said then. */
async function parse(deps: RereadDeps, drawn: Drawn, mapping: Mapping, outDir: string): Promise<ParsedFile | null> {
  await mkdir(deps.paths.tmp, { recursive: true });
  const hints = { ...hintsOf(sourceOf(deps.config, drawn.arrived)), rules: mapping.reading ?? [] };
  const path = deps.store.resolve(drawn.ref ?? '');
  const task = { path, fileName: drawn.file_name, outDir, hints, limits: deps.config.parse };
  const file = await deps.pool.run('parse', task);
  return file.ok && detectReturn(file.tables) === null ? file : null;
}

interface Work {
  drawn: Drawn;
  dataset: DatasetDef;
  mapping: Mapping;
  file: ParsedFile;
}

async function compareFile(deps: RereadDeps, work: Work): Promise<Compared | OpenReason> {
  const { drawn, dataset, mapping, file } = work;
  const source = settingsFor(sourceOf(deps.config, drawn.source), dataset.name);
  const reading = mapping.reading ?? [];
  const leftOut = leftOutTables(null, reading, file.tables);
  if (leftOut.size === file.tables.length) return 'decided-apart';
  const { hiddenSheets } = source;
  const about = { dataset, stored: mapping, source, answers: null, hiddenSheets, reading, leftOut };
  const mapped = mapDelivery({ tables: file.tables, ...about });
  const tables = [...mapped.tables].map(([table, { columns }]) => ({ table, columns }));
  const read = tables.map(({ table, columns }) =>
    partText(
      table,
      columns.map(({ field }) => field),
    ),
  );
  const recorded = await deps.duck.read((s) => partsOf(s, drawn.batch));
  const isRepeated = mapped.questions.length === 0 && JSON.stringify(read.toSorted()) === JSON.stringify(recorded);
  if (!isRepeated) return 'decided-apart';
  return deps.duck.scratch(async (s, scratch) => {
    const about = { dataset, mapping, source: drawn.source };
    const sources = judgeSources(file.tables, { tables }, sourceOf(deps.config, drawn.source));
    const { counts } = await judgeDelivery(s, scratch, {
      ...about,
      settings: sourceOf(deps.config, drawn.source),
      sources: await withCopies(s, scratch, { ...about, sources, hasTokens: false, before: num(drawn.batch) }),
      problems: fileNotes(file).rows,
      runCells: (task) => deps.pool.run('judge-cells', task),
      tempDir: deps.paths.tmp,
    });
    const differing = (await differingRows(s, scratch, dataset, drawn)) + countsApart(counts, drawn);
    return { rows: counts.accepted, differing };
  });
}

/** A table by its number and the fields that it feeds. */
const partText = (part: number, fields: readonly (string | null)[]): string =>
  JSON.stringify([part, fields.filter((field) => field !== null).toSorted()]);

async function partsOf(s: Session, batch: string): Promise<string[]> {
  const rows = await s.rows<{ part: number; columns: string }>(
    'SELECT part, columns FROM archive.log.parts WHERE batch = $1::BIGINT',
    [batch],
  );
  const fields = (text: string) => (JSON.parse(text) as { field: string | null }[]).map(({ field }) => field);
  return rows.map(({ part, columns }) => partText(part, fields(columns))).toSorted();
}

/** Rows whose verdict alone differs: they came to no content. */
function countsApart(counts: JudgeCounts, drawn: Drawn): number {
  const kinds = ['rejected', 'duplicates', 'skipped'] as const;
  return kinds.reduce((sum, kind) => sum + Math.abs(counts[kind] - num(drawn[kind])), 0);
}

/** Rows of the file of which key, digest or any text differs between what was read now and what the batch saw. */
async function differingRows(s: Session, scratch: string, dataset: DatasetDef, drawn: Drawn): Promise<number> {
  const batch = num(drawn.batch);
  const view = await contentView(s, dataset);
  if (!view.exists) return s.count(`SELECT count(*) FROM ${scratch}.main.judged`);
  const texts = [...dataset.fields.map(({ id }) => fieldColumn(id)), 'extra'];
  const content = `archive.log.${quoteIdent(`content_${dataset.name}`)}`;
  const list = (from: string): string => texts.map((name) => `${from}.${name}`).join(', ');
  const told = `SELECT g.part, g."row", r.key_digest, d.digest, ${list('c')}
    FROM archive.log.sightings g JOIN archive.log.records r ON r.seq = g.record
    JOIN (${view.sql}) c ON c.seq = g.content JOIN ${content} d ON d.seq = g.content
    WHERE g.batch = ${batch} AND g.kind = 'seen'`;
  const read = `SELECT part, "row", key_digest, content_digest, ${list('j')} FROM ${scratch}.main.judged j`;
  const other = (a: string, b: string): string =>
    `SELECT DISTINCT part, "row" FROM (SELECT * FROM (${a}) EXCEPT ALL SELECT * FROM (${b}))`;
  const changed = await s.count(`SELECT count(*) FROM (${other(told, read)})`);
  const more = await s.count(`SELECT count(*) FROM (${other(read, told)} EXCEPT ${other(told, read)})`);
  return changed + Math.abs(more - (await removedRows(s, drawn)));
}

/** How many accepted rows of the batch were taken out of the log since: only where it says that some were. */
async function removedRows(s: Session, { batch, accepted }: Drawn): Promise<number> {
  const named = await s.count(
    `SELECT count(*) FROM archive.log.removed WHERE of_table = 'sightings' AND batch = ${num(batch)}`,
  );
  if (named === 0) return 0;
  return (
    num(accepted) -
    (await s.count(`SELECT count(*) FROM archive.log.sightings WHERE batch = ${num(batch)} AND kind = 'seen'`))
  );
}
