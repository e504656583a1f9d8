import { describe, expect, test } from 'vitest';
import { encoded } from '../legacy-bytes.js';
import { parseBytes, parsed } from './parsing.js';

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
