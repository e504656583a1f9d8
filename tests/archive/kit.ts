/** A small archive of its own, and judged sets written by hand. */
import { createHash } from 'node:crypto';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { openArchive } from '../../core/archive/archive.js';
import { commitBatch } from '../../core/archive/commit.js';
import type { CommitInput, Committed, Held } from '../../core/archive/commit.js';
import { contentDigestSql } from '../../core/archive/digests.js';
import type { Duck, Session } from '../../core/archive/duck.js';
import { landDelivery } from '../../core/archive/log/deliveries.js';
import type { Delivery } from '../../core/archive/log/deliveries.js';
import type { DatasetDef, FieldDef } from '../../schemas/datasets/dataset.js';

const text = { en: '', zh: '' };
const field = (name: string, empty: 'keep' | 'clear' = 'keep'): FieldDef => ({
  id: name,
  name,
  type: 'text',
  label: text,
  meaning: text,
  aliases: [],
  required: false,
  empty,
  role: null,
  references: null,
  sensitivity: 'none',
});

/** Field `b` clears with an empty cell, the others keep. */
export const things: DatasetDef = {
  name: 'things',
  label: text,
  fields: [field('a'), field('b', 'clear'), field('c'), field('unfed')],
  rules: [],
  identity: { identifier: null, candidates: [] },
  customerField: null,
};

/** Another dataset, which a source may feed as well. */
export const others: DatasetDef = { ...things, name: 'others' };

/** One accepted row: its key, and values by field (null or absent: says nothing; '' in b: says "none"). */
export interface Row {
  key: string;
  a?: string | null;
  b?: string | null;
  c?: string | null;
  extra?: string | null;
  /** When it became true, TIMESTAMP text. */
  effective?: string | null;
}

/** `row`: where the sighting stands that the rest is the content of. */
export type Current = Omit<Row, 'key'> & { gone: boolean; source: string; row: number };

export interface Sent {
  rows: Row[];
  source?: string;
  dataset?: DatasetDef;
  /** The source's own time of the file, TIMESTAMP text. */
  sourceTime?: string | null;
  complete?: boolean;
  approvedLoss?: boolean;
  lossShare?: number;
  rejected?: number;
  /** Of the rejected rows, in order; each leads to an issue that tells the first. */
  cells?: string[][];
  skipped?: number;
  duplicates?: number;
  /** Keys of rejected rows that could be read. */
  presentKeys?: string[];
  parent?: string;
  resolutions?: CommitInput['resolutions'];
  /** What the judge counted wrongly, by how much. */
  miscounted?: Partial<CommitInput['counts']>;
}

/** A handful of rows is one thread's work, and a second one costs a quarter more; suites that look for order take several. */
export const severalThreads = 2;

export class Kit {
  readonly folder: string;
  readonly threads: number;
  duck!: Duck;

  constructor(folder = mkdtempSync(join(tmpdir(), 'archive-')), threads = 1) {
    this.folder = folder;
    this.threads = threads;
  }

  static async open(folder?: string, threads?: number): Promise<Kit> {
    const kit = new Kit(folder, threads);
    await kit.reopen();
    return kit;
  }

  get archiveFile(): string {
    return join(this.folder, 'archive', 'archive.duckdb');
  }

  get highWater(): string {
    return join(this.folder, 'archive', 'high-water.json');
  }

  async reopen(): Promise<void> {
    const { archiveFile, highWater, threads } = this;
    this.duck = await openArchive({
      archiveFile,
      highWater,
      tempDir: join(this.folder, 'tmp'),
      memoryLimitMb: 300,
      threads,
    });
  }

  async close(): Promise<void> {
    await this.duck.close();
  }

  remove(): void {
    rmSync(this.folder, { recursive: true, force: true });
  }

  async end(): Promise<void> {
    await this.close();
    this.remove();
  }

