/** A log written by hand, in the form of docs/archive-format.md: a few rows, each with a known place. */
import { createHash } from 'node:crypto';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { DatasetDef } from '../../schemas/datasets/dataset.js';
import type { Duck, Session } from '../../core/archive/duck.js';
import { removeRecords } from '../../core/archive/removal.js';
import { rebuild } from '../../core/archive/derive.js';
import { openDuck } from '../../core/archive/duck.js';
import { createTables, ensureDataset } from '../../core/archive/log/tables.js';
import { datasets } from './datasets.js';

export interface SmallRow {
  [field: string]: string | null | undefined;
  extra?: string | undefined;
  /** What the source knows the row by; default: `external_id`. */
  key?: string | undefined;
}

export interface SmallDelivery {
  source: string;
  dataset: DatasetDef;
  /** UTC day and time at which it lands, is true and commits. */
  at: string;
  rows: SmallRow[];
  /** The true time, when it is another. */
  effective?: string;
  complete?: boolean;
  /** Rejected rows, each with an issue of its own; spreadsheet rows after the accepted ones. */
  rejected?: number;
  /** Text of the rejected cells and of their issues; default: cell. */
  cell?: string;
  fileName?: string;
  /** Name of the sheet; default: S. */
  sheet?: string;
  /** A rejected row of an earlier batch that this delivery brings right. */
  resolves?: { batch: number; row: number };
}

/** An archive in a folder of its own. Row n of a delivery stands in spreadsheet row n + 2 of sheet `S`, columns A, B … */
export class SmallLog {
  readonly folder: string;
  readonly duck: Duck;
  #seq = 0;
  #tx = 0;

  private constructor(folder: string, duck: Duck) {
    this.folder = folder;
    this.duck = duck;
  }

  static async open(threads = 1): Promise<SmallLog> {
    const folder = await mkdtemp(join(tmpdir(), 'sheetkeep-publish-'));
    const archivePath = join(folder, 'archive', 'archive.duckdb');
    const duck = await openDuck({ archivePath, tempDir: join(folder, 'tmp'), memoryLimitMb: 400, threads });
    const log = new SmallLog(folder, duck);
    await duck.write((s) => log.#createTables(s));
    return log;
  }

  async close(): Promise<void> {
    await this.duck.close();
    await rm(this.folder, { recursive: true, force: true });
  }

  get out(): string {
    return this.file('analyst');
  }

  file(name: string): string {
    return join(this.folder, 'published', `${name}.duckdb`);
  }

  next(): number {
    this.#seq += 1;
    return this.#seq;
  }

  async #createTables(s: Session): Promise<void> {
    await createTables(s);
    for (const { name, fields } of datasets) {
      const ids = fields.map(({ id }) => id);
      await ensureDataset(s, name, { values: ids, raws: ids });
    }
  }

  /** Commits; answers the batch. */
  async deliver(delivery: SmallDelivery): Promise<number> {
    return this.duck.write(async (s) => {
      const batch = await this.#commit(s, delivery);
      await rebuild(s);
      return batch;
    });
  }

