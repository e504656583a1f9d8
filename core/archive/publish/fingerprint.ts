/** What decides on the columns and values of published files: another fingerprint = they are made from nothing. */
import { createHash } from 'node:crypto';
import type { RoleConfig } from '../../../schemas/config/types.js';
import type { DatasetDef } from '../../../schemas/datasets/dataset.js';
import { allIssues } from '../../../schemas/issues/catalogue.js';
import { pastSql } from './history.js';
import { saidSql } from './records.js';
import { sightsOf } from './sight.js';
import { systemMeanings } from './system-columns.js';
import { thingsSql } from './things.js';

/** Counts changes of the tables beside the datasets'. */
const publishFormat = 4;

/** Takes in the very SQL by which values are made, and the words that stay in files that are brought up to date. */
export function fingerprintOf(datasets: readonly DatasetDef[], role: RoleConfig): string {
  const made = sightsOf(role, datasets).map((sight) => [
    thingsSql(sight, 'x', 'customers'),
    pastSql(sight, 'x'),
    saidSql(sight, 'x'),
  ]);
  const known = datasets.map(({ name, fields, customerField }) => ({ name, fields, customerField }));
  return createHash('sha256')
    .update(JSON.stringify([publishFormat, known, role, made, systemMeanings, allIssues()]))
    .digest('hex');
}