  land(sent: Sent, content = 'x'): Promise<Delivery> {
    const sha256 = createHash('sha256').update(content).digest('hex');
    return this.duck.write((s) =>
      landDelivery(s, {
        sha256,
        sizeBytes: 1,
        ref: `originals/${sha256.slice(0, 2)}/${sha256}`,
        source: sent.source ?? 's',
        dataset: (sent.dataset ?? things).name,
        fileName: 'things.csv',
        sourceTime: sent.sourceTime ?? null,
        via: 'folder',
        parent: sent.parent ?? null,
      }),
    );
  }

  commit(delivery: Delivery, sent: Sent): Promise<Committed | Held> {
    return this.duck.scratch(async (s, scratch) => {
      await writeJudged(s, scratch, sent);
      return this.duck.write((w) => commitBatch(w, inputOf(delivery, sent, scratch)));
    });
  }

  async deliver(sent: Sent): Promise<Committed> {
    const result = await this.commit(await this.land(sent), sent);
    if ('held' in result) throw new Error('held');
    return result;
  }

  rows<T>(sql: string): Promise<T[]> {
    return this.duck.read((s) => s.rows<T>(sql));
  }

  /** What the archive says about each key: values as analysts see them. */
  async current(): Promise<Record<string, Omit<Current, 'row'>>> {
    const located = Object.entries(await this.located());
    return Object.fromEntries(
      located.map(([key, one]): [string, Omit<Current, 'row'>] => {
        const { row: _row, ...rest } = one;
        return [key, rest];
      }),
    );
  }

  /** What it says about one of them. */
  async value(key: string, source = 's'): Promise<Omit<Current, 'row'> | undefined> {
    return (await this.current())[keyOf(source, key)];
  }

  /** `current` with the row that each came from: restored into a live archive it is another. */
  async located(): Promise<Record<string, Current>> {
    const exists = await this.rows(`SELECT 1 FROM duckdb_tables() WHERE table_name = 'fold_things'`);
    if (exists.length === 0) return {};
    const have = new Set(
      (
        await this.rows<{ column_name: string }>(
          `SELECT column_name FROM duckdb_columns() WHERE table_name = 'fold_things' AND schema_name = 'derived'`,
        )
      ).map((row) => row.column_name),
    );
    const value = (name: string) =>
      have.has(name) ? `CASE WHEN h.folded THEN f.${name} ELSE c.${name} END AS ${name}` : `NULL AS ${name}`;
    const rows = await this.rows<Record<string, string | number | null | boolean>>(
      `SELECT r.key_digest, h.source, h.gone, h."row"::INTEGER AS "row", ${['f_a', 'f_b', 'f_c', 'extra'].map(value).join(', ')}
       FROM archive.derived.heads h JOIN archive.log.records r ON r.seq = h.record
       JOIN archive.log.content_things c ON c.seq = h.content
       LEFT JOIN archive.derived.fold_things f ON f.record = h.record ORDER BY ALL`,
    );
    return Object.fromEntries(
      rows.map(({ key_digest: key, source, gone, row, f_a: a, f_b: b, f_c: c, extra }) => [
        key as string,
        { source, gone, row, a, b, c, extra } as Current,
      ]),
    );
  }
}

export function inputOf(delivery: Delivery, sent: Sent, scratch: string): CommitInput {
  const { rejected = 0, skipped = 0, duplicates = 0, miscounted = {} } = sent;
  const accepted = sent.rows.length;
  const counts = { rows: accepted + rejected + skipped + duplicates, accepted, rejected, skipped, duplicates };
  for (const [name, by] of Object.entries(miscounted)) counts[name as keyof typeof counts] += by;
  return {
    delivery: delivery.delivery,
    parentDelivery: sent.parent ?? null,
    source: sent.source ?? 's',
    dataset: sent.dataset ?? things,
    mappingVersion: 1,
    schemaVersion: 1,
    rulesVersion: 1,
    complete: sent.complete ?? false,
    lossShare: sent.lossShare ?? 1,
    approvedLoss: sent.approvedLoss ?? false,
    scratch,
    counts,
    parts: [{ part: 0, sheet: null, headerRows: [1], columns: [{ label: '1', header: 'a', field: 'a', unit: '1' }] }],
    resolutions: sent.resolutions ?? [],
    actor: 'test',
  };
}

