/** Which deliveries are read again when a person has answered: those that asked, those a new key concerns, and their corrections. */
import type { Session } from '../duck.js';
import { quoteText } from '../sql-text.js';
import { liveBatchesSql } from './liveness.js';

export interface Asked {
  delivery: string;
  /** Fields now said to be the key; null = nothing said. */
  key: readonly string[] | null;
  /** The dataset chosen for it; null = it was known. */
  dataset: string | null;
}

/**
 * The deliveries to drive again, in order: those that asked, then by arrival every live delivery of the same source and
 * dataset that was read without a key although it feeds all fields of the new one, and the corrections of all these,
 * which are taken back with what they correct. One that was undone stays undone.
 */
export async function deliveriesToReread(s: Session, asked: readonly Asked[]): Promise<string[]> {
  const first: string[] = [];
  const again: string[] = [];
  for (const one of asked) {
    if (await isUndone(s, one.delivery)) continue;
    first.push(one.delivery);
    again.push(...(await concerned(s, one)));
  }
  return [...new Set([...first, ...again])];
}

async function isUndone(s: Session, delivery: string): Promise<boolean> {
  const batches = `FROM archive.log.batches WHERE delivery = ${quoteText(delivery)}`;
  const live = `FROM (${liveBatchesSql}) WHERE delivery = ${quoteText(delivery)}`;
  return (await s.count(`SELECT count(*) ${batches}`)) > 0 && (await s.count(`SELECT count(*) ${live}`)) === 0;
}

async function concerned(s: Session, asked: Asked): Promise<string[]> {
  const rows = await s.rows<{ delivery: string }>(
    `WITH RECURSIVE live AS (${liveBatchesSql}),
     again AS (
       SELECT seq, delivery, landing FROM live WHERE delivery = ${quoteText(asked.delivery)}
       UNION SELECT k.seq, k.delivery, k.landing FROM (${keylessSql(asked)}) k
       UNION SELECT b.seq, b.delivery, b.landing FROM live b JOIN again a ON b.parent = a.seq)
     SELECT delivery FROM again GROUP BY delivery, landing ORDER BY landing`,
  );
  return rows.map((row) => row.delivery);
}

/** Live batches of the source and dataset of the delivery that were read without a key and feed every field of the new one. */
function keylessSql({ delivery, key, dataset }: Asked): string {
  const its = `WHERE delivery = ${quoteText(delivery)}`;
  const chosen = dataset === null ? 'dataset' : quoteText(dataset);
  const fed = (key ?? []).map(
    (field) => `AND EXISTS (SELECT 1 FROM archive.log.parts p WHERE p.batch = b.seq
      AND list_contains(list_transform(from_json(p.columns, '[{"field":"VARCHAR"}]'), lambda c : c.field), ${quoteText(field)}))`,
  );
  return `SELECT b.seq, b.delivery, b.landing FROM live b
    JOIN (SELECT source, dataset FROM live ${its} UNION SELECT source, ${chosen} FROM archive.log.deliveries ${its}) mine
      ON mine.source = b.source AND mine.dataset = b.dataset
    JOIN archive.log.mappings m ON m.source = b.source AND m.dataset = b.dataset AND m.version = b.mapping_version
    WHERE ${key === null ? 'FALSE' : 'TRUE'} AND json_extract_string(m.mapping, '$.key.kind') = 'content' ${fed.join(' ')}`;
}
