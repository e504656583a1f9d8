import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { partsOf, stylesOf } from '../../../bench/xlsx-book.js';
import { zipOf } from '../../../bench/xlsx-zip.js';
import { parsingCodes } from '../../../schemas/codes-parsing.js';
import { xlsxCodes } from '../../../schemas/codes-xlsx.js';
import { readBytes } from './reading.js';

const rounds = Number(process.env['SHEETKEEP_FUZZ_ROUNDS'] ?? 300);
const codes = new Set([...parsingCodes, ...xlsxCodes].map((each) => each.code));
const tokens = [
  '<',
  '>',
  '/>',
  '&',
  '&#0;',
  '"',
  '</c>',
  '<c',
  '<v>',
  '<is>',
  '<![CDATA[',
  '<!--',
  's="99"',
  '1E999',
  '\0',
  '🧵',
];

/** Numbers from a fixed seed: a failure comes again. */
function numbers(seed: number): (below: number) => number {
  let state = seed;
  return (below) => {
    state = (Math.imul(state, 1664525) + 1013904223) >>> 0;
    return Math.floor((state / 4294967296) * below);
  };
}

function mutate(bytes: Buffer, next: (below: number) => number): Buffer {
  const changed = Buffer.from(bytes);
  const at = next(changed.length);
  const kind = next(4);
  if (kind === 0) changed[at] = next(256);
  if (kind === 1) return changed.subarray(0, at);
  if (kind === 2)
    return Buffer.concat([changed.subarray(0, at), changed.subarray(Math.min(changed.length, at + next(40)))]);
  if (kind === 3)
    return Buffer.concat([changed.subarray(0, at), Buffer.from(tokens[next(tokens.length)]!), changed.subarray(at)]);
  return changed;
}

/** Codes in the answer that the catalogue does not know. */
async function unnamed(bytes: Buffer): Promise<string[]> {
  const { outcome } = await readBytes(bytes);
  const told = outcome.ok ? outcome.issues.map((issue) => issue.code) : [outcome.code];
  return told.filter((code) => !codes.has(code));
}

test('changed packages end in an answer or a named refusal', async () => {
  const next = numbers(1);
  const originals = readdirSync('fixtures/xlsx')
    .filter((name) => name.endsWith('.xlsx'))
    .map((name) => readFileSync(join('fixtures/xlsx', name)));
  for (let i = 0; i < rounds; i++) expect(await unnamed(mutate(originals[i % originals.length]!, next))).toEqual([]);
});

test('changed parts end in an answer or a named refusal', async () => {
  const next = numbers(2);
  const book = {
    strings: '<si><t>a</t></si><si><r><rPr><strike/></rPr><t>b_x000D_</t></r><rPh><t>p</t></rPh></si>',
    styles: stylesOf('yyyy-mm-dd', '0%', '[h]:mm'),
    sheets: [
      '<cols><col min="1" max="2" hidden="1"/></cols><sheetData><row r="1"><c r="A1" t="s"><v>0</v></c><c t="s"><v>1</v></c><c s="1"><v>45356.5</v></c>' +
        '<c t="inlineStr"><is><t>x &amp; y</t></is></c><c><f>A1</f><v>-1.5E-3</v></c></row></sheetData><mergeCells><mergeCell ref="A1:B2"/></mergeCells>',
    ],
  };
  for (let i = 0; i < rounds * 3; i++) {
    const parts = partsOf(book);
    const part = parts[next(parts.length)]!;
    part.data = mutate(Buffer.from(part.data as string), next);
    expect(await unnamed(zipOf(parts))).toEqual([]);
  }
});
