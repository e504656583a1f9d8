/** From a value that analysts see back to the cells that say it, and those that say otherwise. */
import { cellOf } from '../../schemas/cell-place.js';
import type { DatasetDef, FieldDef } from '../../schemas/datasets/dataset.js';
import { isTokenHeader, rowTokenHeader } from '../../schemas/receipt.js';
import { namedField } from '../../schemas/datasets/named-field.js';
import type { ContentView } from './content-view.js';
import { contentView, fieldColumn, rawColumn } from './content-view.js';
import type { Row, Session } from './duck.js';
import { isoSql, num } from './duck.js';
import { fullView } from './pov.js';
import type { Thing } from './thing.js';
import { findThing, membersOf } from './thing.js';
import { statementOrder, statementsSql } from './versions.js';

/** What one row of one file says about one field. */
export interface Statement {
  /** Canonical text; '' says "none". */
  value: string;
  /** The cell as sent, where it differs. */
  raw: string | null;
  /** Repair codes. */
  repairs: string[];
  record: number;
  source: string;
  delivery: string;
  fileName: string | null;
  batch: string;
  mappingVersion: number | null;
  sheet: string | null;
  row: number;
  /** The row came back in a receipt: `row` and `column` are of its sheet of rows to fix, `sheet` is the sender's own. */
  returned: boolean;
  /** Label and header of the column as sent; null when the value was not read from one column. */
  column: string | null;
  header: string | null;
  /** UTC time from which the row says it is true, ISO 8601. */
  effectiveAt: string;
}

export interface Loser extends Statement {
  /** Why it lost: a newer row of the same record, or of another record of the thing, says otherwise. */
  why: 'newer-in-record' | 'newer-in-other-record';
}

export interface FieldExplanation {
  field: string;
  /** null = nothing, or "none". */
  value: string | null;
  /** `latest`: the newest live statement wins. */
  rule: 'latest';
  winner: Statement | null;
  losers: Loser[];
}

export interface Explanation extends Thing {
  dataset: string;
  records: { record: number; source: string; gone: boolean }[];
  fields: FieldExplanation[];
}

/** Explains one field, or all that any record says something about. Throws `thing-unknown`, `field-unknown`. */
export async function explain(s: Session, dataset: DatasetDef, id: number, field?: string): Promise<Explanation> {
  const wanted = field === undefined ? dataset.fields : [namedField(dataset, field)];
  const thing = await findThing(s, dataset.name, id);
  const rows = await readRows(s, await contentView(s, dataset), thing);
  const fields = wanted.map((each) => explainField(each, rows)).filter((each) => field !== undefined || each.winner);
  return { ...thing, dataset: dataset.name, records: await recordsOf(s, thing), fields };
}

async function recordsOf(s: Session, { id }: Thing): Promise<Explanation['records']> {
  const sql = 'SELECT record, source, gone FROM archive.derived.heads WHERE golden = $1 ORDER BY record';
  const rows = await s.rows(sql, [id]);
  return rows.map((row) => ({
    record: num(row['record']),
    source: text(row, 'source') ?? '',
    gone: row['gone'] === true,
  }));
}

/** The last statement of each content, newest first. */
async function readRows(s: Session, view: ContentView, thing: Thing): Promise<Row[]> {
  const order = statementOrder.split(', ').map((column) => `t.${column}`);
  const raws = view.dataset.fields.map(({ id }) => `c.${rawColumn(id)}`).join(', ');
  return s.rows(`SELECT t.*, ${raws}, c.repairs, b.delivery, b.mapping_version, d.file_name, p.sheet, p.columns,
      ${isoSql('t.effective_at')} AS effective_iso
    FROM (
      SELECT * FROM (${statementsSql(view, fullView, membersOf(thing))})
      QUALIFY row_number() OVER (PARTITION BY content ORDER BY ${statementOrder.replaceAll(',', ' DESC,')} DESC) = 1) t
    JOIN (${view.sql}) c ON c.seq = t.content
    JOIN archive.log.batches b ON b.seq = t.batch
    LEFT JOIN archive.log.deliveries d ON d.delivery = b.delivery
    LEFT JOIN archive.log.parts p ON p.batch = t.batch AND p.part = t.part
    ORDER BY ${order.map((column) => `${column} DESC`).join(', ')}`);
}

function explainField(field: FieldDef, rows: Row[]): FieldExplanation {
  const said = rows.filter((row) => text(row, fieldColumn(field.id)) !== null).map((row) => statement(field, row));
  const [winner = null, ...older] = said;
  const losers: Loser[] = older
    .filter((each) => each.value !== winner?.value)
    .map((each) => ({ ...each, why: each.record === winner?.record ? 'newer-in-record' : 'newer-in-other-record' }));
  return { field: field.name, value: winner?.value || null, rule: 'latest', winner, losers };
}

/** A column of a row; quoted names as the SQL has them. */
function text(row: Row, column: string): string | null {
  const value = row[column.replace(/^"|"$/g, '').replaceAll('""', '"')];
  return typeof value === 'string' ? value : null;
}

function statement(field: FieldDef, row: Row): Statement {
  const columns = parse<{ label?: string; header?: string; field?: string | null }[]>(text(row, 'columns'), []);
  const column = columns.find((each) => each.field === field.name || each.field === field.id);
  const repairs = parse<Record<string, string[]>>(text(row, 'repairs'), {});
  return {
    value: text(row, fieldColumn(field.id)) ?? '',
    raw: text(row, rawColumn(field.id)),
    repairs: repairs[field.id] ?? [],
    record: num(row['record']),
    source: text(row, 'source') ?? '',
    delivery: text(row, 'delivery') ?? '',
    fileName: text(row, 'file_name'),
    batch: String(num(row['batch'])),
    mappingVersion: row['mapping_version'] === null ? null : num(row['mapping_version']),
    sheet: text(row, 'sheet'),
    ...cellOf({ row: num(row['row']), column: column?.label ?? null }),
    returned: columns.some(({ header }) => isTokenHeader(header ?? '', rowTokenHeader)),
    header: column?.header ?? null,
    effectiveAt: text(row, 'effective_iso') ?? '',
  };
}

const parse = <T>(json: string | null, otherwise: T): T => (json === null ? otherwise : (JSON.parse(json) as T));
