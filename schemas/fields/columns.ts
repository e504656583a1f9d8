/** Fixes the context of a column before any of its cells is judged, from mapping, source settings and whole-column evidence. */
import type { FieldDef } from '../datasets/dataset.js';
import type { ColumnMapping } from '../mapping.js';
import type { ColumnContext, FieldTypeName } from '../verdicts.js';

/** What a source declares about its cells; null = found from evidence, else ambiguous cells are issues. */
export interface CellSettings {
  region: string;
  timeZone: string;
  decimal: '.' | ',' | null;
  dateOrder: 'YMD' | 'DMY' | 'MDY' | null;
  currency: string | null;
}

/** Counts over the whole raw column; see `evidenceSql`. */
export interface ColumnEvidence {
  filled: number;
  /** Slashed, dotted or dashed dates with two leading numbers: the first above 12; the second above 12; neither. */
  firstOver12: number;
  secondOver12: number;
  ambiguous: number;
  /** Cells that read as dates in any written form (year first included). */
  dates: number;
  /** Whole numbers 20000..80000: Excel serials of 1954..2119, if the column is one of dates. */
  serials: number;
  /** Numbers that can only be read with a decimal comma, or with a decimal point. */
  commaDecimals: number;
  pointDecimals: number;
  /** Cells stored as numbers by a spreadsheet (`StagedColumn.kinds.n`); the caller adds it. */
  storedNumbers?: number;
}

/** A STRUCT-valued aggregate over the VARCHAR expression `x` with the fields of ColumnEvidence; null = the type needs none. */
export function evidenceSql(_type: FieldTypeName, _x: string): string | null {
  return null;
}

/** The order of day and month the column proves; null = nothing proves it, or the column contradicts itself. */
export function decideDateOrder(evidence: ColumnEvidence): 'DMY' | 'MDY' | null {
  if (evidence.firstOver12 > 0 && evidence.secondOver12 === 0) return 'DMY';
  if (evidence.secondOver12 > 0 && evidence.firstOver12 === 0) return 'MDY';
  return null;
}

export function columnContext(
  field: FieldDef,
  column: ColumnMapping,
  settings: CellSettings,
  evidence: ColumnEvidence | null,
): ColumnContext {
  return {
    type: field.type,
    region: settings.region,
    timeZone: settings.timeZone,
    dateOrder: settings.dateOrder ?? (evidence ? decideDateOrder(evidence) : null),
    decimal: settings.decimal ?? '.',
    unit: column.unit,
    currency: column.currency ?? settings.currency,
    ...(field.values ? { values: field.values } : {}),
    ...(field.open === undefined ? {} : { open: field.open }),
  };
}
