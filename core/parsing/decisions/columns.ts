/** Columns that a person named, by their labels in one file and by their headers in later ones. */
import type { ColumnName } from '../../../schemas/decisions.js';

export const isColumn = (one: ColumnName, other: ColumnName): boolean =>
  one.header === '' ? other.header === '' && one.label === other.label : one.header === other.header;

/** By what a person typed: a letter, whatever its case, or a number. */
export const isLabel = ({ label }: ColumnName, typed: string): boolean =>
  label.toUpperCase() === typed.trim().toUpperCase();
