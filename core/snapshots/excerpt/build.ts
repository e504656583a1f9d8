/** Makes an archive file that holds only a part of a chain, and proves it before anyone opens it. */
import { openArchive } from '../../archive/archive.js';
import type { ArchiveOptions } from '../../archive/archive.js';
import { rebuild } from '../../archive/derive.js';
import { openDuck } from '../../archive/duck.js';
import type { Duck, Session } from '../../archive/duck.js';
import { archiveReach, writeMark } from '../../archive/high-water.js';
import { recordExcerpt } from '../../archive/log/excerpts.js';
import type { Part } from '../../archive/log/excerpts.js';
import { createTables } from '../../archive/log/tables.js';
import { formats } from '../../archive/upgrade/formats.js';
import { runSteps } from '../../archive/upgrade/steps.js';
import { logTable } from '../../archive/row-digest.js';
import { isSame, sumRows } from '../../archive/row-sums.js';
import { totalOf } from '../manifest/model.js';
import type { BodyTable } from '../manifest/model.js';
import { differs } from '../plain-files.js';
import { compareEnd, makeColumns } from '../rebuild.js';
import { carryKnown } from '../removals/carry.js';
import { loadKnown } from '../removals/known.js';
import type { Known } from '../removals/known.js';
import type { Link } from '../link.js';
import type { RebuildRequest } from '../rebuild.js';
import { choose } from './choose.js';
import type { Kept } from './choose.js';
import { stage } from './stage.js';
import type { Staged } from './stage.js';

export interface CutRequest extends Omit<RebuildRequest, 'archive'> {
  part: Part;
  /** `tempDir` holds plain segments, too; who made it removes it. */
  limits: Pick<ArchiveOptions, 'tempDir' | 'memoryLimitMb' | 'threads'>;
  /** null: only what would be there. */
  into: Pick<ArchiveOptions, 'archiveFile' | 'highWater'> | null;
  actor: string;
}

export interface Cut {
  /** Rows that are kept, by table. */
  tables: { table: string; rows: number }[];
  /** Rows that are not, by table; of contents that are not read as many as the snapshot holds. */
  leftOut: Record<string, number>;
  /** SHA-256 of the originals that go with it; with one thing none: they hold others. */
  originals: ReadonlySet<string>;
}

/** Throws `restore-differs`, `snapshot-damaged`, `seal-key-wrong`, `dataset-not-in-snapshot`, `thing-unknown`. */
export async function cutArchive(request: CutRequest): Promise<Cut> {
  const { limits, into, part, progress, signal } = request;
  const duck = await openDuck({ archivePath: into?.archiveFile ?? null, ...limits });
  let cut: Cut;
  try {
    cut = await duck.scratch(async (s, scratch) => {
      const known = await loadKnown(s, scratch, request.books, request.to);
      const staged = await stage(duck, { ...request, dataset: part.dataset, folder: limits.tempDir, known });
      progress?.({ step: 'compare' });
      const kept = await choose(s, scratch, staged, part);
      const found = await tell(s, request, staged, kept);
      if (into) await write(duck, request, { staged, kept, known }, found);
      return found;
    }, signal);
    if (into) await writeMark(into.highWater, await duck.read(archiveReach));
  } finally {
    await duck.close();
  }
  // As the keeper will: format, mark and control tables are checked once more.
  if (into) await (await openArchive({ ...limits, ...into })).close();
  return cut;
}

async function tell(s: Session, request: CutRequest, { tables, from }: Staged, kept: Kept): Promise<Cut> {
  const cut = { tables: [] as Cut['tables'], leftOut: unread(request, tables) };
  for (const table of tables) {
    const of = from(table.table);
    const rows = await s.count(`SELECT count(*) FROM ${of} WHERE ${kept(table)}`);
    const all = await s.count(`SELECT count(*) FROM ${of}`);
    if (rows > 0) cut.tables.push({ table: table.table, rows });
    if (all > rows) cut.leftOut[table.table] = all - rows;
  }
  const originals = tables.find(({ table }) => table === 'originals');
  const placed =
    request.part.record === null && originals
      ? await s.rows<{ sha256: string }>(`SELECT sha256 FROM ${from('originals')} WHERE ${kept(originals)}`)
      : [];
  return { ...cut, originals: new Set(placed.map(({ sha256 }) => sha256)) };
}

/** Rows of the tables whose segments stay sealed. */
function unread({ chain, withLocal }: CutRequest, tables: Staged['tables']): Record<string, number> {
  const read = new Set(tables.map(({ table }) => table));
  const rows: Record<string, number> = {};
  for (const table of chain.flatMap(({ body }) => body.tables).filter((one) => !read.has(one.table))) {
    const more = totalOf(table, withLocal).rows;
    if (more > 0) rows[table.table] = (rows[table.table] ?? 0) + more;
  }
  return rows;
}

interface Chosen {
  staged: Staged;
  kept: Kept;
  known: Known;
}

/** Every row is written once, where it stays: what is left out never was in the file. */
async function write(duck: Duck, request: CutRequest, { staged, kept, known }: Chosen, cut: Cut): Promise<void> {
  const { chain, part, to, actor, progress, signal } = request;
  const wanted = staged.tables.filter((table) => kept(table) !== 'false');
  await duck.write(async (s) => {
    await createTables(s);
    await makeColumns(s, { tables: wanted });
  });
  for (const table of wanted) {
    signal?.throwIfAborted();
    progress?.({ step: 'segments', table: table.table });
    await duck.write((s) => insert(s, staged, table, kept(table)), signal);
  }
  progress?.({ step: 'compare' });
  await duck.read((s) => compareEnd(s, request));
  const { head } = chain.at(-1) as Link;
  await runSteps(duck, formats);
  await duck.write((s) => carryKnown(s, known, head.id, part.dataset));
  progress?.({ step: 'derive' });
  await duck.write(rebuild, signal);
  const landed = new Set(chain.flatMap(({ body }) => body.originals.map(({ sha256 }) => sha256)));
  const leftOut = { tables: cut.leftOut, originals: [...landed].filter((one) => !cut.originals.has(one)).length };
  await duck.write((s) => recordExcerpt(s, { snapshot: head.id, ...part, toSeq: to, leftOut }, actor));
}

async function insert(s: Session, { from }: Staged, { table, columns }: BodyTable, where: string): Promise<void> {
  const names = columns.map(({ name }) => name);
  const there = logTable(table);
  await s.run(`INSERT INTO ${there} BY NAME SELECT * FROM ${from(table)} WHERE ${where}`);
  const wanted = await sumRows(s, from(table), names, where);
  if (!isSame(await sumRows(s, there, names), wanted)) throw differs(table);
}
