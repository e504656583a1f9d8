/** The newest versions of one thing, oldest first, and what each changed. */
import type { DatasetDef } from '../../schemas/datasets/dataset.js';
import { contentView } from './content-view.js';
import type { Row, Session } from './duck.js';
import { isoSql, num } from './duck.js';
import { fullView } from './pov.js';
import type { Thing } from './thing.js';
import { findThing, membersOf } from './thing.js';
import { versionsSql } from './versions.js';

export interface Change {
  /** A field's name, or `extra`. */
  field: string;
  before: string | null;
  after: string | null;
}

export interface Version {
  /** 1, 2 … */
  version: number;
  /** ISO 8601 UTC; validTo null: it still holds. */
  validFrom: string;
  validTo: string | null;
  batch: string;
  delivery: string;
  source: string;
  sheet: string | null;
  row: number;
  changes: Change[];
}

export interface History extends Thing {
  dataset: string;
  versions: Version[];
  /** How many more there are before these. */
  older: number;
}

/** At most `limit` versions. Throws `thing-unknown`. */
export async function history(s: Session, dataset: DatasetDef, id: number, limit: number): Promise<History> {
  const thing = await findThing(s, dataset.name, id);
  const view = await contentView(s, dataset);
  const rows =
    await s.rows(`SELECT v.*, b.delivery, p.sheet, ${isoSql('v.valid_from')} AS from_iso, ${isoSql('v.valid_to')} AS to_iso
    FROM (SELECT *, count(*) OVER () AS total FROM (${versionsSql(view, fullView, membersOf(thing))})
      ORDER BY version DESC LIMIT ${Math.trunc(limit) + 1}) v
    JOIN archive.log.batches b ON b.seq = v.batch
    LEFT JOIN archive.log.parts p ON p.batch = v.batch AND p.part = v.part
    ORDER BY v.version`);
  const total = rows.length === 0 ? 0 : num(rows[0]?.['total']);
  // The one before the first tells what that one changed.
  const changed = rows.map((row, i) => versionOf(row, changesBetween(dataset, rows[i - 1] ?? null, row)));
  const versions = changed.slice(Math.max(0, changed.length - limit));
  return { ...thing, dataset: dataset.name, versions, older: total - versions.length };
}

function versionOf(row: Row, changes: Change[]): Version {
  return {
    version: num(row['version']),
    validFrom: textOf(row['from_iso']) ?? '',
    validTo: textOf(row['to_iso']),
    batch: String(num(row['batch'])),
    delivery: textOf(row['delivery']) ?? '',
    source: textOf(row['source']) ?? '',
    sheet: textOf(row['sheet']),
    row: num(row['row']),
    changes,
  };
}

const textOf = (value: unknown): string | null => (typeof value === 'string' ? value : null);

/** Fields that differ between two states (rows with f_… columns and extra); a missing state says nothing. */
export function changesBetween(dataset: DatasetDef, before: Row | null, after: Row | null): Change[] {
  const columns = [...dataset.fields.map(({ id, name }) => [name, `f_${id}`] as const), ['extra', 'extra'] as const];
  return columns.flatMap(([field, column]) => {
    const [old, now] = [textOf(before?.[column]), textOf(after?.[column])];
    return old === now ? [] : [{ field, before: old, after: now }];
  });
}
