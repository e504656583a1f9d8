import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { Random } from '../../../bench/data/random.js';
import { mutated } from '../../../bench/mutate.js';
import { partsOf, stylesOf } from '../../../bench/xlsx-book.js';
import { zipOf } from '../../../bench/xlsx-zip.js';
import { parsingCodes } from '../../../schemas/codes-parsing.js';
import { xlsxCodes } from '../../../schemas/codes-xlsx.js';
import { readBytes } from './reading.js';

const rounds = Number(process.env['SHEETKEEP_FUZZ_ROUNDS'] ?? 300);
const codes = new Set([...parsingCodes, ...xlsxCodes].map((each) => each.code));
/** Codes in the answer that the catalogue does not know. */
async function unnamed(bytes: Buffer): Promise<string[]> {
  const { outcome } = await readBytes(bytes);
  const told = outcome.ok ? outcome.issues.map((issue) => issue.code) : [outcome.code];
  return told.filter((code) => !codes.has(code));
}

test('changed packages end in an answer or a named refusal', async () => {
  const random = new Random(1);
  const originals = readdirSync('fixtures/xlsx')
    .filter((name) => name.endsWith('.xlsx'))
    .map((name) => readFileSync(join('fixtures/xlsx', name)));
  for (let i = 0; i < rounds; i++) expect(await unnamed(mutated(originals[i % originals.length]!, random))).toEqual([]);
});

test('changed parts end in an answer or a named refusal', async () => {
  const random = new Random(2);
  const book = {
    strings: '<si><t>a</t></si><si><r><rPr><strike/></rPr><t>b_x000D_</t></r><rPh><t>p</t></rPh></si>',
    styles: stylesOf('yyyy-mm-dd', '0%', '[h]:mm'),
    sheets: [
      '<cols><col min="1" max="2" hidden="1"/></cols><sheetData><row r="1"><c r="A1" t="s"><v>0</v></c><c t="s"><v>1</v></c><c s="1"><v>45356.5</v></c>' +
        '<c t="inlineStr"><is><t>x &amp; y</t></is></c><c><f>A1</f><v>-1.5E-3</v></c></row></sheetData><mergeCells><mergeCell ref="A1:B2"/></mergeCells>',
    ],
  };
  for (let i = 0; i < rounds; i++) {
    const parts = partsOf(book);
    const part = random.pick(parts);
    part.data = mutated(Buffer.from(part.data as string), random);
    expect(await unnamed(zipOf(parts))).toEqual([]);
  }
});
