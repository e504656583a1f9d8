/** fixtures/headers: what people call the columns of the built-in datasets. */
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { claimColumns } from '../../core/mapping/claims.js';
import { readColumns } from '../../core/mapping/columns.js';
import { guessDataset } from '../../core/mapping/dataset.js';
import { mapTable } from '../../core/mapping/table.js';
import { builtinDataset, builtinDatasets } from '../../schemas/datasets/builtin.js';
import type { DatasetDef } from '../../schemas/datasets/dataset.js';
import { columns, source } from './sample.js';

const folder = join(import.meta.dirname, '../../fixtures/headers');
const names = readdirSync(folder).flatMap((file) => (file.endsWith('.txt') ? [file.replace('.txt', '')] : []));

function datasetOf(name: string): DatasetDef {
  const dataset = builtinDataset(name);
  if (!dataset) throw new Error(`no dataset ${name}`);
  return dataset;
}

/** `field → headers` of a file. */
function linesOf(name: string): [field: string, headers: string[]][] {
  const text = readFileSync(join(folder, `${name}.txt`), 'utf8').replaceAll('\n  ', ' | ');
  return text
    .trim()
    .split('\n')
    .map((line) => {
      const [field = '', headers = ''] = line.split(/:(.*)/);
      return [field, headers.split(' | ').map((header) => header.trim())];
    });
}

const map = (headers: readonly string[], dataset: string, samples: readonly string[][] = []) =>
  mapTable({ table: { columns: columns(headers) }, dataset: datasetOf(dataset), stored: null, source, samples });

test.each(names)('%s: every field has a dozen names and more, each of which is known', (name) => {
  const lines = linesOf(name);
  const fields = lines.map(([field]) => field).filter((field) => field !== '?');
  expect(datasetOf(name).fields.map((field) => field.name)).toEqual(expect.arrayContaining(fields));
  const dataset = datasetOf(name);
  const meaning = (header: string): string => {
    const claim = claimColumns(readColumns(columns([header])), dataset, new Set()).get(0);
    if (claim?.kind === 'field') return claim.field;
    return claim?.kind === 'alike' && claim.suggestions.length > 1 ? '?' : '-';
  };
  const found = lines.map(([field, headers]) => [field, headers.map((header) => `${header}=${meaning(header)}`)]);
  expect(found).toEqual(lines.map(([field, headers]) => [field, headers.map((header) => `${header}=${field}`)]));
});

test('a lesser name gives way to a better one, and to values that cannot be the field’s', () => {
  const fieldsOf = (headers: string[], samples?: string[][]) =>
    map(headers, 'customers', samples).mapping.columns.map(({ field }) => field);
  expect(fieldsOf(['客户名称', '签约日期', '注册日期'])).toEqual(['name', null, 'signup_date']);
  expect(fieldsOf(['客户名称', '签约日期'])).toEqual(['name', 'signup_date']);
  expect(fieldsOf(['Firma', 'Land'], [[], ['a1', 'b2', 'c3'].map(() => '12')])).toEqual(['company', null]);
  expect(map(['客户名称', '首次消费时间', '开卡时间'], 'customers').questions.map(({ kind }) => kind)).toEqual([
    'conflict',
    'conflict',
  ]);
});

const lists: [dataset: string, headers: string][] = [
  ['orders', 'Bestellnummer|Kundennummer|Bestelldatum|Artikel|Menge|Betrag|Währung|Bestellstatus'],
  ['orders', 'N° commande|Code client|Date de commande|Désignation|Quantité|Montant|Statut de la commande'],
  ['orders', 'Nº pedido|Código cliente|Fecha de pedido|Artículo|Cantidad|Importe|Estado del pedido'],
  ['orders', '注文番号|顧客番号|注文日|商品名|数量|合計金額|注文ステータス'],
  ['orders', '单据编号|往来单位|开单日期|品名规格|数量|含税金额'],
  ['opportunities', '案件番号|顧客番号|案件名|フェーズ|見込金額|受注予定日|営業担当'],
  ['opportunities', 'Verkaufschance|Kundennummer|Verkaufsphase|Erwarteter Umsatz|Abschlussdatum|Verantwortlicher'],
  ['contacts', 'Kontakt-ID|Kundennummer|Ansprechpartner|Funktion|Abteilung|Durchwahl|Handy'],
  ['contacts', 'Nom complet|Fonction|Service|Téléphone fixe|Portable|Code client'],
  ['interactions', '対応日時|顧客番号|対応内容|担当者|連絡方法'],
  ['feedback', '受付番号|お問い合わせ日時|お問い合わせ内容|対応状況|対応結果'],
  ['customers', 'Kunde|Ansprechpartner|Telefon|Straße|PLZ|Ort|Land|Branche|Betreuer'],
];

test.each(lists)('a list of %s: %s', (dataset, line) => {
  const headers = line.split('|');
  const { mapping, questions } = map(headers, dataset);
  expect(questions).toEqual([]);
  const unknown = mapping.columns.filter(({ field, header }) => field === null && header !== '往来单位');
  expect(unknown.map(({ header }) => header)).toEqual([]);
  expect(guessDataset([{ columns: columns(headers) }], builtinDatasets).dataset).toBe(dataset);
});
