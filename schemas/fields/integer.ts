/** Whole numbers. `5.00` is 5; `5.5` is none. */
import { multiplyDecimal } from './decimal-text.js';
import { accepted, defineFieldType, rejected } from './field-type.js';
import { startNumber } from './number-judge.js';
import { numberBranches } from './number-sql.js';
import { decide } from './sql.js';

export const integer = defineFieldType({
  name: 'integer',
  judge(raw, flag, context) {
    const read = startNumber(raw, flag, context);
    if (read.verdict) return read.verdict;
    if (read.currency !== null || read.percent || flag === 'percent')
      return rejected('number-unreadable', undefined, read.decimal);
    if (read.unit !== null && context.unit !== '1') return rejected('unit-twice', { unit: context.unit });
    const text = multiplyDecimal(read.decimal, read.unit ?? context.unit);
    if (text.includes('.')) return rejected('not-a-whole-number');
    if (text.replace('-', '').length > 18) return rejected('number-too-long');
    return accepted(text, read.repairs);
  },
  acceptSql: (x, context) => (context.unit === '1' ? decide(numberBranches(x, context, 0)) : null),
  publishedType: 'BIGINT',
  publishSql: (x) => `TRY_CAST(${x} AS BIGINT)`,
});
