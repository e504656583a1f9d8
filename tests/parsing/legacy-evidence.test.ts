import { describe, expect, test } from 'vitest';
import { unsure } from '../../schemas/staging.js';
import { encoded } from '../legacy-bytes.js';
import { kindsOf, parseBytes, parsed } from './parsing.js';

const chinese =
  '客户编号,客户名称,联系人,手机\n007,苏州明远贸易有限公司,王伟,13800138000\n008,成都锦程科技,李娜,13900139000\n';
const french =
  'Référence;Société;Prénom;Ville\n007;Café de l’Été;Zoë;Besançon\n008;Crème Brûlée;François;Nîmes – centre\n';

describe('a text that nobody declared an encoding for', () => {
  test.each([
    ['gb18030', chinese],
    ['gb18030', '姓名,城市\n张三,北京\n'],
    ['windows-1252', french],
    ['windows-1252', 'Kunde;Straße\nMüller;Königsallee 7\n'],
    ['windows-1252', 'item,price\ntea,£5\ncoffee,£7\n'],
    ['windows-1252', 'Empresa,Ciudad\nCompañía Ibérica,León\nAssociação Conceição,São João\n'],
  ])('%s by its bytes', async (label, text) => {
    const file = await parsed(encoded(label, text), { hints: { legacyEncoding: 'evidence' } });
    expect(file.encoding).toBe(label);
    const separator = text.includes(';') ? ';' : ',';
    expect(file.tables[0]?.columns.map((column) => column.header)).toEqual(text.split('\n')[0]?.split(separator));
  });

  test.each([
    ['big5', '客戶編號,客戶名稱,聯絡人\n007,台北貿易股份有限公司,王小明\n008,高雄科技公司,李小華\n'],
    ['shift_jis', '顧客番号,会社名,担当者\n007,株式会社サンプル,山田太郎\n008,テスト商店,鈴木花子\n'],
    ['euc-jp', '顧客番号,会社名,担当者\n007,株式会社サンプル,山田太郎\n008,テスト商店,鈴木花子\n'],
    ['euc-kr', '고객번호,회사명,담당자\n007,서울무역주식회사,김철수\n008,부산상사,이영희\n'],
  ])('%s is asked for, never taken for another', async (label, text) => {
    const bytes = encoded(label, text);
    expect(await parseBytes(bytes, { hints: { legacyEncoding: 'evidence' } })).toMatchObject({
      code: 'encoding-unknown',
    });
    const file = await parsed(bytes, { hints: { legacyEncoding: 'evidence', encoding: label } });
    expect(file.tables[0]?.columns.map((column) => column.header)).toEqual(text.split('\n')[0]?.split(','));
  });
});

describe('a declared GB18030 that a few characters contradict', () => {
  const table = (...cities: string[]): string =>
    ['Customer ID,Name,City', ...cities.map((city, at) => `a${at},Anna,${city}`)].join('\n');
  const confidence = async (bytes: Buffer): Promise<number> => {
    const file = await parsed(bytes, { hints: { legacyEncoding: 'gb18030' } });
    expect(file.encoding).toBe('gb18030');
    return file.sureness.encoding?.confidence ?? 1;
  };

  test.each([
    ['windows-1252', ['Köln', 'Berlin']],
    ['windows-1252', ['français', 'Zürich', 'Düsseldorf']],
    ['windows-1252', ['Österreich']],
    ['windows-1252', ['Compañía']],
    ['big5', ['臺北市許功蓋', '高雄市陳怡君', '新竹市林志玲']],
    ['big5', ['臺北市']],
  ])('%s: %s is unsure, and asked', async (label, cities) => {
    const bytes = encoded(label, table(...cities));
    expect(await confidence(bytes)).toBeLessThan(unsure);
    const { encodings = [] } = await parsed(bytes, { hints: { legacyEncoding: 'gb18030' } });
    expect(encodings.map((each) => each.label)).toEqual(expect.arrayContaining([label, 'gb18030']));
  });

  test.each([
    ['a single city', ['北京']],
    ['a rare character in a name', ['朱镕基', '北京']],
    ['Chinese glued to Latin letters', ['A座', 'VIP客户', 'iPhone版', '第B栋']],
    ['Chinese between Latin letters', ['T恤XL', '上海市', '广州市']],
    ['one rare character between letters in a long text', ['X镕x', ...Array.from({ length: 40 }, () => '上海市浦东')]],
    ['plain ASCII with signs', ['（上海）', '北京、天津']],
  ])('%s stays sure', async (_, cities) => {
    expect(await confidence(encoded('gbk', table(...cities)))).toBeGreaterThanOrEqual(unsure);
  });
});

describe('GB18030 by its bytes', () => {
  const read = (bytes: Buffer) => parsed(bytes, { hints: { legacyEncoding: 'evidence' } });

  test('a name cut in the middle of a character costs its row, not the file', async () => {
    const [head = '', tail = ''] = chinese.split('贸易有限公司');
    const cut = Buffer.concat([encoded('gbk', `${head}贸易有限公`), Buffer.from([0xcb]), encoded('gbk', tail)]);
    const file = await read(cut);
    expect(file.encoding).toBe('gb18030');
    const [table] = file.tables;
    expect(table && (await kindsOf(table)).map((flag) => flag.slice(0, 4))).toEqual([['2', '1', 't', 'damaged-text']]);
  });

  test('rare characters of four bytes speak against nothing', async () => {
    const rare = Buffer.from([0x82, 0x30, 0xb7, 0x31]);
    const line = Buffer.concat([encoded('gbk', '009,张'), rare, encoded('gbk', '实业,'), rare, Buffer.from(',1\n')]);
    const file = await read(Buffer.concat([encoded('gbk', chinese), line, line, line]));
    expect(file.encoding).toBe('gb18030');
  });
});
