/**
 * Amounts: exact decimal text in whole units of the currency (3.2万 is 32000). The currency written in a cell must be
 * the column's; where the column has none it is handed on beside the amount.
 */
import type { CellProblem, CellVerdict, ColumnContext } from '../verdicts.js';
import { currencyOf } from './currencies.js';
import { multiplyDecimal } from './decimal-text.js';
import { accepted, defineFieldType, rejected } from './field-type.js';
import { maxWholeDigits, startNumber } from './number-judge.js';
import { numberBranches } from './number-sql.js';
import { decide, matches } from './sql.js';

/** Digits after the point that the published column shows. (Casts to more than 18 digits in all take 200 times as long.) */
const publishedScale = 4;

export const money = defineFieldType({
  name: 'money',
  judge(raw, flag, context) {
    const read = startNumber(raw, flag, context);
    if (read.verdict) return read.verdict;
    if (read.percent || flag === 'percent') return rejected('number-unreadable');
    const isWhole = read.unit !== null || wholeUnits.test(read.currency ?? '');
    if (isWhole && context.unit !== '1') return rejected('unit-twice', { unit: context.unit });
    const text = multiplyDecimal(read.decimal, read.unit ?? context.unit);
    if (text.replace(/^-|\..*/g, '').length > maxWholeDigits) return rejected('number-too-long');
    const tooFine = (text.split('.')[1] ?? '').length > publishedScale;
    const verdict = accepted(text, read.repairs, tooFine ? [{ code: 'money-fine-fraction' }] : []);
    return read.currency === null ? verdict : withCurrency(verdict, read.currency, context);
  },
  acceptSql: (x, context) =>
    decide(context.unit === '1' ? numberBranches(x, context, publishedScale) : inUnits(x, context.unit)),
  publishedType: `DECIMAL(18, ${publishedScale})`,
  publishSql: (x) => `TRY_CAST(${x} AS DECIMAL(18, ${publishedScale}))`,
});

/** 15000元 says what it counts in, also in a column of ten thousands; a sign (￥) stands for the currency alone. */
const wholeUnits = /[元圆块]/;

function withCurrency(verdict: CellVerdict, spelling: string, context: ColumnContext): CellVerdict {
  const found = spelling.split(' ').map(currencyOf);
  const first = found.find((one) => one?.certain) ?? found[0];
  if (!verdict.ok || !first) return rejected('number-unreadable');
  const candidates = found.reduce(
    (left, one) => left.filter((code) => one?.candidates.includes(code)),
    first.candidates,
  );
  const expected = context.currency;
  if (expected !== null) {
    return candidates.includes(expected) ? verdict : rejected('currency-differs', { expected });
  }
  const code = candidates.length === 1 ? candidates[0] : bySign(candidates, context.region);
  if (code === undefined)
    return candidates.length === 0
      ? rejected('currency-differs', { expected: first.code })
      : { ...unclear(verdict), currencies: candidates };
  return { ...verdict, currency: code, currencies: candidates };
}

type Accepted = Extract<CellVerdict, { ok: true }>;

const regionCurrency: Record<string, string> = Object.fromEntries(
  'CN:CNY JP:JPY TW:TWD HK:HKD MO:MOP SG:SGD US:USD CA:CAD AU:AUD NZ:NZD MX:MXN CL:CLP CO:COP AR:ARS'
    .split(' ')
    .map((pair) => pair.split(':')),
);

/** A shared sign means the currency of the source's own country if it may; in China `$` is the US dollar. */
function bySign(candidates: string[], region: string): string | undefined {
  const own = regionCurrency[region];
  if (own !== undefined && candidates.includes(own)) return own;
  return candidates.includes('USD') && candidates.includes('CAD')
    ? 'USD'
    : candidates.includes('CNY')
      ? 'CNY'
      : undefined;
}

function unclear(verdict: Accepted): Accepted {
  const warning: CellProblem = { code: 'currency-unclear' };
  return { ...verdict, warnings: [...verdict.warnings, warning] };
}

/** Whole amounts in a column of ten thousands: zeros are appended. */
function inUnits(x: string, unit: string): [string, string][] {
  const zeros = /^10*$/.test(unit) ? unit.slice(1) : null;
  return zeros === null ? [['FALSE', x]] : [[matches(x, '-?[1-9][0-9]{0,8}'), `${x} || '${zeros}'`]];
}
