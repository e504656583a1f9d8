/** Exact decimals without a currency. */
import { multiplyDecimal } from './decimal-text.js';
import { accepted, defineFieldType, rejected } from './field-type.js';
import { startNumber } from './number-judge.js';
import { numberBranches } from './number-sql.js';
import { decide } from './sql.js';

export const decimal = defineFieldType({
  name: 'decimal',
  judge(raw, flag, context) {
    const read = startNumber(raw, flag, context);
    if (read.verdict) return read.verdict;
    if (read.currency !== null) return rejected('currency-unexpected', undefined, read.decimal);
    if (read.unit !== null && context.unit !== '1') return rejected('unit-twice', { unit: context.unit });
    const factor = read.percent ? '0.01' : (read.unit ?? context.unit);
    return accepted(multiplyDecimal(read.decimal, factor), read.repairs);
  },
  acceptSql: (x, context) => (context.unit === '1' ? decide(numberBranches(x, context, 4)) : null),
  publishedType: 'DOUBLE',
  publishSql: (x) => `TRY_CAST(${x} AS DOUBLE)`,
});
