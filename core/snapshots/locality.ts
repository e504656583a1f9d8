/** Which rows of the log tell of datasets that must not leave this place. */
import { quoteText } from '../archive/duck.js';
import { removalTables } from '../archive/log/tables.js';
import type { LogTable } from '../archive/log-schema.js';

const log = (table: string): string => `archive.log.${table}`;

/** SQL of the lists that rows are judged by; datasets that are not known yet count as local. */
function lists(datasets: readonly string[]) {
  const names = datasets.map(quoteText).join(', ');
  const isLocal = (dataset: string): string => `coalesce(${dataset} IN (${names}), true)`;
  const ofDeliveries = (column: string): string => `SELECT d.${column} FROM ${log('deliveries')} d
    LEFT JOIN ${log('batches')} b ON b.delivery = d.delivery WHERE ${isLocal('coalesce(b.dataset, d.dataset)')}`;
  return {
    isLocal,
    deliveries: ofDeliveries('delivery'),
    batches: `SELECT seq FROM ${log('batches')} WHERE ${isLocal('dataset')}`,
    records: `SELECT seq FROM ${log('records')} WHERE ${isLocal('dataset')}`,
    originals: ofDeliveries('sha256'),
    landed: `SELECT sha256 FROM ${log('deliveries')}`,
  };
}

/** Names and numbers, no cells: whatever is restored from any store has to leave out what was removed and to hold what is held. */
const everywhere: ReadonlySet<string> = new Set(Object.keys(removalTables));

/** A predicate that is never NULL; null: no row of the table is local. */
export function localSql({ table, columns }: LogTable, datasets: readonly string[]): string | null {
  if (datasets.length === 0 || everywhere.has(table)) return null;
  if (table.startsWith('content_')) return datasets.includes(table.slice('content_'.length)) ? 'true' : null;
  const has = new Set(columns.map(({ name }) => name));
  const { isLocal, deliveries, batches, records, originals, landed } = lists(datasets);
  if (has.has('dataset') && table !== 'deliveries') return isLocal('dataset');
  if (has.has('delivery')) return `coalesce(delivery IN (${deliveries}), true)`;
  if (has.has('record')) return `coalesce(record IN (${records}), true)`;
  if (has.has('batch')) return `coalesce(batch IN (${batches}), true)`;
  if (table === 'originals') return `(sha256 IN (${originals}) OR sha256 NOT IN (${landed}))`;
  return null;
}
