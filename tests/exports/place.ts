/** A small archive, its published file and exports of it. */
import { join } from 'node:path';
import { ensureDataset } from '../../core/archive/log/tables.js';
import { publish } from '../../core/archive/publish/publish.js';
import { runExport } from '../../core/exports/export.js';
import type { ExportDone, ExportRequest } from '../../core/exports/export.js';
import { readManifest } from '../../core/exports/manifest.js';
import type { Manifest } from '../../core/exports/manifest.js';
import { seesAll } from '../../schemas/config/resolve-roles.js';
import type { ExportsConfig } from '../../schemas/config/types.js';
import type { DatasetDef } from '../../schemas/datasets/dataset.js';
import { customers, field, orders } from '../publish/datasets.js';
import { SmallLog } from '../publish/small-log.js';
import type { SmallRow } from '../publish/small-log.js';

/** A field of every type that is something else than text in a file. */
export const visits: DatasetDef = {
  name: 'visits',
  label: { en: 'Visits', zh: '拜访' },
  fields: [
    field('external_id', 'identifier', { role: 'identifier' }),
    field('seen_on', 'date'),
    field('began', 'datetime'),
    field('fee', 'money'),
    field('share', 'decimal'),
    field('people', 'integer'),
    field('paid', 'boolean'),
    field('labels', 'tags'),
    field('place', 'text'),
  ],
  rules: [],
  identity: { identifier: 'external_id', candidates: [] },
  customerField: null,
};

export const datasets = [customers, orders, visits];

export class Place {
  readonly log: SmallLog;
  #day = 0;

  constructor(log: SmallLog) {
    this.log = log;
  }

  static async open(): Promise<Place> {
    const log = await SmallLog.open();
    const ids = visits.fields.map(({ id }) => id);
    await log.duck.write((s) => ensureDataset(s, 'visits', { values: ids, raws: ids }));
    return new Place(log);
  }

  get root(): string {
    return join(this.log.folder, 'exports');
  }

  /** Commits rows, a day later each time. */
  async deliver(dataset: DatasetDef, ...rows: SmallRow[]): Promise<void> {
    this.#day += 1;
    const at = new Date(Date.UTC(2024, 0, this.#day)).toISOString().replace('T', ' ').slice(0, 19);
    await this.log.deliver({ source: 'crm', dataset, at, rows });
  }

  async export(partitions: ExportsConfig['partitions'] = {}, more: Partial<ExportRequest> = {}): Promise<ExportDone> {
    const { duck, out } = this.log;
    await publish(duck, { out, datasets });
    const role = seesAll(datasets);
    const names = datasets.map(({ name }) => name);
    return runExport({
      duck,
      published: out,
      role,
      datasets,
      keeps: () => true,
      settings: { role: role.name, datasets: names, partitions, zstdLevel: 1, localElsewhere: false },
      root: this.root,
      workspace: 'ab'.repeat(8),
      product: '0',
      actor: 'test',
      minFreeBytes: 0,
      ...more,
    });
  }

  async manifest(root = this.root): Promise<Manifest> {
    const manifest = await readManifest(root);
    if (!manifest) throw new Error('no manifest');
    return manifest;
  }
}
