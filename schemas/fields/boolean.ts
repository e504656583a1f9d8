/** Yes or no: canonical `true` or `false`. */
import { accepted, defineFieldType, rejected } from './field-type.js';
import { prepare } from './prepare.js';
import { decide, inList } from './sql.js';

const yes = ['true', 't', 'yes', 'y', '1', 'on', '是', '对', '有', '真', '已', '√', '✓', '✔', '☑', '启用'];
const no = [
  'false',
  'f',
  'no',
  'n',
  '0',
  'off',
  '否',
  '不是',
  '不',
  '无',
  '假',
  '未',
  '没有',
  '×',
  '✗',
  '✘',
  '☐',
  '停用',
];
const known = new Map([...yes.map((word) => [word, 'true'] as const), ...no.map((word) => [word, 'false'] as const)]);

export const boolean = defineFieldType({
  name: 'boolean',
  judge(raw, flag) {
    const start = prepare(raw, flag, { profile: 'code' });
    if ('verdict' in start) return start.verdict;
    const word = start.text.toLowerCase().replace(/^([01])\.0+$/, '$1');
    const text = known.get(word);
    if (text !== undefined) return accepted(text, start.repairs);
    const late = prepare(start.text, null, { profile: 'code', strict: true });
    return 'verdict' in late ? late.verdict : rejected('not-yes-or-no');
  },
  acceptSql: (x) =>
    decide([
      [inList(`lower(${x})`, yes), "'true'"],
      [inList(`lower(${x})`, no), "'false'"],
    ]),
  publishedType: 'BOOLEAN',
  publishSql: (x) => `(${x} = 'true')`,
});
