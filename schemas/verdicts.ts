/** The language of judging: what one field type says about one cell, and what rows become. */
import type { z } from 'zod';

/** Context of one column, fixed before any cell is judged: a verdict is a pure function of (text, flag, context). Plain data. */
export interface ColumnContext {
  type: FieldTypeName;
  /** ISO country for phones, ID numbers, postcodes. */
  region: string;
  /** IANA zone of the source: wall-clock times are checked against it. */
  timeZone: string;
  /** Order of day and month for slashed dates, from the whole column's evidence or the source; null = ambiguous dates are issues. */
  dateOrder: 'YMD' | 'DMY' | 'MDY' | null;
  /** Decimal mark declared by the source or proved by the column. */
  decimal: '.' | ',';
  /** Multiplier from the header's unit: 回款(万元) is '10000'. */
  unit: string;
  currency: string | null;
  /** For enum: canonical value -> accepted spellings (canonical included). */
  values?: Record<string, string[]>;
  /** For enum: a value outside `values` is kept as it is instead of rejected. */
  open?: boolean;
  /** Identifiers: they name other records, of which a cell may have several. */
  several?: boolean;
  /** Identifiers: a few cells of the column are stored as days, most are not: `1-2` was typed and became one. */
  strayDays?: boolean;
  /** Dates: the column proves that its five-digit numbers are Excel serials (every other filled cell is a date or such a number). */
  serials?: boolean;
  /** Dates: the workbook counts its days from 1904-01-01; absent = Excel's 1900 system. */
  epoch1904?: boolean;
  /** Dates: which day an instant told in UTC is: the one of the source's zone, or what each cell tells; absent = the day written. */
  instants?: 'zone' | 'mixed';
  /** Dates: the column proves that its numbers count from 1970 in UTC. */
  epochs?: 'seconds' | 'milliseconds';
  /** Dates: how many minutes its times are ahead of UTC, as the header says: Created (UTC). */
  headerOffset?: number;
  /** Dates: cells of the column are stored as numbers, which keep no zero at the end: 2024.1 was January or October. */
  storedNumbers?: boolean;
  /** Numbers: stored numbers (always with '.') and typed text stand in one column whose declared mark is ','. */
  mixedDecimal?: boolean;
  /** Numbers: cells of the column prove the mark, or the source declares it. */
  decimalProved?: boolean;
  /** Numbers: marks whose cells of two readings (`1.234`: 1.234 or 1234) the column does not settle. Such a cell is an issue. */
  twoReadings?: '.' | ',' | '.,';
  /** Numbers: nothing proves that `1.234` has three decimals, and nothing speaks against it; told once for the column. */
  decimalAssumed?: boolean;
}

export type FieldTypeName =
  | 'text'
  | 'name'
  | 'email'
  | 'phone'
  | 'date'
  | 'datetime'
  | 'money'
  | 'integer'
  | 'decimal'
  | 'boolean'
  | 'enum'
  | 'country'
  | 'region'
  | 'identifier'
  | 'cnId'
  | 'creditCode'
  | 'bankCard'
  | 'url'
  | 'tags';

/**
 * Accepted: canonical text and what was repaired. Rejected: an issue code of the catalogue.
 * `text: ''` means the cell says nothing (blanks only, or a placeholder such as 1900-01-01, then with the warning
 * `placeholder`): it is treated as an empty cell, and the raw text stays.
 */
export type CellVerdict =
  | {
      ok: true;
      text: string;
      repairs: string[];
      warnings: CellProblem[];
      /** Canonical further values of the cell (a second phone), kept in `extra` as `field#2`, `field#3` … */
      extraValues?: string[];
      /** ISO code of the currency written in a money cell, for a currency field that is not fed. */
      currency?: string;
      /** The ISO codes that its spelling may mean, where a money cell has one; a fed currency field must say one of them. */
      currencies?: string[];
    }
  | { ok: false; problems: CellProblem[]; suggestion?: string };

export interface CellProblem {
  code: string;
  params?: Record<string, string | number>;
}

/**
 * A field type. The law is `codec` (zod); `acceptSql` is a short cut that may only say "accepted, with this
 * canonical text" and otherwise NULL (open). Whatever acceptSql accepts the codec accepts with the same text
 * and without repairs or warnings that matter (a property test per type holds it).
 */
export interface FieldType {
  name: FieldTypeName;
  /** Decodes raw cell text (never '') to canonical text; problems are custom zod issues with `params.code`. Built once per context. */
  codec(context: ColumnContext): z.ZodType<string, string>;
  /** The same with repairs and warnings told; codec is a thin wrapper over it or the reverse. */
  judge(text: string, flag: string | null, context: ColumnContext): CellVerdict;
  /** SQL text: NULL (open) or canonical text for the non-null VARCHAR expression `x`. null = nothing is decided in SQL. */
  acceptSql(x: string, context: ColumnContext): string | null;
  /** DuckDB type of the published column and the SQL turning canonical text into it: NULL, never an error, where a text does not fit. */
  publishedType: string;
  publishSql(x: string): string;
  /** SQL for the part of a canonical text that `publishSql` must show as NULL (a month without a day), else NULL; absent = never. */
  partialSql?(x: string): string;
}

export type RowVerdict = 'accepted' | 'rejected' | 'duplicate' | 'skipped';
