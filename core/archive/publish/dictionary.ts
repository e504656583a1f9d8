/** `dictionary`: every column that analysts see, what it means in both languages, and how well it is filled. */
import { fieldType } from '../../../schemas/fields/registry.js';
import type { Bilingual, FieldDef } from '../../../schemas/datasets/dataset.js';
import { num } from '../duck.js';
import { quoteIdent, quoteText } from '../sql-text.js';
import type { Build, Shown } from './build.js';
import { isTouched, target } from './build.js';
import { publishedName } from './names.js';
import { columnsOf, seenAs } from './sight.js';
import type { Sight } from './sight.js';
import { systemMeanings } from './system-columns.js';

/** In files that are brought up to date only the rates can be others. */
export async function publishDictionary(build: Build): Promise<void> {
  if (build.since !== null) {
    for (const shown of build.shown.filter(({ view }) => isTouched(build, view))) await renewRates(build, shown);
    return;
  }
  await build.s
    .run(`CREATE OR REPLACE TABLE ${target(build, 'dictionary')} (dataset VARCHAR, field VARCHAR, type VARCHAR,
    label_en VARCHAR, label_zh VARCHAR, meaning_en VARCHAR, meaning_zh VARCHAR, class VARCHAR, "values" JSON,
    fill_rate DOUBLE, masked BOOLEAN)`);
  for (const shown of build.shown) await describeDataset(build, shown);
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

async function describeDataset(build: Build, { view, sight }: Shown): Promise<void> {
  const { dataset } = view;
  const columns = columnsIn(sight);
  const rates = await fillRates(build, dataset.name, columns);
  await insert(
    build,
    columns.map((column, i) => row(dataset.name, column, rates[i] ?? null)),
  );
}

async function renewRates(build: Build, { view, sight }: Shown): Promise<void> {
  const { name } = view.dataset;
  const columns = columnsIn(sight);
  const rates = await fillRates(build, name, columns);
  const values = columns.map(({ column }, i) => `(${quoteText(column)}, ${rates[i] ?? 'NULL'})`);
  await build.s.run(`UPDATE ${target(build, 'dictionary')} SET fill_rate = now.rate
    FROM (VALUES ${values.join(', ')}) AS now(field, rate)
    WHERE dictionary.dataset = ${quoteText(name)} AND dictionary.field = now.field`);
}

function columnsIn(sight: Sight): Column[] {
  return [
    ...systemMeanings.filter(({ table }) => table === 'dataset'),
    ...columnsOf(sight).map((field) => {
      const masked = seenAs(sight, field) === 'mask';
      const type = masked ? 'VARCHAR' : fieldType(field.type).publishedType;
      return { column: publishedName(field), type, label: field.label, meaning: field.meaning, field, masked };
    }),
  ];
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
