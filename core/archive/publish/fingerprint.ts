/** What decides on the columns and values of published files: another fingerprint = they are made from nothing. */
import { createHash } from 'node:crypto';
import type { DatasetDef } from '../../../schemas/datasets/dataset.js';
import type { ContentView } from '../content-view.js';
import { pastSql } from './history.js';
import { fieldsJson } from './records.js';
import { thingsSql } from './things.js';

/** Counts changes of the tables beside the datasets'. */
const publishFormat = 2;

/** Takes in the very SQL by which values are made. */
export function fingerprintOf(datasets: readonly DatasetDef[]): string {
  const made = datasets.map((dataset) => {
    const view: ContentView = { dataset, sql: '', exists: true };
    const { name, fields, customerField } = dataset;
    const sql = [thingsSql(view, 'x'), pastSql(dataset, 'x'), fieldsJson(view, 'x')];
    return { name, fields, customerField, sql };
  });
  return createHash('sha256')
    .update(JSON.stringify([publishFormat, made]))
    .digest('hex');
}
