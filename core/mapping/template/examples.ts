/** An example per field type, as a person would type it. Made up; every one is accepted by its type (a test holds it). */
import type { FieldDef } from '../../../schemas/datasets/dataset.js';
import type { FieldTypeName } from '../../../schemas/verdicts.js';
import type { Lang } from '../../../schemas/issues/issue.js';

const same = (text: string): Record<Lang, string> => ({ en: text, zh: text });

const examples: Record<FieldTypeName, Record<Lang, string>> = {
  text: { en: 'Any text', zh: '任意文字' },
  name: { en: 'Example Ltd', zh: '示例有限公司' },
  email: same('someone@example.com'),
  phone: { en: '+1 212 555 0142', zh: '13800138000' },
  date: same('2026-03-15'),
  datetime: same('2026-03-15 14:30'),
  money: same('12800.50'),
  integer: same('12'),
  decimal: same('2.5'),
  boolean: { en: 'yes', zh: '是' },
  enum: same(''),
  country: { en: 'Germany', zh: '中国' },
  region: { en: 'California', zh: '浙江省' },
  identifier: same('A-00123'),
  cnId: same('11010519491231002X'),
  creditCode: same('91350100M000100Y43'),
  bankCard: same('6222020000000012344'),
  url: same('https://www.example.com'),
  tags: { en: 'fair; wholesale', zh: '展会；批发' },
};

/** A birthday is that of the person whose identity number is the example: the two are compared. */
const ofField: Readonly<Record<string, string>> = { birthday: '1949-12-31' };

/** '' where only the allowed values can tell. */
export const exampleOf = ({ id, type }: Pick<FieldDef, 'id' | 'type'>, lang: Lang): string =>
  ofField[id] ?? examples[type][lang];
