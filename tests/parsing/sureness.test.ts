/** How sure the reader is: what is certain stays so, and what two readings fit is said to be unsure. */
import { describe, expect, test } from 'vitest';
import { unsure } from '../../schemas/staging.js';
import { encoded } from '../legacy-bytes.js';
import { onlyTable, parsed } from './parsing.js';

const chinese =
  '客户编号,姓名,地址,备注\nA1,张三,上海市浦东新区世纪大道,重要客户\nA2,欧阳娜娜,四川省成都市武侯区,已联系\n';
const taiwanese =
  '客戶編號,姓名,地址,備註\nA1,陳怡君,台北市大安區復興南路一段,重要客戶\nA2,林志明,新北市板橋區文化路二段,已聯絡\n';

describe('encodings', () => {
  const of = async (bytes: Uint8Array | string, legacyEncoding?: string, encoding?: string) => {
    const hints = { ...(legacyEncoding && { legacyEncoding }), ...(encoding && { encoding }) };
    const file = await parsed(bytes, { hints });
    return { encoding: file.encoding, ...file.sureness.encoding };
  };

  test('a mark, strict UTF-8, and the settings are certain', async () => {
    expect(await of(`\uFEFF${chinese}`)).toEqual({ encoding: 'utf-8', by: 'bom', confidence: 1 });
    expect(await of(chinese)).toEqual({ encoding: 'utf-8', by: 'valid', confidence: 1 });
    const big5 = encoded('big5', taiwanese);
    expect(await of(big5, 'gb18030', 'big5')).toEqual({ encoding: 'big5', by: 'declared', confidence: 1 });
  });

  test('a declared encoding is likely where the text looks like it', async () => {
    const found = await of(encoded('gb18030', chinese), 'gb18030');
    expect(found).toEqual({ encoding: 'gb18030', by: 'declared', confidence: 0.95 });
  });

  test('what reads as declared but as characters that nobody uses is unsure', async () => {
    const found = await of(encoded('big5', taiwanese), 'gb18030');
    expect(found).toMatchObject({ encoding: 'gb18030', by: 'declared' });
    expect(found.confidence).toBeLessThan(unsure);
  });

  test('a few Chinese characters prove nothing', async () => {
    expect((await of(encoded('gb18030', 'name,city\nA,龚琬\nB,覃暄\n'), 'gb18030')).confidence).toBe(0.95);
  });
});

describe('dialects', () => {
  const of = async (text: string, hints = {}) => (await parsed(text, { hints })).sureness.dialect;

  test('decimal commas and lists inside cells do not shake the delimiter', async () => {
    const found = await of('name;price;tax\na;1,5;0,2\nb;2,5;0,3\nc;3,5;0,4\n');
    expect(found).toMatchObject({ by: 'evidence', rival: null });
    expect(found?.confidence).toBeGreaterThan(0.9);
  });

  test('a header and rows that two delimiters split alike are unsure, and both are told', async () => {
    const found = await of('Name, First;Age;City, State\nLee, Ann;30;Austin, TX\nRay, Bob;31;Boston, MA\n');
    expect(found?.confidence).toBeLessThan(unsure);
    expect(found?.rival).toMatch(/[,;]/);
  });

  test('a sep line and the settings are certain', async () => {
    const text = 'Name, First;Age\nLee, Ann;30\n';
    expect(await of(`sep=;\n${text}`)).toEqual({ by: 'declared', confidence: 1, rival: null });
    expect(await of(text, { delimiter: ';' })).toEqual({ by: 'declared', confidence: 1, rival: null });
  });
});

describe('headers', () => {
  const of = async (text: string) => onlyTable(await parsed(text)).header;

  test('labels over numbers and dates are sure', async () => {
    expect((await of('name,since\nAnn,2024-03-05\nBob,2024-03-06\n')).confidence).toBeGreaterThan(0.9);
  });

  test('texts over texts may be data', async () => {
    expect((await of('Ann,Boston\nBob,Austin\nCid,Dallas\n')).confidence).toBeLessThan(unsure);
  });
});

test('rows left out are counted by reason', async () => {
  const table = onlyTable(await parsed('id,n\n1,5\n\n2,6\nid,n\n3,7\n合计,18\n'));
  expect(table.skippedBy).toEqual({ blank: 1, 'repeated-header': 1, total: 1 });
});