  /** Goes on behind what the code under test has written into the log itself. */
  async #catchUp(s: Session): Promise<void> {
    const row = await s.one('SELECT max(last_seq) AS seq, max(tx) AS tx FROM archive.log.transactions');
    this.#seq = Math.max(this.#seq, Number(row?.['seq'] ?? 0));
    this.#tx = Math.max(this.#tx, Number(row?.['tx'] ?? 0));
  }

  async #commit(s: Session, delivery: SmallDelivery): Promise<number> {
    const { source, dataset, at, rows, effective } = delivery;
    await this.#catchUp(s);
    const first = this.next();
    const landing = this.next();
    const batch = this.next();
    const id = `d${String(landing).padStart(24, '0')}`;
    const n = rows.length;
    await s.run(`INSERT INTO archive.log.deliveries VALUES (?, ?, ?, ?, ?, ?, NULL, ?::TIMESTAMP, 'folder', NULL)`, [
      landing,
      id,
      'ab'.repeat(32),
      source,
      dataset.name,
      delivery.fileName ?? `file-${landing}.xlsx`,
      at,
    ]);
    await s.run(
      `INSERT INTO archive.log.batches VALUES (?, ?, ?, NULL, ?, ?, 1, 1, 1, ?, ?::TIMESTAMP, ?, ?, ?, 0, 0, 0, 0, 0, 0, ?::TIMESTAMP)`,
      [batch, this.#tx + 1, id, source, dataset.name, landing, at, delivery.complete ?? false, n, n, at],
    );
    const columns = dataset.fields.map(({ name }, i) => ({
      label: String.fromCharCode(65 + i),
      header: name,
      field: name,
    }));
    await s.run(`INSERT INTO archive.log.parts VALUES (?, ?, 0, ?, '[1]', ?)`, [
      this.next(),
      batch,
      delivery.sheet ?? 'S',
      JSON.stringify(columns),
    ]);
    for (const [i, row] of rows.entries())
      await this.#see(s, { batch, source, dataset, at: effective ?? at, row, place: i + 2 });
    await this.#findings(s, delivery, { batch, id });
    await s.run(
      `INSERT INTO archive.log.outcomes VALUES (?, ?, ?, 'committed', NULL, 1, ?, ?, 0, 0, 0, 0, 0, 0, NULL, ?::TIMESTAMP)`,
      [this.next(), id, batch, n, n, at],
    );
    await this.#transaction(s, 'commit', first, at);
    return batch;
  }

  async #findings(s: Session, delivery: SmallDelivery, { batch, id }: { batch: number; id: string }): Promise<void> {
    for (let i = 0; i < (delivery.rejected ?? 0); i++) {
      const place = delivery.rows.length + 2 + i;
      const cells = JSON.stringify([delivery.cell ?? 'cell', String(place)]);
      await s.run('INSERT INTO archive.log.rejected VALUES (?, ?, 0, ?, ?)', [this.next(), batch, place, cells]);
      await s.run(
        `INSERT INTO archive.log.issues VALUES (?, ?, ?, 0, ?, ?, 'A', 'name', 'required-missing', 'error', ?, '{}', ?)`,
        [this.next(), id, batch, delivery.sheet ?? 'S', place, delivery.cell ?? 'cell', delivery.cell ?? null],
      );
    }
    if (delivery.resolves) {
      const { batch: parent, row } = delivery.resolves;
      await s.run('INSERT INTO archive.log.resolutions VALUES (?, ?, ?, 0, ?)', [this.next(), batch, parent, row]);
    }
  }

  /** A transaction of that kind which adds nothing else. */
  async note(kind: string, at = '2024-12-01 00:00:00'): Promise<void> {
    await this.duck.write((s) => this.#transaction(s, kind, this.next(), at));
  }

  async #transaction(s: Session, kind: string, first: number, at: string): Promise<void> {
    this.#tx += 1;
    await s.run('INSERT INTO archive.log.transactions VALUES (?, ?, ?, ?, ?, ?::TIMESTAMP)', [
      first,
      this.#tx,
      kind,
      first,
      this.#seq,
      at,
    ]);
  }

  async #see(
    s: Session,
    seen: { batch: number; source: string; dataset: DatasetDef; at: string; row: SmallRow; place: number },
  ): Promise<void> {
    const { batch, source, dataset, at, row, place } = seen;
    const key = uuid(`${source}|${dataset.name}|${row.key ?? row['external_id'] ?? ''}`);
    const found = await s.one(`SELECT seq FROM archive.log.records WHERE key_digest = ?::UUID`, [key]);
    const record = found ? Number(found['seq']) : this.next();
    if (!found) {
      await s.run('INSERT INTO archive.log.records VALUES (?, ?, ?, ?::UUID)', [record, source, dataset.name, key]);
      await s.run(`INSERT INTO archive.log.links VALUES (?, NULL, ?, ?, 'matcher', ?::TIMESTAMP)`, [
        this.next(),
        record,
        record,
        at,
      ]);
    }
    const digest = uuid(JSON.stringify(row));
    const table = `archive.log.content_${dataset.name}`;
    const same = await s.one(`SELECT seq FROM ${table} WHERE record = ? AND digest = ?::UUID`, [record, digest]);
    const content = same ? Number(same['seq']) : this.next();
    if (!same) {
      const columns = dataset.fields.flatMap(({ id }) => [`f_${id}`, `r_${id}`]);
      const values = dataset.fields.flatMap(({ id }) => [row[id] ?? null, row[`raw_${id}`] ?? null]);
      const clears = dataset.fields.some(({ id }) => row[id] === '');
      await s.run(
        `INSERT INTO ${table} (seq, record, digest, clears, ${columns.join(', ')}, extra)
         VALUES (?, ?, ?::UUID, ?, ${values.map(() => '?').join(', ')}, ?)`,
        [content, record, digest, clears, ...values, row.extra ?? null],
      );
    }
    await s.run(`INSERT INTO archive.log.sightings VALUES (?, ?, ?, ?, 'seen', 0, ?, ?::TIMESTAMP)`, [
      this.next(),
      batch,
      record,
      content,
      place,
      at,
    ]);
  }

  async link(record: number, golden: number, at = '2024-12-01 00:00:00'): Promise<void> {
    await this.duck.write(async (s) => {
      const first = this.next();
      await s.run(`INSERT INTO archive.log.links VALUES (?, NULL, ?, ?, 'person', ?::TIMESTAMP)`, [
        this.next(),
        record,
        golden,
        at,
      ]);
      await this.#transaction(s, 'link', first, at);
      await rebuild(s);
    });
  }

  async undo(batch: number, at = '2024-12-01 00:00:00'): Promise<void> {
    await this.duck.write(async (s) => {
      const first = this.next();
      await s.run(`INSERT INTO archive.log.undos VALUES (?, ?, 'person', ?::TIMESTAMP)`, [this.next(), batch, at]);
      await this.#transaction(s, 'undo', first, at);
      await rebuild(s);
    });
  }

  /** Takes a record out of the log. */
  async remove(record: number): Promise<void> {
    const about = { originals: [], reason: 'erasure' as const, actor: 'test' };
    await this.duck.write((s) => removeRecords(s, { records: `SELECT ${record} AS record`, ...about }));
  }

  async recordOf(source: string, dataset: DatasetDef, key: string): Promise<number> {
    const digest = uuid(`${source}|${dataset.name}|${key}`);
    const row = await this.duck.read((s) =>
      s.one('SELECT seq FROM archive.log.records WHERE key_digest = ?::UUID', [digest]),
    );
    return Number(row?.['seq']);
  }
}

const uuid = (text: string): string => createHash('sha256').update(text).digest('hex').slice(0, 32);
