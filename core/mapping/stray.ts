/** A file that came to the folder of one dataset and looks like another one's: it goes in as told, and people are told. */
import type { DatasetDef } from '../../schemas/datasets/dataset.js';
import type { Lang } from '../../schemas/issues/issue.js';
import type { Mapping } from '../../schemas/mapping.js';
import type { FileIssue, StagedTable } from '../../schemas/staging.js';
import { guessDataset } from './dataset.js';

/** Where the dataset finds a key of its own in the file, it is meant, whatever else the columns are called. */
export function strayNote(
  tables: readonly Pick<StagedTable, 'columns'>[],
  { dataset, key }: Pick<Mapping, 'dataset' | 'key'>,
  datasets: readonly DatasetDef[],
  lang: Lang,
): FileIssue[] {
  if (key.kind !== 'content') return [];
  const guess = guessDataset(tables, datasets).dataset;
  const other = datasets.find(({ name }) => name === guess && name !== dataset);
  return other ? [{ code: 'other-dataset', params: { dataset: other.label[lang] } }] : [];
}
