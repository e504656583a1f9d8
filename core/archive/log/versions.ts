/** Versions of dataset definitions and of the rules a batch was judged by. */
import type { DatasetDef } from '../../../schemas/datasets/dataset.js';
import { num } from '../duck.js';
import type { Session } from '../duck.js';
import { transaction } from './transactions.js';

/** A definition as it is kept. */
export const schemaText = (dataset: DatasetDef): string =>
  JSON.stringify({ ...dataset, rules: dataset.rules.map(({ name, code }) => ({ name, code })) });

/** A rule set as it is kept. */
export const rulesText = (description: Record<string, unknown>): string => JSON.stringify(description);

/** The version of this definition of a dataset; a definition that differs from the newest becomes the next version. */
export async function schemaVersion(s: Session, dataset: DatasetDef): Promise<number> {
  const definition = schemaText(dataset);
  const newest = await s.one(
    'SELECT version, definition FROM archive.log.schemas WHERE dataset = $1 ORDER BY version DESC LIMIT 1',
    [dataset.name],
  );
  if (newest?.['definition'] === definition) return num(newest['version']);
  const version = newest ? num(newest['version']) + 1 : 1;
  const tx = await transaction(s, 'schema');
  await s.run('INSERT INTO archive.log.schemas VALUES ($1, $2, $3, $4)', [
    tx.take(),
    dataset.name,
    version,
    definition,
  ]);
  return version;
}

/** The version of a rule set, described by product version and rules; another description becomes the next version. */
export async function rulesVersion(s: Session, description: Record<string, unknown>): Promise<number> {
  const text = rulesText(description);
  const newest = await s.one('SELECT version, description FROM archive.log.rules ORDER BY version DESC LIMIT 1');
  if (newest?.['description'] === text) return num(newest['version']);
  const version = newest ? num(newest['version']) + 1 : 1;
  const tx = await transaction(s, 'rules');
  await s.run('INSERT INTO archive.log.rules VALUES ($1, $2, $3)', [tx.take(), version, text]);
  return version;
}
