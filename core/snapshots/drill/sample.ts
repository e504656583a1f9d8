/** Sampled records: what a restored archive derived of them, read once more out of the living log another way. */
import { contentView, fieldColumn } from '../../archive/content-view.js';
import { contentDigestSql } from '../../archive/digests.js';
import { num } from '../../archive/duck.js';
import type { Session } from '../../archive/duck.js';
import { storedFields } from '../../archive/log/tables.js';
import { versionsSql } from '../../archive/versions.js';
import { finding } from './findings.js';
import type { Finding } from './findings.js';
import type { DatasetDef } from '../../../schemas/datasets/dataset.js';

export interface Sampled {
  dataset: string;
  record: number;
  /** Digest of its state. */
  state: string;
}

const perDataset = 25;

/** Some records of each dataset of a restored archive, by chance. */
export async function sampleRecords(s: Session): Promise<Sampled[]> {
  const datasets = await s.rows<{ dataset: string }>('SELECT DISTINCT dataset FROM archive.derived.heads ORDER BY ALL');
  const sampled: Sampled[] = [];
  for (const { dataset } of datasets) {
    const rows = await s.rows<{ record: string; state: string }>(
      `SELECT record, state FROM (SELECT record, state FROM archive.derived.heads WHERE dataset = $1)
       USING SAMPLE ${perDataset} ROWS`,
      [dataset],
    );
    sampled.push(...rows.map(({ record, state }) => ({ dataset, record: num(record), state })));
  }
  return sampled;
}

/** Those that the living log, read as of a seq through its versions, does not say the same about. */
export async function sampleFindings(s: Session, sampled: readonly Sampled[], lastSeq: number): Promise<Finding[]> {
  const findings: Finding[] = [];
  for (const dataset of new Set(sampled.map((one) => one.dataset))) {
    const mine = sampled.filter((one) => one.dataset === dataset);
    const states = await statesAt(s, dataset, mine, lastSeq);
    for (const { record, state } of mine) {
      if (states.get(record) !== state) findings.push(finding('record-differs', { dataset, record }));
    }
  }
  return findings;
}

async function statesAt(s: Session, dataset: string, sampled: readonly Sampled[], lastSeq: number) {
  const ids = await storedFields(s, dataset);
  // Only names are looked at: fields that the settings no longer know are compared, too.
  const fields = ids.map((id) => ({ id, name: id }));
  const view = await contentView(s, { name: dataset, fields } as unknown as DatasetDef);
  const members = `SELECT unnest([${sampled.map(({ record }) => `${record}::BIGINT`).join(', ')}]) AS record, record AS golden`;
  const versions = versionsSql(view, { known: lastSeq, effective: null }, members);
  const rows = await s.rows<{ id: string; state: string }>(
    `SELECT id, ${contentDigestSql(['', ...ids], (id) => (id === '' ? 'NULL::VARCHAR' : fieldColumn(id)), 'extra')} AS state
     FROM (${versions}) WHERE valid_to IS NULL`,
  );
  return new Map(rows.map(({ id, state }) => [num(id), state]));
}