/** Rows of a commit that are new, changed, unchanged. */
export const outcome = ({ counts }: Pick<Committed, 'counts'>): number[] => [
  counts.new,
  counts.changed,
  counts.unchanged,
];

/** The digest of a key as the kit makes it: any stable UUID will do. */
export const keyOf = (source: string, key: string): string => {
  const hex = createHash('sha256').update(`${source}|${key}`).digest('hex');
  return [hex.slice(0, 8), hex.slice(8, 12), hex.slice(12, 16), hex.slice(16, 20), hex.slice(20, 32)].join('-');
};

export async function writeJudged(s: Session, scratch: string, sent: Sent): Promise<void> {
  const at = `${scratch}.main.`;
  const source = sent.source ?? 's';
  const ids = things.fields.map(({ id }) => id);
  const columns = [...ids.map((id) => `f_${id} VARCHAR`), ...ids.map((id) => `r_${id} VARCHAR`)].join(', ');
  await s.run(`CREATE TABLE ${at}judged (part INTEGER, "row" BIGINT, ${columns}, extra VARCHAR, repairs VARCHAR,
    effective_at TIMESTAMP, key_digest UUID, content_digest UUID)`);
  const rows = sent.rows.map((row, i) => ({ ...row, key: keyOf(source, row.key), row: i + 2 }));
  const digest = contentDigestSql(['a', 'b', 'c'], (id) => `x.${id}`, 'x.extra');
  await s.run(
    `INSERT INTO ${at}judged BY NAME SELECT 0 AS part, x."row", x.a AS f_a, x.b AS f_b, x.c AS f_c, x.extra,
       x.effective AS effective_at, x.key AS key_digest, ${digest} AS content_digest
     FROM (SELECT unnest(from_json($1, '[{"key":"UUID","row":"BIGINT","a":"VARCHAR","b":"VARCHAR","c":"VARCHAR","extra":"VARCHAR","effective":"TIMESTAMP"}]')) AS x)`,
    [JSON.stringify(rows)],
  );
  const present = sent.presentKeys ? ', key_digest UUID' : '';
  await s.run(`CREATE TABLE ${at}rejected (part INTEGER, "row" BIGINT, cells VARCHAR${present})`);
  const keys = (sent.presentKeys ?? []).map((key) => keyOf(source, key));
  for (let i = 0; i < (sent.rejected ?? 0); i++) {
    const key = present ? `, ${keys[i] ? `'${keys[i]}'` : 'NULL'}` : '';
    await s.run(`INSERT INTO ${at}rejected VALUES (0, ${1000 + i}, $1${key})`, [
      JSON.stringify(sent.cells?.[i] ?? ['bad']),
    ]);
  }
  await s.run(`CREATE TABLE ${at}skipped AS
    SELECT 0 AS part, 2000 + range AS "row", 'blank' AS reason FROM range(${sent.skipped ?? 0})
    UNION ALL SELECT 0, 3000 + range, 'duplicate' FROM range(${sent.duplicates ?? 0})`);
  await s.run(`CREATE TABLE ${at}issues (part INTEGER, sheet VARCHAR, "row" BIGINT, col VARCHAR, field VARCHAR,
    code VARCHAR, level VARCHAR, value VARCHAR, params VARCHAR, suggestion VARCHAR)`);
  for (const [i, [value]] of (sent.cells ?? []).entries()) {
    const about = [1000 + i, value ?? null, JSON.stringify({ said: value })];
    await s.run(
      `INSERT INTO ${at}issues VALUES (0, NULL, $1, 'A', 'a', 'email-invalid', 'error', $2, $3, NULL)`,
      about,
    );
  }
}
