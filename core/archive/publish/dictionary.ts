/** `dictionary`: every column that analysts see, what it means in both languages, and how well it is filled. */
import { fieldType } from '../../../schemas/fields/registry.js';
import type { Bilingual, FieldDef } from '../../../schemas/datasets/dataset.js';
import { num } from '../duck.js';
import { quoteIdent, quoteText } from '../sql-text.js';
import type { Build, Shown } from './build.js';
import { isTouched, target } from './build.js';
import { publishedName } from './names.js';
import { columnsOf, seenAs } from './sight.js';
import { systemMeanings } from './system-columns.js';

export async function publishDictionary(build: Build): Promise<void> {
  const before = await ratesBefore(build);
  await build.s
    .run(`CREATE OR REPLACE TABLE ${target(build, 'dictionary')} (dataset VARCHAR, field VARCHAR, type VARCHAR,
    label_en VARCHAR, label_zh VARCHAR, meaning_en VARCHAR, meaning_zh VARCHAR, class VARCHAR, "values" JSON,
    fill_rate DOUBLE, masked BOOLEAN)`);
  for (const shown of build.shown) await describeDataset(build, shown, before);
  const rows = systemMeanings.filter(({ table }) => table !== 'dataset').map((each) => row(each.table, each, null));
  await insert(build, rows);
}

interface Column {
  column: string;
  type: string;
  label: Bilingual;
  meaning: Bilingual;
  field?: FieldDef;
  /** The column holds pseudonyms. */
  masked?: boolean;
}

type Rates = Map<string, number | null>;

async function describeDataset(build: Build, { view, sight }: Shown, before: Rates): Promise<void> {
  const { dataset } = view;
  const columns: Column[] = [
    ...systemMeanings.filter(({ table }) => table === 'dataset'),
    ...columnsOf(sight).map((field) => {
      const masked = seenAs(sight, field) === 'mask';
      const type = masked ? 'VARCHAR' : fieldType(field.type).publishedType;
      return { column: publishedName(field), type, label: field.label, meaning: field.meaning, field, masked };
    }),
  ];
  const rates = isTouched(build, view)
    ? await fillRates(build, dataset.name, columns)
    : columns.map(({ column }) => before.get(`${dataset.name}.${column}`) ?? null);
  await insert(
    build,
    columns.map((column, i) => row(dataset.name, column, rates[i] ?? null)),
  );
}

/** The rates in the file as it was, by `DATASET.COLUMN`. */
async function ratesBefore(build: Build): Promise<Rates> {
  if (build.since === null) return new Map();
  const rows = await build.s.rows<{ dataset: string; field: string; fill_rate: number | null }>(
    `SELECT dataset, field, fill_rate FROM ${target(build, 'dictionary')}`,
  );
  return new Map(rows.map(({ dataset, field, fill_rate }) => [`${dataset}.${field}`, fill_rate]));
}

/** Share of rows with a value, per column; null without rows. */
async function fillRates(build: Build, table: string, columns: Column[]): Promise<(number | null)[]> {
  const counts = columns.map(({ column }, i) => `count(${quoteIdent(column)}) AS c${i}`).join(', ');
  const found = await build.s.one(`SELECT count(*) AS n, ${counts} FROM ${target(build, table)}`);
  const rows = num(found?.['n']);
  return columns.map((_, i) => (rows === 0 ? null : num(found?.[`c${i}`]) / rows));
}

function row(
  dataset: string,
  { column, type, label, meaning, field, masked = false }: Column,
  rate: number | null,
): string {
  const values = field?.values && !masked ? JSON.stringify(Object.keys(field.values)) : null;
  const texts = [
    dataset,
    column,
    type,
    label.en,
    label.zh,
    meaning.en,
    meaning.zh,
    field?.sensitivity ?? 'none',
    values,
  ];
  return [...texts.map(quoteText), rate === null ? 'NULL' : String(rate), String(masked)].join(', ');
}

async function insert(build: Build, rows: string[]): Promise<void> {
  if (rows.length > 0) await build.s.run(`INSERT INTO ${target(build, 'dictionary')} VALUES (${rows.join('), (')})`);
}
