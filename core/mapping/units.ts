/** What brackets in a header say: a unit, a currency, a format, a required mark, or something of their own. */

export interface BracketMeaning {
  /** Multiplier as decimal text. */
  unit: string;
  /** ISO code. */
  currency: string | null;
  /** What is left when units, currencies and marks are taken out; '' = nothing. */
  text: string;
}

const units: readonly [RegExp, string][] = [
  [/^(十亿|billions?|bn)$/, '1000000000'],
  [/^(亿)$/, '100000000'],
  [/^(千万)$/, '10000000'],
  [/^(百万|millions?|mio|mn|mm|m)$/, '1000000'],
  [/^(十万)$/, '100000'],
  [/^(万|w)$/, '10000'],
  [/^(千|k|thousands?|'000|000s?)$/, '1000'],
  [/^(百)$/, '100'],
];

const currencies: readonly [RegExp, string][] = [
  [/^(元|圆|人民币|rmb|cny|¥|cn¥|yuan)$/, 'CNY'],
  [/^(美元|美金|usd|us\$|\$|dollars?|us dollars?)$/, 'USD'],
  [/^(欧元|eur|€|euros?)$/, 'EUR'],
  [/^(港币|港元|hkd|hk\$)$/, 'HKD'],
  [/^(英镑|gbp|£|pounds?)$/, 'GBP'],
  [/^(日元|jpy|円)$/, 'JPY'],
  [/^(新台币|台币|twd|nt\$)$/, 'TWD'],
  [/^(sgd|新加坡元|s\$)$/, 'SGD'],
  [/^(aud|澳元|a\$)$/, 'AUD'],
  [/^(cad|加元|c\$)$/, 'CAD'],
  [/^(chf|瑞士法郎)$/, 'CHF'],
  [/^(inr|卢比|₹)$/, 'INR'],
  [/^(krw|韩元|₩)$/, 'KRW'],
];

const marks =
  /^(必填|必填项|选填|可选|可空|非必填|required|optional|mandatory|文本|文本格式|text|单位|unit|in|自动|auto|全称|件|个|台|套|只|箱|\d+位(?:数字?)?|\d+ digits|例.*|如.*|e\.?g\.?.*|格式.*|format.*)$/;
const zone = /^(?:(?:utc|gmt)(?: ?[+-] ?\d{1,2}(?::?\d{2})?)?|北京时间|beijing time|local time|当地时间)$/;
const dateFormat = /^(?=.*[yd年])[ymdhs年月日时分秒\-/.:\s]+$/;

/** Reads the inside of one pair of brackets (or what follows a slash). */
export function bracketMeaning(inside: string): BracketMeaning {
  const text = inside
    .normalize('NFKC')
    .trim()
    .toLowerCase()
    .replace(/^(单位|unit)\s*[::]?\s*/, '');
  const none: BracketMeaning = { unit: '1', currency: null, text: '' };
  if (text === '' || text === '*' || marks.test(text) || dateFormat.test(text) || zone.test(text)) return none;
  const measure = measureOf(text);
  return measure ? { ...none, ...measure } : { ...none, text };
}

/** A line above a table, 人民币万元 or k USD; a text that is no measure says nothing. */
export function lineMeaning(text: string | undefined): BracketMeaning {
  const meaning = bracketMeaning((text ?? '').replace(/^(?:人民币|rmb|cny)(?=.)/i, ''));
  return meaning.text === '' ? meaning : bracketMeaning('');
}

/** 万元, USD, k USD, 万美元, $ '000; undefined when any word is neither unit nor currency. */
function measureOf(text: string): Partial<BracketMeaning> | undefined {
  const found: Partial<BracketMeaning> = {};
  for (const word of text.split(/[\s,,/]+/).flatMap(cutUnit)) {
    const unit = units.find(([pattern]) => pattern.test(word))?.[1];
    const currency = currencies.find(([pattern]) => pattern.test(word))?.[1];
    if (unit && found.unit === undefined) found.unit = unit;
    else if (currency && found.currency === undefined) found.currency = currency;
    else return undefined;
  }
  return found;
}

/** 万元 → 万, 元; K$ stays for the caller to refuse. */
function cutUnit(word: string): string[] {
  const cut = /^(十亿|千万|百万|十万|[亿万千百])(.+)$/.exec(word);
  return cut ? [cut[1] ?? '', cut[2] ?? ''] : [word];
}
