/** What the log tells of a batch, for its receipt: the same at once and years later. */
import type { Session } from '../../archive/duck.js';
import { num } from '../../archive/duck.js';
import { toldOf, type CommitTold } from '../../archive/log/commit-told.js';
import { loadMapping } from '../../archive/log/mappings.js';
import { rowTokenHeader } from '../../../schemas/receipt.js';
import type { Mapping } from '../../../schemas/mapping.js';
import type { IssueKind, ReceiptInput, ReceiptPart } from '../receipts/input.js';
import { countResolved, paramsOf } from './rejected.js';

export type BatchFacts = Pick<ReceiptInput, 'parts' | 'skippedRows' | 'issues' | 'resolved' | 'corrects'> & {
  told: CommitTold;
  /** A person took it back. */
  undone: boolean;
  /** Names of the dataset and source the rows went to. */
  dataset: string;
  source: string;
  mapping: Mapping | null;
};

/** How many places are named per kind of issue. */
const placesShown = 10;

interface StoredPlace {
  sheet: string | null;
  row: number | null;
  column: string | null;
  value: string | null;
  params: string | null;
  returned: boolean | null;
}

async function issueKinds(s: Session, batch: number): Promise<IssueKind[]> {
  const rows = await s.rows(
    `SELECT i.code, i.level, i.field, count(*) AS n, to_json(list({'sheet': i.sheet, 'row': i."row", 'column': i.col, 'value': i.value,
       'params': i.params, 'returned': contains(p.columns, '"${rowTokenHeader}"')}
       ORDER BY i.part, i."row", i.seq)[:${placesShown}]) AS places
     FROM archive.log.issues i LEFT JOIN archive.log.parts p ON p.batch = i.batch AND p.part = i.part
     WHERE i.batch = $1 GROUP BY i.code, i.level, i.field ORDER BY n DESC, i.code, i.field`,
    [batch],
  );
  return rows.map((row) => ({
    code: row['code'] as string,
    level: row['level'] as IssueKind['level'],
    field: row['field'] as string | null,
    count: num(row['n']),
    places: (JSON.parse(row['places'] as string) as StoredPlace[]).map(({ returned, ...place }) => ({
      ...place,
      params: paramsOf(place.params),
      ...(returned === true && place.row !== null && { returned }),
    })),
  }));
}

async function partsOf(s: Session, batch: number, mapping: Mapping | null): Promise<ReceiptPart[]> {
  const ignored = new Set(mapping?.columns.filter((column) => column.ignored).map(({ header }) => header));
  const rows = await s.rows('SELECT part, sheet, columns FROM archive.log.parts WHERE batch = $1 ORDER BY part', [
    batch,
  ]);
  return rows.map((row) => ({
    part: num(row['part']),
    sheet: row['sheet'] as string | null,
    columns: (JSON.parse(row['columns'] as string) as ReceiptPart['columns']).map((column) => ({
      ...column,
      ignored: column.field === null && ignored.has(column.header),
    })),
  }));
}

async function skippedRows(s: Session, batch: number): Promise<BatchFacts['skippedRows']> {
  const rows = await s.rows(
    'SELECT reason, count(*) AS n FROM archive.log.skipped WHERE batch = $1 GROUP BY reason ORDER BY n DESC, reason',
    [batch],
  );
  return rows.map((row) => ({ reason: row['reason'] as string, count: num(row['n']) }));
}

async function corrected(s: Session, batch: number): Promise<BatchFacts['corrects']> {
  const rows = await s.rows(
    `SELECT d.delivery, d.file_name, count(*) AS n FROM archive.log.resolutions q
     JOIN archive.log.batches b ON b.seq = q.parent_batch JOIN archive.log.deliveries d USING (delivery)
     WHERE q.batch = $1 GROUP BY d.delivery, d.file_name ORDER BY d.delivery`,
    [batch],
  );
  return rows.map((row) => ({
    delivery: row['delivery'] as string,
    fileName: row['file_name'] as string,
    rows: num(row['n']),
  }));
}

/** Everything a receipt tells of a committed delivery but its rows to fix. */
export async function batchFacts(s: Session, batch: string): Promise<BatchFacts> {
  const seq = Number(batch);
  const row = await s.one('SELECT source, dataset, mapping_version FROM archive.log.batches WHERE seq = $1', [seq]);
  const source = row?.['source'] as string;
  const dataset = row?.['dataset'] as string;
  const mapping = await loadMapping(s, source, dataset, num(row?.['mapping_version']));
  return {
    source,
    dataset,
    mapping,
    parts: await partsOf(s, seq, mapping),
    skippedRows: await skippedRows(s, seq),
    issues: await issueKinds(s, seq),
    resolved: await countResolved(s, batch),
    told: await toldOf(s, batch),
    corrects: await corrected(s, seq),
    undone:
      (await s.count(`SELECT count(*) FROM archive.log.undos WHERE batch = $1 AND by_whom <> 'keeper'`, [seq])) > 0,
  };
}
