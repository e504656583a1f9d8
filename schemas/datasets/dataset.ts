/** What a dataset is: fields with types, labels and aliases, and rules over whole rows. Plain data but for the rules. */
import type { FieldTypeName } from '../verdicts.js';

export interface Bilingual {
  en: string;
  zh: string;
}

/** How closely a field is guarded: contact data, identity documents, money matters. */
export type Sensitivity = 'none' | 'contact' | 'identity' | 'financial';

export interface FieldDef {
  /** Immutable id of the archive's columns; the name at the time the field was made. */
  id: string;
  /** snake_case, what analysts see. */
  name: string;
  type: FieldTypeName;
  label: Bilingual;
  meaning: Bilingual;
  /** Header names that mean this field, beside name and labels. Compared after folding case, width, blanks and punctuation. */
  aliases: string[];
  /** Names that mean this field where no other column has a better one: the first order, where nobody wrote when they signed up. */
  lesser?: string[];
  /** A row without it is rejected with `required-missing`. */
  required: boolean;
  /** What an empty cell says: nothing (keep), or "none" (clear). */
  empty: 'keep' | 'clear';
  /** identifier = the key by itself; reference = another dataset's identifier; null = an ordinary field. */
  role: 'identifier' | 'reference' | null;
  references: { dataset: string; field: string } | null;
  sensitivity: Sensitivity;
  /** For enum: canonical value -> accepted spellings (canonical included). */
  values?: Record<string, string[]>;
  /** For enum: keep values outside `values` as they are. */
  open?: boolean;
}

/** Canonical texts of one row by field name; null or absent = unknown or empty. */
export type CanonicalRow = Record<string, string | null | undefined>;

/** A rule over whole rows. `holds` is the law, `holdsSql` says the same (never NULL); a property test compares them. */
export interface RowRule {
  /** Stable name inside the dataset. */
  name: string;
  /** Issue code of the catalogue. */
  code: string;
  params: Record<string, string>;
  /** Field names looked at; the issue is shown at the first. */
  fields: string[];
  holds(row: CanonicalRow): boolean;
  /** BOOLEAN SQL over canonical VARCHAR expressions, NULL for empty; `column` gives the expression of a field name. */
  holdsSql(column: (field: string) => string): string;
}

export interface DatasetDef {
  name: string;
  label: Bilingual;
  fields: FieldDef[];
  rules: RowRule[];
  /** Field names: the identifier, and groups that may be proposed as a key when it is missing, best first. */
  identity: { identifier: string | null; candidates: string[][] };
  /** Field name of the customer a row belongs to (`external_id` in customers itself); null = belongs to none. */
  customerField: string | null;
}
