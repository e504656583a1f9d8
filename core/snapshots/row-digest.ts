/** The digest that manifests hold is the archive's own: an upgrade of its format compares by it, too. */
export { digestRows, logTable, rangeSql } from '../archive/row-digest.js';
export type { RowDigest, SeqRange } from '../archive/row-digest.js';
